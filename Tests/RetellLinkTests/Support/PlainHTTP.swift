import NIOCore
import NIOPosix

/// Sends a request's bytes and takes everything until the server closes.
enum PlainHTTP {
  static func exchange(port: Int, _ request: String) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: request))
      var answer = ByteBuffer()
      for try await part in inbound { answer.writeImmutableBuffer(part) }
      return String(buffer: answer)
    }
  }

  static func get(port: Int, _ target: String, method: String = "GET", headers: String = "") async throws -> String {
    try await exchange(port: port, "\(method) \(target) HTTP/1.1\r\nhost: test\r\n\(headers)\r\n")
  }
}
