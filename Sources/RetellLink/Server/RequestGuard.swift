import Logging
import NIOCore
import NIOHTTP1

/// Stands before NIO's upgrade handler and lets one request through: a WebSocket handshake for a call there is room
/// for.
/// Everything else gets its HTTP answer here, and the connection is closed.
final class RequestGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private enum State {
    case waiting
    /// Parts of the request read while the call is looked up.
    case lookingUp([HTTPServerRequestPart])
    case answered
    /// Also carries the socket's bytes after the upgrade, untouched.
    case passing
  }

  private let router: Router
  private let calls: any CallSource
  private let logger: Logger
  private var state = State.waiting
  private var deadline: Scheduled<Void>?

  /// The call that the request dialled, once it was let through.
  private(set) var call: (id: String, call: any LinkedCall)?

  init(router: Router, calls: any CallSource, logger: Logger) {
    self.router = router
    self.calls = calls
    self.logger = logger
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: ServerLimits.request) { channel.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .passing: context.fireChannelRead(data)
    case .answered: break
    case .lookingUp(let parts): state = .lookingUp(parts + [unwrapInboundIn(data)])
    case .waiting:
      guard case .head(let head) = unwrapInboundIn(data) else { return }
      respond(to: head, context)
    }
  }

  /// The request could not be parsed, and NIO has answered 400; or the connection failed.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case .passing = state { return context.fireErrorCaught(error) }
    context.close(promise: nil)
  }

  private func respond(to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch router.route(head.uri) {
    case .nothing: answer(context, .notFound)
    case .health:
      guard head.method == .GET else { return answer(context, .methodNotAllowed, ["allow": "GET"]) }
      reportHealth(context)
    case .call(let id):
      guard head.method == .GET else { return answer(context, .methodNotAllowed, ["allow": "GET"]) }
      guard head.isWebSocketHandshake else {
        return answer(
          context, .upgradeRequired,
          ["upgrade": "websocket", "connection": "upgrade", "sec-websocket-version": "13"])
      }
      guard head.hasWholeKey else { return answer(context, .badRequest) }
      lookUp(id, head, context)
    }
  }

  private func reportHealth(_ context: ChannelHandlerContext) {
    state = .answered
    let calls = calls
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.makeFutureWithTask { await calls.count }.whenSuccess { count in
      let (handler, context) = bound.value
      handler.answer(
        context, .ok, ["content-type": "application/json"], body: #"{"status":"ok","calls":\#(count)}"#)
    }
  }

  private func lookUp(_ id: String, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    state = .lookingUp([.head(head)])
    let calls = calls
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.makeFutureWithTask { await calls.linkedCall(id: id) }.whenSuccess { call in
      let (handler, context) = bound.value
      handler.foundCall(call, id, context)
    }
  }

  private func foundCall(_ found: (any LinkedCall)?, _ id: String, _ context: ChannelHandlerContext) {
    guard case .lookingUp(let parts) = state else { return }
    guard let found else {
      logger.warning("no room for a call", metadata: ["call_id": "\(id)"])
      return answer(context, .serviceUnavailable)
    }
    call = (id, found)
    state = .passing
    deadline?.cancel()
    for part in parts { context.fireChannelRead(wrapInboundOut(part)) }
    context.fireChannelReadComplete()
  }

  private func answer(
    _ context: ChannelHandlerContext, _ status: HTTPResponseStatus, _ headers: HTTPHeaders = [:], body: String = ""
  ) {
    state = .answered
    logger.debug("answered a request", metadata: ["status": "\(status.code)"])
    var headers = headers
    headers.add(name: "content-length", value: String(body.utf8.count))
    headers.add(name: "connection", value: "close")
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
  }
}

extension HTTPRequestHead {
  /// What NIO's upgrader requires, so that behind it nothing is refused any more.
  fileprivate var isWebSocketHandshake: Bool {
    headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
      && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
      && headers["sec-websocket-key"].count == 1
      && headers["sec-websocket-version"] == ["13"]
  }

  /// 16 bytes in base64 (RFC 6455, 4.1).
  fileprivate var hasWholeKey: Bool { headers.first(name: "sec-websocket-key")?.utf8.count == 24 }
}
