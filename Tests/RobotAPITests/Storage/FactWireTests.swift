import RobotAPI
import RobotModel
import Testing

/// The hand-written field numbers against the definitions, by which the JSON is made.
@Suite struct FactWireTests {
  private static let values = [
    NamedValue(name: "a", value: .text("")),
    NamedValue(name: "b", value: .boolean(false)),
    NamedValue(name: "c", value: .integer(-5)),
    NamedValue(name: "e", value: .date(CivilDate(year: 2026, month: 3, day: 29) ?? .earliest)),
    NamedValue(name: "f", value: .timestamp(Instant(millisecondsSinceEpoch: -500))),
    NamedValue(name: "g", value: .reference(RecordKey(entityType: "user", id: "anna"))),
    NamedValue(name: "h", value: .list([.text("x")])),
  ]

  private static let valuesJSON = """
    {"field":"a","value":{"text":""}},{"field":"b","value":{"boolean":false}},\
    {"field":"c","value":{"integer":"-5"}},\
    {"field":"e","value":{"date":{"year":2026,"month":3,"day":29}}},\
    {"field":"f","value":{"timestamp":"1969-12-31T23:59:59.500Z"}},\
    {"field":"g","value":{"reference":{"entityType":"user","id":"anna"}}},\
    {"field":"h","value":{"list":{"values":[{"text":"x"}]}}}
    """

  private func json(_ fact: Fact) throws -> String {
    var bytes: [UInt8] = []
    FactCodec().encode(fact, into: &bytes)
    return try JSONMessages.json("robots.storage.v1.Fact", bytes)
  }

