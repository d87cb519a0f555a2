import RobotModel

@testable import RobotAPI

extension FactCodec {
  /// Appends a batch of facts, put in as the engine does.
  func encodeBatch(_ facts: [Fact], at time: Instant, into buffer: inout [UInt8]) {
    beginBatch(at: time)
    for fact in facts {
      switch fact {
      case .record(let record): put(record)
      case .visit(let visit): put(visit)
      case .run(let run):
        if let detail = run.detail {
          put(run.numbers, ofRobot: run.robot, detail)
        } else {
          put(run.numbers, ofRobot: run.robot)
        }
      case .historyEntry(let entry): entry.give(to: self)
      default: put(fact)
      }
    }
    endBatch(into: &buffer)
  }
}
