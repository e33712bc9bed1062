import Logging
import NIOCore
import NIOWebSocket

/// Frames in → whole text messages out; text messages in → frames out. Answers pings and closes.
///
/// What can be survived is logged and ignored: binary messages, texts that are not UTF-8. What cannot (framing that
/// cannot be followed any more, messages over the limit) drops the connection *without* a close frame, because
/// that makes Retell reconnect, while any code of ours ends the call (reference §3.2).
final class WebSocketMessages: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = WebSocketFrame

  private enum Kind {
    case text
    /// Its bytes are not kept.
    case binary
  }

  private let maximumMessage: Int
  private let logger: Logger
  /// The fragmented message under way, and its text so far: held here alone, an append copies the new part only.
  private var partial: Kind?
  private var text = ByteBuffer()
  private var isClosing = false

  init(maximumMessage: Int = ServerLimits.message, logger: Logger) {
    self.maximumMessage = maximumMessage
    self.logger = logger
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    let frame = unwrapInboundIn(data)
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
      return drop(context, "a frame without a mask, or with reserved bits")
    }
    switch frame.opcode {
    case .text: begin(.text, frame.unmaskedData, frame.fin, context)
    case .binary: begin(.binary, ByteBuffer(), frame.fin, context)
    case .continuation: proceed(frame.unmaskedData, frame.fin, context)
    case .ping: send(.pong, frame.unmaskedData, context)
    case .pong: break
    case .connectionClose: echoClose(frame.unmaskedData, context)
    default: drop(context, "a reserved opcode")
    }
  }

  private func begin(_ kind: Kind, _ data: ByteBuffer, _ isWhole: Bool, _ context: ChannelHandlerContext) {
    guard partial == nil else { return drop(context, "a message inside another") }
    if isWhole { return deliver(kind, data, context) }
    partial = kind
    text = data
  }

  private func proceed(_ more: ByteBuffer, _ isLast: Bool, _ context: ChannelHandlerContext) {
    guard let kind = partial else { return drop(context, "a continuation of nothing") }
    if kind == .text {
      guard text.readableBytes + more.readableBytes <= maximumMessage else {
        return drop(context, "a message over the limit")
      }
      text.writeImmutableBuffer(more)
    }
    guard isLast else { return }
    let whole = text
    partial = nil
    text = ByteBuffer()
    deliver(kind, whole, context)
  }

  private func deliver(_ kind: Kind, _ text: ByteBuffer, _ context: ChannelHandlerContext) {
    switch kind {
    case .binary: logger.warning("ignored a binary message")
    case .text:
      guard text.readableBytesView.withUnsafeBytes({ String(validating: $0, as: UTF8.self) != nil }) else {
        return logger.warning("ignored a text that is not UTF-8")
      }
      context.fireChannelRead(wrapInboundOut(text))
    }
  }

  /// Echoes the code, as RFC 6455 (5.5.1) asks; without one we say 1001, since a close frame of ours always has a code.
  private func echoClose(_ body: ByteBuffer, _ context: ChannelHandlerContext) {
    isClosing = true
    var body = body
    let code = body.readWebSocketErrorCode() ?? .goingAway
    logger.debug("closed by the other side", metadata: ["code": "\(UInt16(webSocketErrorCode: code))"])
    var echo = context.channel.allocator.buffer(capacity: 2)
    echo.write(webSocketErrorCode: code)
    let channel = context.channel
    send(.connectionClose, echo, context).whenComplete { _ in channel.close(promise: nil) }
  }

  @discardableResult
  private func send(
    _ opcode: WebSocketOpcode, _ data: ByteBuffer, _ context: ChannelHandlerContext
  ) -> EventLoopFuture<Void> {
    context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)))
  }

  private func drop(_ context: ChannelHandlerContext, _ reason: String) {
    isClosing = true
    logger.warning("dropped a socket", metadata: ["reason": "\(reason)"])
    context.close(promise: nil)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isClosing else {
      promise?.fail(ChannelError.outputClosed)
      return
    }
    let frame = WebSocketFrame(fin: true, opcode: .text, data: unwrapOutboundIn(data))
    context.write(wrapOutboundOut(frame), promise: promise)
  }

  /// NIO's decoder met framing that it cannot follow (or a frame over the limit), or the connection failed.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    drop(context, "\(error)")
  }
}
