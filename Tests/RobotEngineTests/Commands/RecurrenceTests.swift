import RobotModel
import Testing

@testable import RobotEngine

/// S-4: nothing waits for the end of a robot that recurs, however the two come together.
@Suite struct RecurrenceTests {
  private static func birthday(_ id: String, in stage: String = "new") -> Robot {
    var robot = RuleBook.log(id, in: stage)
    robot.timing.start = .date(DateTiming(path: "close_date", recurrence: .yearly))
    return robot
  }

  private static func next(_ id: String, in stage: String = "new") -> Robot {
    var robot = RuleBook.log(id, in: stage)
    robot.timing.isAfterPrevious = true
    return robot
  }

  /// A stage with a recurring robot, one between, and one that follows the one between.
  private static func book() throws -> RuleBook {
    let book = try RuleBook()
    try book.create(birthday("yearly"))
    try book.create(RuleBook.log("between"))
    try book.create(next("last"))
    return book
  }

  @Test("The robot between a recurring one and a follower can be neither deleted nor moved away")
  func between() throws {
    let book = try Self.book()
    book.refuses(.failedPrecondition, "AFTER_RECURRING", saying: "\"last\" would follow \"yearly\"")
    { () throws(RequestError) in try book.delete(robot: "between") }
    book.refuses(.failedPrecondition, "AFTER_RECURRING") { () throws(RequestError) in
      try book.move("between", stage: "offer")
    }
    book.refuses(.failedPrecondition, "AFTER_RECURRING") { () throws(RequestError) in
      try book.move("between", position: 1)
    }
    try book.delete(robot: "last")
    try book.delete(robot: "between")
    #expect(try book.order(of: "new") == "yearly1")
  }

  @Test("Nor can it be turned off, since a robot that is off is looked through (S-3)")
  func disabled() throws {
    let book = try Self.book()
    var between = try book.engine.robot("between")
    between.isEnabled = false
    book.refuses(.failedPrecondition, "AFTER_RECURRING") { () throws(RequestError) in
      try book.update(between, mask: ["enabled"])
    }
    var last = try book.engine.robot("last")
    last.timing.isAfterPrevious = false
    try book.update(last)
    try book.update(between, mask: ["enabled"])
    last.timing.isAfterPrevious = true
    book.refuses(
      .invalidArgument,
      fields: ["robot.timing.after_previous"],
      saying: "\"yearly\", recurs"
    ) { () throws(RequestError) in try book.update(last) }
  }

  @Test("A robot that comes to recur, or moves before a follower, is refused for itself")
  func becomes() throws {
    let book = try Self.book()
    var between = try book.engine.robot("between")
    between.timing = Self.birthday("between").timing
    book.refuses(
      .invalidArgument,
      fields: ["robot.timing.date.recurrence"],
      saying: "\"last\" waits for the end"
    ) { () throws(RequestError) in try book.update(between) }
    book.refuses(.invalidArgument, fields: ["robot.timing.date.recurrence"]) {
      () throws(RequestError) in try book.move("yearly", position: 2)
    }
    try book.create(RuleBook.log("other", in: "offer"))
    try book.create(Self.next("after-other", in: "offer"))
    book.refuses(.invalidArgument, fields: ["robot.timing.date.recurrence"]) {
      () throws(RequestError) in try book.move("yearly", stage: "offer", position: 2)
    }
    try book.move("yearly", stage: "offer", position: 3)
    #expect(try book.order(of: "offer") == "other1 after-other2 yearly3")
  }
}
