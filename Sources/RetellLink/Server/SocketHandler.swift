import CallEngine
import DialogDSL
import Interpreter
import Logging
import NIOCore

/// Text messages → inputs of the call, outputs of the call → text messages, on the channel's event loop.
///
/// Pings are answered here, at once, whatever the call is doing. Reading a request and checking whether an output is
/// stale happen on the same loop, so nothing stale slips out between check and write.
final class SocketHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = CallOutput
  typealias OutboundOut = ByteBuffer

  private let settings: RetellSettings
  private let inputs: PendingInputs
  private let logger: Logger
  private var gate = ResponseGate()
  private var transcript = TranscriptMemory()
  /// Of the transcript with tool calls, where the script listens to keys.
  private var woven: TranscriptMemory?

  init(settings: RetellSettings, inputs: PendingInputs, logger: Logger) {
    self.settings = settings
    self.inputs = inputs
    self.logger = logger
    woven = settings.hearsKeys ? TranscriptMemory() : nil
  }

  /// `config` is the first frame of every socket (reference §4.1).
  func handlerAdded(context: ChannelHandlerContext) {
    write(
      .config(
        autoReconnect: settings.autoReconnect, callDetails: settings.callDetails,
        transcriptWithToolCalls: settings.transcriptWithToolCalls),
      context)
    context.flush()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    logger.trace("received", metadata: ["frame": "\(String(buffer: frame))"])
    do {
      handle(try decode(frame), context)
    } catch {
      logger.warning("ignored a frame", metadata: ["reason": "\(error)", "bytes": "\(frame.readableBytes)"])
    }
  }

  private func decode(_ frame: ByteBuffer) throws(FrameFault) -> InboundEvent {
    try frame.withUnsafeReadableBytes { bytes in
      Result { () throws(FrameFault) in
        try InboundEvent.decode(bytes, remembering: &transcript, woven: &woven)
      }
    }.get()
  }

  private func handle(_ event: InboundEvent, _ context: ChannelHandlerContext) {
    switch event {
    case .pingPong(let timestamp):
      write(.pingPong(timestamp: timestamp), context)
      context.flush()
    case .callDetails(let call): pass(.callDetails(call), context)
    case .updateOnly(let utterances, let turn): pass(.updateOnly(utterances, turn: turn), context)
    case .responseRequired(let id, let utterances):
      if admits(id, utterances) { pass(.responseRequired(id: id, utterances), context) }
    case .reminderRequired(let id, let utterances):
      if admits(id, utterances) { pass(.reminderRequired(id: id, utterances), context) }
    case .unknown(let type): logger.notice("ignored an unknown event", metadata: ["type": "\(type)"])
    }
  }

  private func admits(_ id: Int, _ utterances: [TranscriptEntry]) -> Bool {
    guard gate.requested(id) else {
      logger.debug("ignored an old request", metadata: ["response_id": "\(id)"])
      return false
    }
    if utterances.isEmpty { logger.debug("a request without a transcript", metadata: ["response_id": "\(id)"]) }
    return true
  }

  private func pass(_ input: CallInput, _ context: ChannelHandlerContext) {
    if !inputs.add(input) {
      logger.warning("dropped a socket", metadata: ["reason": "inputs came faster than the call could handle them"])
      context.close(promise: nil)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if let event = event(for: unwrapOutboundIn(data)) { write(event, context) }
    promise?.succeed()
  }

  /// nil for what must not be sent any more, or at all.
  private func event(for output: CallOutput) -> OutboundEvent? {
    switch output {
    case .response(let id, let speech, let isLast, let closing):
      guard gate.admits(id, isLast: isLast) else {
        logger.debug("dropped a stale response", metadata: ["response_id": "\(id)"])
        return nil
      }
      return .response(id: id, OutboundEvent.Chunk(speech: speech, isLast: isLast, closing: closing))
    case .interruption(let id, let speech, let isLast, let closing):
      return .agentInterrupt(id: id, OutboundEvent.Chunk(speech: speech, isLast: isLast, closing: closing))
    case .toolStarted(let id, let name, let arguments):
      return .toolCallInvocation(id: id, name: name, arguments: arguments)
    case .toolFinished(let id, let content, let successful):
      return .toolCallResult(id: id, content: content, successful: successful)
    case .updateAgent(let settings):
      let checked = CheckedAgentSettings(settings)
      if checked?.refused.isEmpty != true {
        logger.warning("agent settings out of range", metadata: ["settings": "\(settings)"])
      }
      return checked.map(OutboundEvent.updateAgent)
    case .metadata(let json): return .metadata(json)
    }
  }

  private func write(_ event: OutboundEvent, _ context: ChannelHandlerContext) {
    let text = event.encoded(into: context.channel.allocator.buffer(capacity: 256))
    logger.trace("sent", metadata: ["frame": "\(String(buffer: text))"])
    context.write(wrapOutboundOut(text), promise: nil)
  }

  /// Written more than `ServerLimits.unsent` that the other side has not taken.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard !context.channel.isWritable else { return }
    logger.warning("dropped a socket", metadata: ["reason": "the other side does not read"])
    context.close(promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      logger.warning("dropped a socket", metadata: ["reason": "nothing was heard of it"])
      context.close(promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    inputs.finish()
    context.fireChannelInactive()
  }
}
