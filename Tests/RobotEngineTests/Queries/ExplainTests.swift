import RobotModel
import Testing

@testable import RobotEngine

@Suite("Explain")
struct ExplainTests {
  private func house(_ robots: String..., executors: [String: String] = [:]) throws -> TestHouse {
    var house = try TestHouse(executors: executors)
    for robot in robots {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    return house
  }

  private func put(_ house: TestHouse, _ changes: [FieldChange] = []) throws {
    _ = try house.engine.perform(
      PutRecord(
        key: house.key("D-1"),
        changes: changes,
        pipeline: "sales",
        stage: "new"
      ),
      by: house.ann,
      at: house.engine.time
    )
  }

  private func texts(_ house: TestHouse, _ robot: String) throws -> [String] {
    let explanation = try house.engine.explain(house.key("D-1"), robot: robot, visit: nil)
    return explanation.runs.first?.steps.map(\.text) ?? []
  }

  @Test("O3: names the visit, the version, the way to the due time and the outcome")
  func waiting() throws {
    var house = try house(#"remind in new: write_log text="x" after 2 day"#)
    try put(house)
    #expect(
      try texts(house, "remind") == [
        #"deal/D-1 entered stage "New" of "Sales" at 2026-06-01 08:00"#,
        #"version 1 of robot "remind" was in force then"#,
        "counted from the entry at 2026-06-01 08:00",
        "2 days later by the calendar is 2026-06-03 08:00 in UTC; it is due at 2026-06-03 08:00",
        "waits until 2026-06-03 08:00",
      ]
    )
    house.engine.lacksRoom = true
    #expect(
      try texts(house, "remind").last == "waits until 2026-06-03 08:00 and until the disk has room"
    )
    house.engine.lacksRoom = false
    try house.advance(to: house.instant(2 * 86_400_000))
    let explanation = try house.engine.explain(house.key("D-1"), robot: "remind", visit: nil)
    #expect(
      explanation.summary
        == #"Robot "remind" succeeded at 2026-06-03 08:00, for deal/D-1 in stage "New" of "Sales"."#
    )
  }

  @Test("O3: says how the run came by its version, and who asked for it")
  func versions() throws {
    var house = try house(#"remind in new: write_log text="x" after 2 day"#)
    try put(house)
    var robot = try house.engine.robot("remind")
    robot.displayName = "Remind"
    try house.advance(to: house.instant(3_600_000))
    _ = try house.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: robot), inFlight: .migrate),
      by: house.ann,
      at: house.engine.time
    )
    #expect(
      try texts(house, "remind")[1]
        == #"version 2 of robot "Remind" has taken the run over from the one before, made by ann at"#
        + " 2026-06-01 09:00"
    )
    _ = try house.engine.perform(
      RunRobot(robot: "remind", item: house.key("D-1"), isValidateOnly: false),
      by: house.ann,
      at: house.engine.time
    )
    let texts = try house.engine.explain(house.key("D-1"), robot: "remind", visit: nil)
      .runs.flatMap { $0.steps.map(\.text) }
    #expect(texts.contains { $0.contains("was in force when somebody asked for it") })
    try put(house)
  }

  @Test("O3: of a time that went by a calendar as it was no other way is told")
  func changedCalendar() throws {
    var house = try house()
    var office = WorkCalendar(id: "office", timeZone: "UTC", hours: [], holidays: [])
    office.hours = [
      WorkingHours(
        days: [.monday, .tuesday, .wednesday, .thursday, .friday],
        opens: DueTable.clock("08:00"),
        closes: DueTable.clock("16:00")
      )
    ]
    let create = CreateCalendar(calendar: office)
    office = try house.engine.perform(create, by: house.ann, at: house.engine.time)
    var robot = RuleBook.log("greet")
    robot.timing = Timing(
      start: .after(DueTable.span("1 day")),
      workingTime: .count,
      calendar: "office"
    )
    let draft = RobotDraft(robot: robot)
    _ = try house.engine.perform(CreateRobot(draft: draft), by: house.ann, at: house.engine.time)
    try put(house)
    try house.advance(to: house.instant(2 * 86_400_000))
    let way = "1 working day later is 2026-06-02; it was due at 2026-06-02 08:00"
    #expect(try texts(house, "greet").contains(way))
    office.holidays.append(CalendarDay(.dated(DueTable.date("2026-06-02"))))
    let update = UpdateCalendar(calendar: office, mask: ["holidays"])
    _ = try house.engine.perform(update, by: house.ann, at: house.engine.time)
    let texts = try texts(house, "greet")
    #expect(!texts.contains { $0.contains("2026-06-03") })
    #expect(
      texts.contains(
        "calendar \"office\" has changed since its time was computed; it was due at"
          + " 2026-06-02 08:00"
      )
    )
  }

  @Test("O3: many visits come in pages, the newest first, and the sentence on the first")
  func pages() throws {
    let house = try house(#"note in new: write_log text="x""#)
    try put(house)
    for stage in ["offer", "new", "offer", "new", "offer", "new"] {
      _ = try house.engine.perform(
        MoveItem(key: house.key("D-1"), stage: stage),
        by: house.ann,
        at: house.engine.time
      )
    }
    let all = try house.engine.explain(house.key("D-1"), robot: "note", visit: nil)
    #expect(all.runs.count == 4)
    #expect(all.nextToken.isEmpty)
    var runs: [RunExplanation] = []
    var summaries: [String] = []
    var request = PageRequest(size: 3)
    repeat {
      let page = try house.engine.explain(
        house.key("D-1"),
        robot: "note",
        visit: nil,
        page: request
      )
      runs += page.runs
      summaries.append(page.summary)
      request.token = page.nextToken
    } while !request.token.isEmpty
    #expect(runs == all.runs)
    #expect(summaries == [all.summary, ""])
    for token in ["x", "0000000000001"] {
      #expect(throws: RequestError.self) {
        try house.engine.explain(
          house.key("D-1"),
          robot: "note",
          visit: nil,
          page: PageRequest(size: 1, token: token)
        )
      }
    }
  }

  @Test("O3: shows each comparison with what was there and what was wanted")
  func condition() throws {
    let house = try house(#"a in new: write_log text="x" if probability > 50 AND source != "web""#)
    try put(
      house,
      [
        FieldChange(name: "probability", value: .integer(60)),
        FieldChange(name: "source", value: .text("web")),
      ]
    )
    let explanation = try house.engine.explain(house.key("D-1"), robot: "a", visit: nil)
    let steps = try #require(explanation.runs.first?.steps.filter { $0.kind == .condition })
    #expect(
      steps.map(\.text) == [
        "probability is greater than 50: yes, it was 60",
        #"source is not "web": no, it was "web""#,
      ]
    )
    #expect(steps.map(\.path) == ["probability", "source"])
    #expect(steps.map(\.isSatisfied) == [true, false])
    #expect(steps[1].actual == .text("web"))
    #expect(steps[1].expected == [.text("web")])
    #expect(explanation.summary.contains("was skipped"))
    #expect(explanation.summary.contains("the condition did not hold"))
  }

  @Test("O3: names the robot before it in the chain, and how that ended")
  func chain() throws {
    let house = try house(
      #"one in new: change_responsible user=responsible"#,
      #"two in new: write_log text="x" after previous"#
    )
    try put(house)
    let steps = try texts(house, "two")
    #expect(
      steps.contains(
        #"it follows robot "one", which failed because the item has no responsible"#
      )
    )
    #expect(
      steps.last
        == "was skipped at 2026-06-01 08:00 because a robot before it in the chain failed"
    )
    #expect(
      try texts(house, "one").last
        == "failed at 2026-06-01 08:00 because the item has no responsible",
      "a message that says the reason again is left out"
    )
    #expect(Reason.cause(.refused, "too late") == " because it was refused: too late")
    #expect(Reason.cause(nil, "too late") == ": too late")
    #expect(Reason.cause(.refused, "") == " because it was refused")
  }

  @Test("O3: tells of hand-outs, failures and the next attempt")
  func actions() throws {
    let house = try house(
      #"tell in new: notify recipients=user:bob text="x""#,
      executors: ["notify": "q"]
    )
    try put(house)
    #expect(
      try texts(house, "tell").last == "waits for a worker because no worker serves its queue"
    )
    house.engine.setWorkers(ofQueue: "q", arePresent: true)
    #expect(try texts(house, "tell").last == "waits for a worker")
    let action = try #require(
      house.engine.perform(HandOutActions(queue: "q", count: 1), at: house.engine.time).first
    )
    #expect(try texts(house, "tell").last == "is with a worker")
    _ = house.engine.perform(
      CompleteAction(
        run: action.run,
        key: action.key,
        attempt: action.attempt,
        outcome: .failure(message: "no line", isPermanent: false, retryAfterMilliseconds: 60_000)
      ),
      at: house.engine.time
    )
    #expect(
      try texts(house, "tell").suffix(3) == [
        #"robot "tell" was handed to a worker"#,
        #"robot "tell" came back from its worker: no line"#,
        "waits until 2026-06-01 08:01 for its next attempt: no line",
      ]
    )
  }

  @Test("O3: explains why a robot has no run")
  func absence() throws {
    var house = try house(
      #"off in new: write_log text="x""#,
      #"other in offer: write_log text="x""#
    )
    try house.disableRobot("off")
    try put(house)
    func summary(_ robot: String) throws -> String {
      try house.engine.explain(house.key("D-1"), robot: robot, visit: nil).summary
    }
    #expect(try summary("off") == #"Robot "off" has no run for deal/D-1: the robot is disabled."#)
    #expect(try summary("other").contains("belongs to stage \"Offer\""))
    #expect(throws: RequestError.self) { try summary("unknown") }
  }

  @Test("O3: a robot without a run is explained by what it was when the item entered")
  func absenceAtEntry() throws {
    let book = try RuleBook()
    var off = RuleBook.log("off")
    off.isEnabled = false
    try book.create(off)
    try book.create(RuleBook.log("moved", in: "offer"))
    try book.put("D-1", stage: "new")
    try book.create(RuleBook.log("late"))
    try book.move("moved", stage: "new", position: 1)
    func summary(_ robot: String) throws -> String {
      try book.engine.explain(book.house.key("D-1"), robot: robot, visit: nil).summary
    }
    let entry = "the item entered the stage at 2026-06-01 08:00"
    let moved = try summary("moved")
    #expect(moved.contains("has no run for deal/D-1: the robot stood in stage \"Offer"))
    #expect(moved.hasSuffix(" when \(entry)."))
    off.isEnabled = true
    try book.update(off)
    try book.put("D-1", stage: "work")
    #expect(try summary("off").contains("the robot was not enabled when \(entry)."))
    #expect(try summary("late").contains("made at 2026-06-01 08:00, after the item had entered"))
    try book.create(RuleBook.log("never", in: "offer"))
    #expect(try summary("never").contains("of which no visit of the item is known"))
  }

  @Test("S-8, O3: names the date that is empty, and the link that leads nowhere")
  func emptyDate() throws {
    let house = try house(
      #"own in new: write_log text="x" before 2 day close_date"#,
      #"linked in new: write_log text="x" before 2 day contact.birthday"#
    )
    try put(house)
    #expect(try texts(house, "own").last == "waits because close_date is empty")
    #expect(
      try texts(house, "linked").last
        == "waits because contact.birthday is empty: the item's contacts names nothing"
    )
    let contact = FieldValue.reference(RecordKey(entityType: "contact", id: "C-1"))
    try put(house, [FieldChange(name: "contacts", value: .list([contact]))])
    #expect(
      try texts(house, "linked").last
        == "waits because contact.birthday is empty: there is no contact/C-1"
    )
  }

  @Test("S-6, O3: tells from what to what a field has changed")
  func changed() throws {
    let house = try house(#"one in new: write_log text="x" after 1 day if changed(source)"#)
    try put(house, [FieldChange(name: "source", value: .text("web"))])
    try put(house, [FieldChange(name: "source", value: .text("mail"))])
    var later = house
    try later.advance(to: house.instant(2 * 86_400_000))
    #expect(
      try texts(later, "one").contains(
        "source has changed since the item entered the stage: yes, it was \"web\" then and"
          + " \"mail\" when it was asked"
      )
    )
  }

  @Test("O3: a deleted item is still explained")
  func deletedItem() throws {
    let house = try house(#"one in new: write_log text="x" after 1 day"#)
    try put(house)
    _ = try house.engine.perform(
      DeleteRecord(key: house.key("D-1")),
      by: house.ann,
      at: house.engine.time
    )
    #expect(
      try texts(house, "one").last
        == "was cancelled at 2026-06-01 08:00 because the item was deleted"
    )
  }
}
