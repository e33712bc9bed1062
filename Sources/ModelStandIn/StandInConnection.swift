import NIOCore
import NIOHTTP1
import Synchronization

/// One connection to a stand-in: reads requests and writes what is to be replied.
final class StandInConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// A client reads what was sent before it learns of the cut.
  private static let cutDelay = TimeAmount.milliseconds(50)

  private let shared: Shared
  private var head: HTTPRequestHead?
  private var body = ""
  private var number = 0
  /// The request whose reply is under way.
  private var replying: Int?

  init(_ shared: Shared) { self.shared = shared }

  func channelActive(context: ChannelHandlerContext) {
    number = shared.log.withLock { log in
      log.connections += 1
      return log.connections
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let replying { shared.log.withLock { $0.abandoned.append(replying) } }
    replying = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ""
    case .body(let part): body += String(buffer: part)
    case .end: answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    if head.method == .GET { return reply(.status(200), to: nil, context) }
    let request = ModelStandIn.Request(
      method: head.method.rawValue, target: head.uri,
      headers: Dictionary(
        head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first }),
      body: body, moment: .now, connection: number)
    let place = shared.log.withLock { log in
      log.requests.append(request)
      return log.requests.count - 1
    }
    replying = place
    reply(shared.answer(request, place), to: place, context)
  }

  private var form: any StandInForm { head?.uri.contains("/messages") == true ? MessagesForm() : ChatForm() }

  private func reply(_ reply: ModelStandIn.Reply, to request: Int?, _ context: ChannelHandlerContext) {
    let form = form
    switch reply {
    case .says(let text, let pause, let length):
      stream(text, in: length, to: request, every: pause, context) { self.end(form.ending, context) }
    case .endless(let text): stream(text, to: request, every: .zero, context) { self.end("", context) }
    case .tooLong(let text): stream(text, to: request, every: .zero, context) { self.end(form.tooLong, context) }
    case .filtered: stream("", to: request, every: .zero, context) { self.end(form.filtered, context) }
    case .stalls(let text): stream(text, to: request, every: .zero, context) {}
    case .cut(let text):
      stream(text, to: request, every: .zero, context) {
        self.replying = nil
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.cutDelay) { bound.value.close(promise: nil) }
      }
    case .status(let status, let hint, let body):
      whole(body, status: status, headers: hint.map { [("retry-after", $0)] } ?? [], context)
    case .whole(let text): whole(form.whole(text), status: 200, headers: [], context)
    case .silent: break
    case .raw(let pieces):
      begin(context)
      for piece in pieces { write(piece, context) }
      end("", context)
    case .hesitates(let pause, let then):
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: TimeAmount(pause)) {
        let (handler, context) = bound.value
        if context.channel.isActive { handler.reply(then, to: request, context) }
      }
    }
  }

  // MARK: Writing

  private func whole(_ body: String, status: Int, headers: [(String, String)], _ context: ChannelHandlerContext) {
    replying = nil
    let all = HTTPHeaders([("content-type", "application/json"), ("content-length", "\(body.utf8.count)")] + headers)
    let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: all)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  private func begin(_ context: ChannelHandlerContext) {
    let head = HTTPResponseHead(
      version: .http1_1, status: .ok, headers: ["content-type": "text/event-stream; charset=utf-8"])
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    let size = max(1, shared.chop ?? bytes.count)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)])
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece))), promise: nil)
    }
  }

  private func end(_ bytes: String, _ context: ChannelHandlerContext) {
    replying = nil
    write(Array(bytes.utf8), context)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  private func stream(
    _ text: String, in length: Int = 4, to request: Int?, every pause: Duration, _ context: ChannelHandlerContext,
    then: @escaping () -> Void
  ) {
    begin(context)
    write(Array(form.beginning.utf8), context)
    var pieces: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    write(pieces[...], to: request, every: pause, context, then: then)
  }

  private func write(
    _ pieces: ArraySlice<String>, to request: Int?, every pause: Duration, _ context: ChannelHandlerContext,
    then: @escaping () -> Void
  ) {
    var pieces = pieces
    while let piece = pieces.popFirst() {
      write(Array(form.piece(piece, of: body).utf8), context)
      if let request {
        shared.log.withLock { $0.pieces.append(.init(request: request, text: piece, moment: .now)) }
      }
      if pause == .zero { continue }
      let bound = NIOLoopBound((self, context, then), eventLoop: context.eventLoop)
      let rest = pieces
      context.eventLoop.scheduleTask(in: TimeAmount(pause)) {
        let (handler, context, then) = bound.value
        if context.channel.isActive { handler.write(rest, to: request, every: pause, context, then: then) }
      }
      return
    }
    then()
  }
}
