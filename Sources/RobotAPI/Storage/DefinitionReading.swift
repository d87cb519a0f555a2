// Definitions in facts are public messages, read as those of requests are.

import CProtobufC
import CRobotsProto
import Protobuf
import RobotModel

extension StorageReader {
  /// `robots.storage.v1.EntityTypeRevision`.
  mutating func entityType(with arena: Arena) throws(FactError) -> EntityType {
    try unpacked(robots__storage__v1__entity_type_revision__init, with: arena) {
      message,
      reader in
      guard let given = message.pointee.entity_type else { return nil }
      var type = reader.entityType(given)
      type.revision = message.pointee.revision
      return type
    }
  }

  /// `robots.storage.v1.PipelineRevision`.
  mutating func pipeline(with arena: Arena) throws(FactError) -> Pipeline {
    try unpacked(robots__storage__v1__pipeline_revision__init, with: arena) {
      message,
      reader in
      guard let given = message.pointee.pipeline else { return nil }
      var pipeline = reader.pipeline(given)
      pipeline.revision = message.pointee.revision
      return pipeline
    }
  }

  /// `robots.v1.Calendar`.
  mutating func calendar(with arena: Arena) throws(FactError) -> WorkCalendar {
    try unpacked(robots__v1__calendar__init, with: arena) { message, reader in
      reader.calendar(message)
    }
  }

  /// `robots.storage.v1.RobotVersion`.
  mutating func robotVersion(with arena: Arena) throws(FactError) -> Fact {
    try unpacked(robots__storage__v1__robot_version__init, with: arena) { message, reader in
      guard let given = message.pointee.robot else { return nil }
      var robot = reader.robot(given)
      robot.changeReason = reader.text(message.pointee.change_reason)
      robot.inFlight = reader.policy(
        message.pointee.in_flight.rawValue,
        first: .keepTiming,
        "in_flight",
        of: message.pointee.base
      )
      robot.publishedAfter = StoreNumber(rawValue: message.pointee.published_after)
      return .robotVersion(robot, isDeleted: message.pointee.deleted != 0)
    }
  }

  /// `robots.v1.Trigger`.
  mutating func trigger(with arena: Arena) throws(FactError) -> Trigger {
    try unpacked(robots__v1__trigger__init, with: arena) { message, reader in
      reader.trigger(message)
    }
  }

  /// `robots.storage.v1.TriggerVersion`.
  mutating func triggerVersion(with arena: Arena) throws(FactError) -> Fact {
    try unpacked(robots__storage__v1__trigger_version__init, with: arena) { message, reader in
      guard let given = message.pointee.trigger else { return nil }
      var trigger = reader.trigger(given)
      trigger.changeReason = reader.text(message.pointee.change_reason)
      return .trigger(trigger, isDeleted: message.pointee.deleted != 0)
    }
  }

  /// `robots.storage.v1.CalendarVersion`.
  mutating func calendarVersion(with arena: Arena) throws(FactError) -> Fact {
    try unpacked(robots__storage__v1__calendar_version__init, with: arena) { message, reader in
      guard let given = message.pointee.calendar else { return nil }
      var calendar = reader.calendar(given)
      calendar.changeReason = reader.text(message.pointee.change_reason)
      return .calendar(calendar, isDeleted: message.pointee.deleted != 0)
    }
  }

  private mutating func unpacked<Message, Result>(
    _ initialise: (UnsafeMutablePointer<Message>?) -> Void,
    with arena: Arena,
    _ read: (UnsafeMutablePointer<Message>, inout MessageReader) -> Result?
  ) throws(FactError) -> Result {
    let bytes = try messageBytes()
    defer { arena.reset() }
    let message: UnsafeMutablePointer<Message>
    do {
      message = try unpackMessage(bytes, as: initialise, with: arena)
    } catch {
      throw self.error(error.description)
    }
    var reader = MessageReader()
    guard let result = read(message, &reader) else { throw error("a definition is empty") }
    if let first = reader.violations.first { throw error("\(first.field): \(first.description)") }
    return result
  }
}
