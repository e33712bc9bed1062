import CallEngine
import DialogDSL
import Logging
import NIOCore

/// One WebSocket of Retell's, attached to its call. The frames are handled on the channel's event loop
/// (`SocketHandler`), the call's inputs one after the other in `run`.
final class RetellSocket: CallOutlet {
  private let channel: any Channel
  private let call: any LinkedCall
  private let inputs: PendingInputs
  private let logger: Logger

  init(channel: any Channel, call: any LinkedCall, inputs: PendingInputs, logger: Logger) {
    self.channel = channel
    self.call = call
    self.inputs = inputs
    self.logger = logger
  }

  /// Serves the socket until it is gone; drops it when the task is cancelled.
  func run() async {
    await withTaskCancellationHandler {
      logger.info("socket opened")
      await call.attach(self)
      await call.receive(.opened, from: self)
      for await _ in inputs.arrivals {
        while let input = inputs.next() { await call.receive(input, from: self) }
      }
      await call.detach(self)
      logger.info("socket closed")
    } onCancel: {
      drop()
    }
  }

  func send(_ output: CallOutput) { channel.writeAndFlush(output, promise: nil) }

  func superseded() {
    logger.info("superseded by a newer socket")
    drop()
  }

  /// Ends the connection without a close frame, so that Retell may reconnect.
  func drop() { channel.close(promise: nil) }
}
