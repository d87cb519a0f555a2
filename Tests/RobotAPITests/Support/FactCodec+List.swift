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
      case .run(let run): put(run.numbers, ofRobot: run.robot, run.detail)
      case .historyEntry(let entry): put(entry.numbers, entry.names, entry.detail)
      default: put(fact)
      }
    }
    endBatch(into: &buffer)
  }
}
