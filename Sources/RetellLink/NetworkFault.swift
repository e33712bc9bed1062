import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says in plain words why an address cannot be used.
enum NetworkFault {
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: reason(error.errnoCode)
    case let error as NIOConnectionError:
      if let first = error.connectionErrors.first { reason(first.error) } else { "there is no such host" }
    case ChannelError.connectTimeout: "no answer"
    default: "\(error)"
    }
  }

  private static func reason(_ code: CInt) -> String {
    switch code {
    case EADDRINUSE: "the port is in use"
    case EADDRNOTAVAIL: "this machine has no such address"
    case EACCES, EPERM: "no permission"
    case ECONNREFUSED: "connection refused"
    default: String(cString: strerror(code))
    }
  }
}

/// A server could not begin to listen.
public struct ListenError: Error, CustomStringConvertible {
  public var host: String
  public var port: Int
  public var reason: String

  public var description: String { "cannot serve on \(host):\(port): \(reason)" }
}
