import Logging
import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import RetellLink

@Suite struct WebSocketMessagesTests {
  private func channel(maximumMessage: Int = 10) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(
      handler: WebSocketMessages(maximumMessage: maximumMessage, logger: RunningServer.quiet))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  private func frame(_ opcode: WebSocketOpcode, _ text: String, fin: Bool) -> WebSocketFrame {
    WebSocketFrame(fin: fin, opcode: opcode, maskKey: [0, 0, 0, 0], data: ByteBuffer(string: text))
  }

  @Test func fragmentsAreJoined() throws {
    let channel = try channel()
    try channel.writeInbound(frame(.text, "12345", fin: false))
    try channel.writeInbound(frame(.ping, "p", fin: true))
    try channel.writeInbound(frame(.continuation, "67890", fin: true))
    #expect(try channel.readInbound(as: ByteBuffer.self).map { String(buffer: $0) } == "1234567890")
    #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .pong)
    #expect(channel.isActive)
  }

  @Test func aCharacterMayStraddleFragments() throws {
    let channel = try channel()
    let bytes = Array("né".utf8)
    for (index, byte) in bytes.enumerated() {
      var frame = frame(index == 0 ? .text : .continuation, "", fin: index == bytes.count - 1)
      frame.data = ByteBuffer(bytes: [byte])
      try channel.writeInbound(frame)
    }
    #expect(try channel.readInbound(as: ByteBuffer.self).map { String(buffer: $0) } == "né")
  }

  @Test func aMessageOverTheLimitDropsTheSocketWithoutACloseFrame() throws {
    let channel = try channel()
    try channel.writeInbound(frame(.text, "12345", fin: false))
    try channel.writeInbound(frame(.continuation, "678901", fin: false))
    #expect(!channel.isActive)
    #expect(try channel.readOutbound(as: WebSocketFrame.self) == nil)
    #expect(try channel.readInbound(as: ByteBuffer.self) == nil)
  }

  @Test func aFragmentedBinaryMessageIsIgnoredWhateverItsSize() throws {
    let channel = try channel()
    try channel.writeInbound(frame(.binary, "12345", fin: false))
    try channel.writeInbound(frame(.continuation, "67890123", fin: true))
    try channel.writeInbound(frame(.text, "next", fin: true))
    #expect(try channel.readInbound(as: ByteBuffer.self).map { String(buffer: $0) } == "next")
  }

  /// Were each append a copy of all that came before, this would move 160 GB.
  @Test func smallFragmentsAfterALargeOneAreCheap() throws {
    let channel = try channel(maximumMessage: 64 << 20)
    try channel.writeInbound(frame(.text, String(repeating: "x", count: 8 << 20), fin: false))
    let took = try ContinuousClock().measure {
      for _ in 1...20_000 { try channel.writeInbound(frame(.continuation, "y", fin: false)) }
    }
    try channel.writeInbound(frame(.continuation, "z", fin: true))
    #expect(try channel.readInbound(as: ByteBuffer.self)?.readableBytes == (8 << 20) + 20_001)
    #expect(took < .seconds(10))
  }
}
