import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The server's frames, as a stream. A server of this project sends no fragments; others may.
final class ClientFrames: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let received: AsyncStream<RetellClient.Received>.Continuation
  private var partial: ByteBuffer?

  init(received: AsyncStream<RetellClient.Received>.Continuation) {
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .text, .continuation:
      var text = partial.take() ?? ByteBuffer()
      text.writeImmutableBuffer(frame.data)
      if frame.fin { received.yield(.event(AgentEvent(String(buffer: text)))) } else { partial = text }
    case .pong: received.yield(.pong(Array(frame.data.readableBytesView)))
    case .ping:
      let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.data)
      context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
    case .connectionClose:
      var body = frame.data
      let code = body.readWebSocketErrorCode().map { Int(UInt16(webSocketErrorCode: $0)) }
      received.yield(.close(code: code))
      context.close(promise: nil)
    default: received.yield(.binary)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    received.finish()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// The status of an HTTP answer to a handshake.
final class RefusalReader: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let status: EventLoopPromise<HTTPResponseStatus>
  private var isKnown = false

  init(status: EventLoopPromise<HTTPResponseStatus>) {
    self.status = status
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data), !isKnown else { return }
    isKnown = true
    status.succeed(head.status)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if !isKnown {
      isKnown = true
      status.fail(ClientError.notConnected)
    }
    context.fireChannelInactive()
  }
}
