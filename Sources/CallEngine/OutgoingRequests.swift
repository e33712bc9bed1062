import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// How requests leave the process, to tools and to models alike.
extension HTTPClient.Configuration {
  /// Nothing is followed, unpacked or tried again unasked; what a server sends is taken as it is.
  ///
  /// - Parameters:
  ///   - connectTimeout: to reach a server; within the time that its reply may take.
  ///   - connectionsPerHost: a busy service serves as many calls at once.
  static func outgoing(connectTimeout: TimeAmount, connectionsPerHost: Int) -> Self {
    var configuration = singletonConfiguration
    configuration.timeout.connect = connectTimeout
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    return configuration
  }
}

extension HTTPHeaders {
  /// Seconds after which a server wants to be asked again: `retry-after-ms`, or `retry-after` in seconds; a date is no
  /// hint that a caller can wait for.
  var retryAfter: Double? {
    let milliseconds = self["retry-after-ms"].first.flatMap(Double.init)
    return (milliseconds.map { $0 / 1000 } ?? self["retry-after"].first.flatMap(Double.init)).map { Swift.max(0, $0) }
  }
}
