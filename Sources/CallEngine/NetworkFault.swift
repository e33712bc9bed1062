import AsyncHTTPClient
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says in plain words why an address cannot be used. Of other errors only the kind: their texts may hold a URL with all
/// that stands in it.
package enum NetworkFault {
  package static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: reason(error.errnoCode)
    case let error as NIOConnectionError:
      if let first = error.connectionErrors.first { reason(first.error) } else { "there is no such host" }
    case ChannelError.connectTimeout: "no answer"
    case let error as HTTPClientError: error.shortDescription
    default: "\(type(of: error))"
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
