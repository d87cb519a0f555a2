/// The streams that tell of changes, and the part of each turn that they may take.
///
/// One element of a stream is performed as it arrives. A stream that has more waits in line, and in
/// every turn one after another goes on until the time for them is used up: however much one sends,
/// others get their part, and so do calls, due runs and workers.
final class IngestLane {
  private let state: DurableEngine
  private var streams: [IngestStream] = []
  /// Those that were stopped and may have more, the one that has waited longest first.
  private var waiting: [IngestStream] = []
  /// The time of those in line; nil while it is not their turn.
  private var budget: WorkBudget?

  init(_ state: DurableEngine) {
    self.state = state
  }

  /// Whether a stream may perform a further element now.
  var mayGoOn: Bool {
    guard let budget else { return false }
    return state.outbox.hasRoom && !budget.isUsedUp
  }

  /// Whether a stream in line could go on.
  var hasWork: Bool { !waiting.isEmpty && state.outbox.hasRoom }

  /// Takes a stream in.
  func add(_ stream: IngestStream) {
    streams.append(stream)
  }

  /// Forgets a stream that has ended.
  func remove(_ stream: IngestStream) {
    streams.removeAll { $0 === stream }
    waiting.removeAll { $0 === stream }
  }

  /// Puts a stream that was stopped at the end of the line.
  func wait(_ stream: IngestStream) {
    if !waiting.contains(where: { $0 === stream }) { waiting.append(stream) }
  }

  /// Lets those in line go on by turns, and sends what was settled since the last time.
  func proceed(within budget: WorkBudget) {
    self.budget = budget
    var left = waiting.count
    while left > 0, mayGoOn, !waiting.isEmpty {
      waiting.removeFirst().goOn()
      left -= 1
    }
    self.budget = nil
    for stream in streams { stream.sendAcknowledgements() }
  }
}
