import RobotEngine
import RobotModel
import TestSupport

/// A run as the store has it, with the id of its item.
struct StoredRun {
  let number: StoreNumber
  let item: String
  let state: RunState
}

extension Engine {
  /// All runs of the store.
  func storedRuns() -> [StoredRun] {
    let cursor = makeSnapshotCursor()
    var records: [StoreNumber: String] = [:]
    var visits: [StoreNumber: String] = [:]
    var runs: [StoredRun] = []
    while true {
      let facts = cursor.nextFacts(count: 256)
      if facts.isEmpty { return runs }
      for fact in facts {
        if case .record(let record) = fact { records[record.number] = record.key.id }
        if case .visit(let visit) = fact { visits[visit.number] = records[visit.record] }
        if case .run(let run) = fact {
          let item = visits[run.visit] ?? ""
          runs.append(StoredRun(number: run.number, item: item, state: run.state))
        }
      }
    }
  }
}