  @Test("a record's fields lie under their numbers")
  func record() throws {
    var record = Record(
      number: StoreNumber(rawValue: 1),
      key: RecordKey(entityType: "deal", id: "D-1"),
      fields: Self.values,
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      revision: 7,
      createTime: Instant(millisecondsSinceEpoch: 8),
      updateTime: Instant(millisecondsSinceEpoch: 9),
      visit: StoreNumber(rawValue: 10),
      stageEnterTime: Instant(millisecondsSinceEpoch: 11)
    )
    record.isDeleted = true
    record.source = "creme"
    #expect(
      try json(.record(record)) == """
        {"record":{"number":"1","entityType":"deal","id":"D-1","fields":[\(Self.valuesJSON)],\
        "pipeline":"sales","stage":"new","revision":"7","createTimeMilliseconds":"8",\
        "updateTimeMilliseconds":"9","visit":"10","deleted":true,"source":"creme"}}
        """
    )
  }

  @Test("decimals and money are exact")
  func numbers() throws {
    let money = try Money(currency: CurrencyCode("PLN"), units: -3, nanos: -50_000_000)
    var visit = Visit(
      number: StoreNumber(rawValue: 1),
      record: StoreNumber(rawValue: 2),
      pipeline: "sales",
      stage: "won",
      enterTime: Instant(millisecondsSinceEpoch: 5),
      leaveTime: .epoch,
      entryValues: [
        NamedValue(name: "d", value: .decimal(try DecimalNumber("-12.50"))),
        NamedValue(name: "m", value: .money(money)),
      ]
    )
    visit.automatedMoves = [StageKey(entityType: "deal", pipeline: "p", stage: "s")]
    #expect(
      try json(.visit(visit)) == """
        {"visit":{"number":"1","record":"2","pipeline":"sales","stage":"won",\
        "enterTimeMilliseconds":"5","leaveTimeMilliseconds":"0",\
        "entryValues":[{"field":"d","value":{"decimal":{"value":"-12.5"}}},\
        {"field":"m","value":{"money":{"currencyCode":"PLN","units":"-3","nanos":-50000000}}}],\
        "automatedMoves":[{"entityType":"deal","pipeline":"p","stage":"s"}]}}
        """
    )
  }

  @Test("a run's fields lie under their numbers")
  func run() throws {
    var run = Run(
      number: StoreNumber(rawValue: 1),
      visit: StoreNumber(rawValue: 2),
      robot: "R",
      robotVersion: 4,
      position: 5
    )
    run.occurrence = 6
    run.state = .failed
    run.reason = .refused
    run.latenessCause = .backlog
    run.dueTime = .epoch
    run.notBeforeTime = Instant(millisecondsSinceEpoch: 11)
    run.startTime = Instant(millisecondsSinceEpoch: 12)
    run.finishTime = Instant(millisecondsSinceEpoch: 13)
    run.attempts = 14
    var detail = RunDetail()
    detail.resolvedParameters = [NamedValue(name: "p", value: .text("x"))]
    detail.outputs = [NamedValue(name: "o", value: .text("y"))]
    detail.actingUser = "anna"
    detail.queue = "crm"
    detail.message = "no"
    detail.operands = [DecidedOperand(index: 3, actual: .integer(1), isSatisfied: true)]
    detail.isSatisfied = false
    detail.lateResult = "late"
    detail.askedBy = "ann"
    detail.manualRetries = 2
    detail.actingVersion = 11
    detail.invoice = "I-1"
    detail.quote = "Q-1"
    run.detail = detail
    run.placedBehind = StoreNumber(rawValue: 0)
    #expect(
      try json(.run(run)) == """
        {"run":{"number":"1","visit":"2","robot":"R","robotVersion":"4","position":5,\
        "occurrence":6,"state":5,"reason":86,"latenessCause":6,"dueTimeMilliseconds":"0",\
        "notBeforeTimeMilliseconds":"11","startTimeMilliseconds":"12",\
        "finishTimeMilliseconds":"13","attempts":14,"detail":{\
        "resolvedParameters":[{"field":"p","value":{"text":"x"}}],\
        "outputs":[{"field":"o","value":{"text":"y"}}],"actingUser":"anna","queue":"crm",\
        "message":"no","operands":[{"index":3,"actual":{"integer":"1"},"satisfied":true}],\
        "satisfied":false,"lateResult":"late","askedBy":"ann","manualRetries":2,\
        "actingVersion":"11",\
        "invoice":"I-1","quote":"Q-1"},\
        "placedBehind":"0"}}
        """
    )
  }

  @Test("a history entry's fields lie under their numbers")
  func historyEntry() throws {
    var entry = HistoryEntry(
      sequence: 1,
      time: Instant(millisecondsSinceEpoch: 2),
      record: RecordKey(entityType: "deal", id: "D-1"),
      kind: .moved,
      actingUser: "anna"
    )
    entry.robot = "R"
    entry.run = StoreNumber(rawValue: 8)
    entry.visit = StoreNumber(rawValue: 9)
    entry.field = "f"
    entry.oldValue = .text("11")
    entry.newValue = .text("12")
    entry.oldPipeline = "13"
    entry.oldStage = "14"
    entry.newPipeline = "15"
    entry.newStage = "16"
    entry.reason = .leftStage
    entry.text = "18"
    entry.trigger = "20"
    entry.event = EventTrace(
      id: "E-1",
      type: "form_submitted",
      subject: "form x",
      isTold: true,
      candidates: [
        TriggerCandidate(trigger: "t", stage: "won", reason: nil),
        TriggerCandidate(trigger: "u", stage: "new", reason: .targetBehind),
      ]
    )
    #expect(
      try json(.historyEntry(entry)) == """
        {"historyEntry":{"sequence":"1","timeMilliseconds":"2","entityType":"deal",\
        "recordId":"D-1","kind":3,"actingUser":"anna","robot":"R","run":"8","visit":"9",\
        "field":"f","oldValue":{"text":"11"},"newValue":{"text":"12"},"oldPipeline":"13",\
        "oldStage":"14","newPipeline":"15","newStage":"16","reason":50,"text":"18","trigger":"20",\
        "event":{"id":"E-1","type":"form_submitted","subject":"form x","candidates":[\
        {"trigger":"t","stage":"won"},{"trigger":"u","stage":"new","reason":101}],"told":true}}}
        """
    )
  }

  @Test("a robot's application to existing items lies under its numbers")
  func robotApplication() throws {
    var application = RobotApplication(
      robot: "R",
      place: .sample,
      user: "ann",
      itemsPerSecond: 10,
      itemCount: 3
    )
    application.runCount = 2
    application.beginTime = Instant(millisecondsSinceEpoch: 4)
    application.endTime = Instant(millisecondsSinceEpoch: 5)
    application.reason = .byPerson
    application.lastVisit = StoreNumber(rawValue: 6)
    application.nextTime = Instant(millisecondsSinceEpoch: 7)
    #expect(
      try json(.robotApplication(application)) == """
        {"robotApplication":{"robot":"R","entityType":"deal","pipeline":"sales","stage":"new",\
        "user":"ann","itemsPerSecond":10,"itemCount":"3","runCount":"2",\
        "beginTimeMilliseconds":"4","endTimeMilliseconds":"5","reason":55,"lastVisit":"6",\
        "nextTimeMilliseconds":"7"}}
        """
    )
  }

  @Test("how far a calendar is followed lies under its numbers")
  func calendarProgress() throws {
    let progress = CalendarProgress(
      calendar: "office",
      lastRun: StoreNumber(rawValue: 1),
      isOver: true
    )
    #expect(
      try json(.calendarProgress(progress)) == """
        {"calendarProgress":{"calendar":"office","lastRun":"1","over":true}}
        """
    )
  }

  @Test("how far a linked record is followed lies under its numbers")
  func linkProgress() throws {
    let progress = LinkProgress(
      record: StoreNumber(rawValue: 1),
      fields: ["birthday", "name"],
      time: Instant(millisecondsSinceEpoch: 2),
      lastItem: StoreNumber(rawValue: 3),
      isOver: true
    )
    #expect(
      try json(.linkProgress(progress)) == """
        {"linkProgress":{"record":"1","fields":["birthday","name"],"timeMilliseconds":"2",\
        "lastItem":"3","over":true}}
        """
    )
  }

  @Test("what holds an item up lies under its numbers")
  func hold() throws {
    var hold = ItemHold(record: StoreNumber(rawValue: 1))
    hold.pauseTime = Instant(millisecondsSinceEpoch: 2)
    hold.pauseUser = "bob"
    hold.breakTime = Instant(millisecondsSinceEpoch: 4)
    hold.countedNumber = StoreNumber(rawValue: 5)
    hold.formerNumber = StoreNumber(rawValue: 6)
    #expect(
      try json(.itemHold(hold)) == """
        {"itemHold":{"record":"1","pauseTimeMilliseconds":"2","pauseUser":"bob",\
        "breakTimeMilliseconds":"4","countedNumber":"5","formerNumber":"6"}}
        """
    )
  }

  @Test("what the store knows of itself lies under its numbers")
  func store() throws {
    let store = StoreFact(
      time: Instant(millisecondsSinceEpoch: 1),
      isClockSimulated: true,
      lastNumber: StoreNumber(rawValue: 3),
      lastHistorySequence: 4,
      isErasureOpen: true
    )
    #expect(
      try json(.store(store)) == """
        {"store":{"timeMilliseconds":"1","simulatedClock":true,"lastNumber":"3",\
        "lastHistorySequence":"4","erasureOpen":true}}
        """
    )
  }

  @Test("the last version of a trigger or calendar says that it is a deletion")
  func deletions() throws {
    let trigger = Trigger(id: "T", place: .sample, type: "form")
    let facts: [Fact] = [
      .trigger(trigger, isDeleted: true),
      .calendar(WorkCalendar(id: "C", timeZone: "UTC", hours: []), isDeleted: true),
    ]
    for fact in facts { #expect(try json(fact).hasSuffix(#"},"deleted":true}}"#)) }
    #expect(try !json(.trigger(trigger, isDeleted: false)).contains("deleted"))
  }

  @Test("the small facts lie under their numbers")
  func smallFacts() throws {
    let request = RememberedRequest(
      scope: "request/1000",
      id: "r",
      time: Instant(millisecondsSinceEpoch: 3),
      fingerprint: [1, 2],
      response: [3]
    )
    let cases: [(Fact, String)] = [
      (
        .rememberedRequest(request),
        """
        {"rememberedRequest":{"scope":"request/1000","id":"r","timeMilliseconds":"3",\
        "fingerprint":"AQI=","response":"Aw=="}}
        """
      ),
      (
        .pause(
          Pause(
            scope: .pipeline(PipelineKey(entityType: "deal", id: "p")),
            user: "ann",
            beginTime: Instant(millisecondsSinceEpoch: 4),
            endTime: Instant(millisecondsSinceEpoch: 5)
          )
        ),
        """
        {"pause":{"entityType":"deal","pipeline":"p","user":"ann","beginTimeMilliseconds":"4",\
        "endTimeMilliseconds":"5"}}
        """
      ),
      (.removedEntityType("deal"), #"{"removedEntityType":"deal"}"#),
      (
        .removedPipeline(PipelineKey(entityType: "deal", id: "p")),
        #"{"removedPipeline":{"entityType":"deal","id":"p"}}"#
      ),
      (.removedRobot("R"), #"{"removedRobot":"R"}"#),
      (.removedTrigger("T"), #"{"removedTrigger":"T"}"#),
      (.removedRecord(StoreNumber(rawValue: 9)), #"{"removedRecord":"9"}"#),
      (.removedVisit(StoreNumber(rawValue: 11)), #"{"removedVisit":"11"}"#),
      (.removedRun(StoreNumber(rawValue: 13)), #"{"removedRun":"13"}"#),
      (.removedCalendar("c"), #"{"removedCalendar":"c"}"#),
      (.removedHistoryEntry(15), #"{"removedHistoryEntry":"15"}"#),
    ]
    for (fact, expected) in cases { #expect(try json(fact) == expected) }
  }

  @Test("a batch holds its time and facts, readable by the definitions")
  func batch() throws {
    var bytes: [UInt8] = []
    FactCodec().encodeBatch(
      [
        .removedRobot("R"),
        .robotVersion(Robot(id: "R", place: .sample, type: "log"), isDeleted: true),
      ],
      at: Instant(millisecondsSinceEpoch: 5),
      into: &bytes
    )
    #expect(
      try JSONMessages.json("robots.storage.v1.Batch", bytes) == """
        {"timeMilliseconds":"5","facts":[{"removedRobot":"R"},{"robotVersion":{"robot":{\
        "id":"R","entityType":"deal","pipeline":"sales","stage":"new","type":"log",\
        "timing":{"immediately":{},"chainPolicy":"CHAIN_POLICY_ON_SUCCESS",\
        "pastDue":"PAST_DUE_RUN_NOW_UNTIL_DATE","workingTime":"WORKING_TIME_OFF"},\
        "evaluateAt":"EVALUATE_AT_FIRE","runLimit":"RUN_LIMIT_EVERY_ENTRY","enabled":true,\
        "etag":"0-0","createTime":"1970-01-01T00:00:00Z","updateTime":"1970-01-01T00:00:00Z"},\
        "deleted":true}}]}
        """
    )
  }
}

extension StageKey {
  fileprivate static let sample = StageKey(entityType: "deal", pipeline: "sales", stage: "new")
}
