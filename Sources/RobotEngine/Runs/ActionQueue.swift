import RobotModel

// The actions that a queue's workers may be given, oldest first
//
// A binary heap by due time and then by the run's number, which is the order in which runs of one
// item start. Nothing is searched in it: a run that is withdrawn or ends leaves its entry behind,
// and whoever takes it out finds that the run is no longer ready. So an entry is a hint, a run has
// at most one, and the whole queue can be made anew from the runs.

/// One queue: what is ready for its workers, and whether it has any.
struct ActionQueue {
  private struct Entry {
    let due: Instant
    let number: StoreNumber
    let run: Slot<RunRow>

    func precedes(_ other: Entry) -> Bool {
      (due, number) < (other.due, other.number)
    }
  }

  /// The queue of the CRM's own worker, in which changes of an item keep their order.
  static let crm = "crm"

  let name: String
  /// Some worker serves it now.
  var hasWorkers = false
  /// How many of its runs are in the states READY and DISPATCHED.
  private(set) var readyCount = 0
  private(set) var dispatchedCount = 0
  private var heap: [Entry] = []

  /// Whether it may hold a run that can be handed out.
  var hasEntries: Bool { !heap.isEmpty }

  /// An empty queue without workers.
  init(name: String) {
    self.name = name
  }

  /// Counts a run in or out of the state it has or had.
  mutating func count(_ state: RunState, by difference: Int) {
    if state == .ready { readyCount += difference }
    if state == .dispatched { dispatchedCount += difference }
  }

  /// Adds a run that has no entry.
  mutating func push(_ run: Slot<RunRow>, due: Instant, number: StoreNumber) {
    heap.append(Entry(due: due, number: number, run: run))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes out the oldest entry.
  mutating func pop() -> Slot<RunRow>? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return last.run }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].precedes(heap[least]) { least = child }
      }
      if least == parent { return first.run }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
