import RobotModel
import Testing

@testable import RobotEngine

/// M17: the versions of rules are listed with what changed, and rolled back.
@Suite struct RuleVersionTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
  }

  /// "3 ann: why: what changed; …", the newest first.
  private func versions(
    of kind: RuleKind,
    _ id: String,
    size: Int = 0
  ) throws -> [String] {
    var lines: [String] = []
    var token = ""
    repeat {
      let page = try book.engine.versions(of: kind, id, page: PageRequest(size: size, token: token))
      lines += page.elements.map(Self.line)
      token = page.nextToken
    } while !token.isEmpty
    return lines
  }

  private static func line(_ view: RuleVersionView) -> String {
    let (version, author, reason) =
      switch view.rule {
      case .robot(let robot): (robot.version, robot.author, robot.changeReason)
      case .trigger(let trigger): (trigger.version, trigger.author, trigger.changeReason)
      case .calendar(let calendar): (calendar.version, calendar.author, calendar.changeReason)
      }
    let changes = view.changes.joined(separator: "; ")
    return "\(version) \(author): \(reason): \(changes)\(view.isDeleted ? " (deleted)" : "")"
  }

  private func rollBack(
    _ kind: RuleKind,
    _ id: String,
    to version: Int64,
    reason: String = "",
    isValidateOnly: Bool = false
  ) throws(RequestError) -> RuleVersionView {
    try book.engine.perform(
      RollbackRule(
        kind: kind,
        id: id,
        version: version,
        changeReason: reason,
        isValidateOnly: isValidateOnly
      ),
      by: book.caller,
      at: book.now
    ).version
  }

  private func update(
    _ trigger: Trigger,
    condition: String = "",
    reason: String
  ) throws {
    _ = try book.engine.perform(
      UpdateTrigger(
        draft: TriggerDraft(trigger: trigger, conditionText: condition),
        changeReason: reason
      ),
      by: book.caller,
      at: book.now
    )
  }

  private static let trigger = Trigger(
    id: "form",
    place: StageKey(entityType: "deal", pipeline: "sales", stage: "offer"),
    type: "form_submitted"
  )

  private func createTrigger() throws -> Trigger {
    try book.engine.perform(
      CreateTrigger(draft: TriggerDraft(trigger: Self.trigger), changeReason: "new site"),
      by: book.caller,
      at: book.now
    )
  }

  @Test("A trigger's versions say what changed, page by page, and survive a restart")
  func triggers() throws {
    var trigger = try createTrigger()
    trigger.parameters = [NamedValue(name: "form", value: .text("order"))]
    trigger.place.stage = "work"
    try update(trigger, reason: "orders only")
    trigger.allowsBackwards = true
    trigger.isEnabled = false
    try update(trigger, condition: "amount > 5", reason: "")
    for size in [0, 1, 2] {
      #expect(
        try versions(of: .trigger, "form", size: size) == [
          "3 ann: : condition: from none to amount > 5; moves items backwards: from no to yes;"
            + " enabled: from yes to no",
          "2 ann: orders only: stage: from \"Offer\" of \"Sales\" to \"Work\" of \"Sales\";"
            + " parameter form: from none"
            + " to \"order\"",
          "1 ann: new site: ",
        ]
      )
    }
    try book.expectSurvivesReload()
  }

  @Test("A trigger becomes what it was, where it now stands, as a new version")
  func rollBackTrigger() throws {
    var trigger = try createTrigger()
    trigger.parameters = [NamedValue(name: "form", value: .text("order"))]
    trigger.place.stage = "work"
    try update(trigger, reason: "")
    let tried = try rollBack(.trigger, "form", to: 1, isValidateOnly: true)
    #expect(
      Self.line(tried) == "3 ann: rolled back to version 1: parameter form: from \"order\" to none"
    )
    #expect(try book.engine.trigger("form").version == 2)
    #expect(
      Self.line(try rollBack(.trigger, "form", to: 1, reason: "back"))
        == "3 ann: back: parameter form: from \"order\" to none"
    )
    #expect(try book.engine.trigger("form").place.stage == "work")
    book.refuses(.notFound, saying: "there is no version 9 of trigger \"form\"") {
      () throws(RequestError) in _ = try rollBack(.trigger, "form", to: 9)
    }
    book.refuses(.notFound) { () throws(RequestError) in _ = try rollBack(.trigger, "no", to: 1) }
    try book.expectSurvivesReload()
  }

  private static let eve = Caller(user: "eve", isSystem: false, uid: 1_001, source: "")

  @Test("A deletion is a rule's last version, by whom has deleted it, and its id goes on counting")
  func deleted() throws {
    _ = try createTrigger()
    try book.engine.perform(DeleteTrigger(id: "form"), by: Self.eve, at: book.now)
    let deleted = ["2 eve: :  (deleted)", "1 ann: new site: "]
    #expect(try versions(of: .trigger, "form") == deleted)
    try book.expectSurvivesReload()
    try book.house.reload()
    #expect(try versions(of: .trigger, "form") == deleted)
    #expect(try createTrigger().version == 3)
    #expect(
      try versions(of: .trigger, "form") == ["3 ann: new site: ", "2 eve: : ", "1 ann: new site: "]
    )
    try book.expectSurvivesReload()
  }

  @Test("So it is of a calendar and of a robot, whose last policy is not asked for once more")
  func deletedOthers() throws {
    try book.create(WorkCalendar(id: "office", timeZone: "UTC", hours: Self.monday))
    try book.engine.perform(DeleteCalendar(id: "office"), by: Self.eve, at: book.now)
    #expect(try versions(of: .calendar, "office") == ["2 eve: :  (deleted)", "1 ann: : "])
    var robot = try book.create(RuleBook.log("r"))
    robot.displayName = "R"
    let update = UpdateRobot(draft: RobotDraft(robot: robot), inFlight: .keepAll)
    _ = try book.engine.perform(update, by: book.caller, at: book.now)
    _ = try book.engine.perform(DeleteRobot(id: "r"), by: Self.eve, at: book.now)
    let newest = try book.engine.versions(of: .robot, "r", page: PageRequest(size: 1)).elements[0]
    #expect(Self.line(newest) == "3 eve: :  (deleted)")
    guard case .robot(let deleted) = newest.rule else { return }
    #expect(deleted.inFlight == .keepTiming && deleted.updateTime == book.now)
    try book.expectSurvivesReload()
    #expect(try book.create(RuleBook.log("r")).version == 4)
    try book.expectSurvivesReload()
  }

  private static let monday = [
    WorkingHours(
      days: [.monday],
      opens: DueTable.clock("08:00"),
      closes: DueTable.clock("16:00")
    )
  ]

  @Test("Nothing is told of a rule that never was")
  func unknown() {
    for kind in RuleKind.allCases {
      book.refuses(.notFound) { () throws(RequestError) in
        _ = try book.engine.versions(of: kind, "nothing", page: PageRequest())
      }
    }
  }

  @Test("A calendar's versions say which days came and went; it is rolled back by the same checks")
  func calendars() throws {
    func office(opens: String) -> WorkCalendar {
      WorkCalendar(
        id: "office",
        timeZone: "UTC",
        hours: [
          WorkingHours(
            days: [.monday, .tuesday],
            opens: DueTable.clock(opens),
            closes: DueTable.clock("16:00")
          )
        ]
      )
    }
    try book.create(office(opens: "10:00"))
    var second = office(opens: "08:00")
    second.holidays = [
      CalendarDay(.dated(DueTable.date("2026-06-04")), displayName: "Corpus Christi"),
      CalendarDay(.yearly(month: 12, day: 5)),
    ]
    try book.update(second)
    #expect(
      try versions(of: .calendar, "office") == [
        "2 ann: : hours: without monday, tuesday 10:00-16:00; hours: with monday, tuesday"
          + " 08:00-16:00; holidays: with 2026-06-04 (Corpus Christi), every 12-05",
        "1 ann: : ",
      ]
    )
    var robot = RuleBook.log("early")
    robot.timing = Timing(
      start: .clockTime(DueTable.clock("09:00")),
      workingTime: .shift,
      calendar: "office"
    )
    try book.create(robot)
    book.refuses(.failedPrecondition, "CLOCK_TIME_NEVER_WORKS") { () throws(RequestError) in
      _ = try rollBack(.calendar, "office", to: 1)
    }
    try book.delete(robot: "early")
    let back = try rollBack(.calendar, "office", to: 1)
    #expect(Self.line(back).hasPrefix("3 ann: rolled back to version 1: hours: without monday"))
    #expect(try book.engine.calendar("office").holidays.isEmpty)
    try book.delete(calendar: "office")
    #expect(try versions(of: .calendar, "office").count == 4)
    try book.expectSurvivesReload()
  }

  @Test("A robot's versions name each part that changed, in words")
  func robots() throws {
    var robot = try book.create(RuleBook.log("r"))
    robot.displayName = "Greet"
    robot.parameters = [NamedValue(name: "text", value: .text("y"))]
    robot.timing.start = .after(DueTable.span("2 day"))
    robot.survivesStageChange = true
    robot.runLimit = .oncePerItem
    robot.actingUser = "responsible"
    _ = try book.engine.perform(
      UpdateRobot(
        draft: RobotDraft(robot: robot, conditionText: "amount > 5"),
        changeReason: "as agreed"
      ),
      by: book.caller,
      at: book.now
    )
    let newest = try #require(try versions(of: .robot, "r").first)
    for part in [
      "2 ann: as agreed: ", "name: from none to Greet", "parameter text: from \"x\" to \"y\"",
      "when: from ",
      "condition: from none to amount > 5", "acting user: from none to responsible",
      "limit: from ", "outlives the stage: from no to yes",
    ] {
      #expect(newest.contains(part), "\(newest)")
    }
    #expect(!newest.contains("enabled"))
  }

  @Test("Of a rule that changes again and again the newest versions are kept")
  func bounded() {
    var history = RuleHistory<Trigger>()
    var trigger = Self.trigger
    for version in 1...Int64(Limits.versionsPerRule + 50) {
      trigger.version = version
      history.note(trigger)
    }
    let kept = history.versions(of: "form").map(\.version)
    #expect(kept == Array(51...Int64(Limits.versionsPerRule + 50)))
    trigger.version = 60
    trigger.displayName = "again"
    history.note(trigger)
    #expect(history.versions(of: "form").map(\.version) == kept)
    #expect(history.versions(of: "form")[9].displayName == "again")
  }
}
