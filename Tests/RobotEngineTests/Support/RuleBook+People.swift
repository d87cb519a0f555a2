import RobotModel

@testable import RobotEngine

extension RuleBook {
  func put(contact id: String, _ fields: [(String, FieldValue)]) throws {
    try put(RecordKey(entityType: "contact", id: id), fields)
  }

  func put(user id: String, _ fields: [(String, FieldValue)]) throws {
    try put(RecordKey(entityType: "user", id: id), fields)
  }

  private func put(_ key: RecordKey, _ fields: [(String, FieldValue)]) throws {
    _ = try engine.perform(
      PutRecord(key: key, changes: fields.map { FieldChange(name: $0.0, value: $0.1) }),
      by: caller,
      at: now
    )
  }

  /// Lets everything happen that is due until a time.
  func advance(to time: String) throws {
    house.commit()
    try house.advance(to: Instant(rfc3339: time))
  }

  /// How many runs are as is meant.
  func countRuns(where isMeant: (Run) -> Bool) -> Int {
    let store = engine.store
    return (0..<store.runs.endIndex).count { isMeant(store.runFact(Slot(index: $0))) }
  }
}
