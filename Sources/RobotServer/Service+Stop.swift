import GRPC
import Linux

extension Service {
  /// Takes no new clients and calls, ends streams, and lets calls in flight finish for a while.
  ///
  /// Asked a second time it waits no longer.
  func drain(reason: String) {
    guard phase == .serving else {
      phase = .draining(untilNanoseconds: 0)
      return
    }
    log.info("service stopping", ["reason": .text(reason)])
    notifyManager { () throws(SystemError) in try ServiceManager.notifyStopping() }
    let patience = UInt64(clamping: configuration.drainMilliseconds) * 1_000_000
    phase = .draining(untilNanoseconds: connections.now + patience)
    acceptor?.close()
    health.shutDown()
    connections.drain()
  }

  /// Whether nothing is left to be waited for.
  var isDrained: Bool {
    guard case .draining(let end) = phase else { return false }
    return connections.count == 0 && !files.isBusy || connections.now >= end
  }

  /// Ends what is still open, makes everything durable, writes a snapshot and ends the threads.
  func finish() throws(RobotServerError) {
    let leftCount = connections.count
    if leftCount > 0 {
      log.warning("connections cut off: calls took too long", ["count": .init(leftCount)])
    }
    connections.endAll()
    workers.takeBack()
    try sync.finish()
    background.stop()
    try snapshots.finish { () throws(RobotServerError) in try sync.finish() }
    sync.stop()
    log.info("service ended")
  }

  /// Lets go of everything at once, since the service cannot go on: nothing more is answered.
  func abandon() {
    acceptor?.close()
    connections.endAll()
    background.stop()
    sync.stop()
  }
}
