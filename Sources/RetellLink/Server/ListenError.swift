/// A server could not begin to listen.
public struct ListenError: Error, CustomStringConvertible {
  public var host: String
  public var port: Int
  public var reason: String

  public var description: String { "cannot serve on \(host):\(port): \(reason)" }
}
