import RobotModel
import Testing

@testable import RobotEngine

@Suite("Lists")
struct ListTests {
  private func house() throws -> TestHouse {
    var house = try TestHouse()
    for robot in [
      #"one in new: write_log text="x""#, #"two in new: write_log text="y" after 1 day"#,
    ] {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    for index in 0..<25 {
      _ = try house.engine.perform(
        PutRecord(
          key: house.key("D-\(index)"),
          changes: [FieldChange(name: "probability", value: .integer(Int64(index)))],
          pipeline: "sales",
          stage: "new"
        ),
        by: house.ann,
        at: house.engine.time
      )
    }
    return house
  }

  /// All elements of a list, page by page.
  private func all<Element>(
    _ size: Int,
    _ list: (PageRequest) throws -> Page<Element>
  ) throws -> [Element] {
    var elements: [Element] = []
    var request = PageRequest(size: size)
    while true {
      let page = try list(request)
      #expect(page.elements.count <= size)
      elements += page.elements
      if page.nextToken.isEmpty { return elements }
      request.token = page.nextToken
    }
  }

  @Test("records come page by page in the order of their making, filtered, without deleted ones")
  func records() throws {
    let house = try house()
    _ = try house.engine.perform(
      DeleteRecord(key: house.key("D-7")),
      by: house.ann,
      at: house.engine.time
    )
    for size in [1, 7, 24, 25, 100] {
      let ids = try all(size) {
        try house.engine.records(ofType: "deal", filter: "", page: $0)
      }.map(\.key.id)
      #expect(ids == (0..<25).filter { $0 != 7 }.map { "D-\($0)" })
      let filtered = try all(size) {
        try house.engine.records(
          ofType: "deal",
          filter: #"probability >= 6 AND stage = "new""#,
          page: $0
        )
      }.map(\.key.id)
      #expect(filtered == ([6] + Array(8..<25)).map { "D-\($0)" })
    }
  }

  @Test("S-6: an amount that cannot be compared fulfils neither a filter nor its opposite")
  func currencies() throws {
    let house = try TestHouse()
    for (id, amount) in [("D-1", "150 PLN"), ("D-2", "200 EUR"), ("D-3", "50 PLN")] {
      let parts = amount.split(separator: " ").map(String.init)
      let money = try Money(currency: CurrencyCode(parts[1]), amount: DecimalNumber(parts[0]))
      let put = PutRecord(
        key: house.key(id),
        changes: [FieldChange(name: "amount", value: .money(money))],
        pipeline: "sales",
        stage: "new"
      )
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    let cases = [
      (#"amount > money("PLN", 100)"#, ["D-1"]), (#"NOT amount > money("PLN", 100)"#, ["D-3"]),
      (#"id = "D-2" OR amount > money("PLN", 100)"#, ["D-1", "D-2"]),
      ("amount > 100", ["D-1", "D-2"]),
    ]
    for (filter, ids) in cases {
      let page = try house.engine.records(ofType: "deal", filter: filter, page: PageRequest())
      #expect(page.elements.map(\.key.id) == ids, "\(filter)")
    }
  }

  @Test("a wrong filter or token is refused with its place")
  func refused() throws {
    let house = try house()
    #expect(throws: RequestError.self) {
      try house.engine.records(ofType: "deal", filter: "probabilty > 3", page: PageRequest())
    }
    #expect(throws: RequestError.self) {
      try house.engine.records(ofType: "deal", filter: "", page: PageRequest(token: "nonsense"))
    }
    #expect(throws: RequestError.self) {
      try house.engine.runs(RunQuery(), page: PageRequest(token: "nonsense"))
    }
    #expect(throws: RequestError.self) {
      try house.engine.history(HistoryQuery(), page: PageRequest(token: "99999"))
    }
  }

  @Test("a token goes on with the list, filter and order that gave it, and with no other")
  func tokensOfOthers() throws {
    let engine = try house().engine
    func records(_ filter: String, _ page: PageRequest) throws(RequestError) -> String {
      try engine.records(ofType: "deal", filter: filter, page: page).nextToken
    }
    let ofRecords = PageRequest(size: 1, token: try records("", PageRequest(size: 1)))
    #expect(refusal { () throws(RequestError) in _ = try records("", ofRecords) } == nil)
    #expect(
      refusal { () throws(RequestError) in _ = try records("probability > 1", ofRecords) }
        == .invalidArgument
    )
    var queries = [RunQuery(), RunQuery(), RunQuery(), RunQuery(), RunQuery()]
    queries[1].robot = "one"
    queries[2].states = [.succeeded]
    queries[3].dueBefore = engine.time
    (queries[4].entityType, queries[4].itemID) = ("deal", "D-0")
    for list in [engine.runs(_:page:), engine.comingRuns(_:page:)] {
      let token = try list(RunQuery(), PageRequest(size: 1)).nextToken
      for query in queries {
        let code = refusal { () throws(RequestError) in
          _ = try list(query, PageRequest(size: 1, token: token))
        }
        #expect(code == (query == RunQuery() ? nil : .invalidArgument))
      }
    }
    var newest = HistoryQuery()
    newest.isNewestFirst = true
    let page = try engine.history(HistoryQuery(), page: PageRequest(size: 1))
    let request = PageRequest(size: 1, token: page.nextToken)
    let error = #expect(throws: RequestError.self) { try engine.history(newest, page: request) }
    #expect(error?.violations.map(\.field) == ["page_token"])
    #expect(try engine.history(HistoryQuery(), page: request).elements.count == 1)
  }

  @Test("a record that never was is not found; one that was deleted has its runs and history")
  func recordsEver() throws {
    let house = try house()
    _ = try house.engine.perform(
      DeleteRecord(key: house.key("D-3")),
      by: house.ann,
      at: house.engine.time
    )
    let cases: [(String, String, RequestError.Code?)] = [
      ("deal", "D-3", nil), ("deal", "D-99", .notFound), ("dael", "D-3", .notFound),
    ]
    for (type, id, code) in cases {
      var query = RunQuery()
      (query.entityType, query.itemID) = (type, id)
      var asked = HistoryQuery()
      (asked.entityType, asked.recordID) = (type, id)
      let page = PageRequest()
      #expect(
        refusal { () throws(RequestError) in _ = try house.engine.runs(query, page: page) } == code
      )
      #expect(
        refusal { () throws(RequestError) in _ = try house.engine.comingRuns(query, page: page) }
          == code
      )
      #expect(
        refusal { () throws(RequestError) in _ = try house.engine.history(asked, page: page) }
          == code
      )
    }
    var query = HistoryQuery()
    (query.entityType, query.recordID) = ("deal", "D-3")
    #expect(try house.engine.history(query, page: PageRequest()).elements.last?.kind == .deleted)
  }

  @Test("history is narrowed to kinds and times, in both orders, of a record and of all")
  func historyFilters() throws {
    var house = try house()
    let start = house.engine.time
    for minute in 1...30 {
      _ = try house.engine.perform(
        PutRecord(
          key: house.key("D-\(minute % 3)"),
          changes: [FieldChange(name: "probability", value: .integer(Int64(50 + minute)))]
        ),
        by: house.ann,
        at: start.adding(milliseconds: Int64(minute) * 60_000)
      )
    }
    // A day later what a delayed robot has done, too.
    try house.advance(to: start.adding(milliseconds: 2 * 86_400_000))
    let everything = try all(1_000) { try house.engine.history(HistoryQuery(), page: $0) }
    for minutes in [(0, 100), (5, 12), (12, 12), (29, 5_000), (-9, 0), (40, 41)] {
      var query = HistoryQuery()
      query.startTime = start.adding(milliseconds: Int64(minutes.0) * 60_000)
      query.endTime = start.adding(milliseconds: Int64(minutes.1) * 60_000)
      for (kinds, record, isNewestFirst) in [
        ([], "", false), ([], "", true), ([HistoryKind.fieldChanged], "D-1", false),
        ([.fieldChanged, .runSucceeded], "D-1", true), ([.created], "", true),
      ] {
        query.kinds = kinds
        (query.entityType, query.recordID) = (record.isEmpty ? "" : "deal", record)
        query.isNewestFirst = isNewestFirst
        let expected = everything.filter { entry in
          (query.startTime.map { $0 <= entry.time } ?? true)
            && (query.endTime.map { entry.time < $0 } ?? true)
            && (kinds.isEmpty || kinds.contains(entry.kind))
            && (record.isEmpty || entry.record.id == record)
        }
        for size in [1, 7, 1_000] {
          let found = try all(size) { try house.engine.history(query, page: $0) }
          #expect(found == (isNewestFirst ? expected.reversed() : expected))
        }
      }
    }
  }

  @Test("a page of what happened from a time on begins there, however much lies before")
  func historySeeks() throws {
    let house = try house()
    let start = house.engine.time
    for index in 0..<12_000 {
      _ = try house.engine.perform(
        PutRecord(
          key: house.key("D-1"),
          changes: [FieldChange(name: "probability", value: .integer(Int64(index % 2)))]
        ),
        by: house.ann,
        at: start.adding(milliseconds: Int64(index))
      )
    }
    var query = HistoryQuery()
    query.startTime = start.adding(milliseconds: 11_998)
    let page = try house.engine.history(query, page: PageRequest())
    #expect(page.elements.count == 2 && page.nextToken.isEmpty)
    query.startTime = nil
    query.endTime = start.adding(milliseconds: 1)
    query.isNewestFirst = true
    #expect(try house.engine.history(query, page: PageRequest(size: 1)).elements.count == 1)
  }

  /// How a request is refused; nil if it is answered.
  private func refusal(_ request: () throws(RequestError) -> Void) -> RequestError.Code? {
    do {
      try request()
      return nil
    } catch {
      return error.code
    }
  }

  @Test("runs are listed by item, robot, state, visit and due time")
  func runs() throws {
    let house = try house()
    #expect(try all(7) { try house.engine.runs(RunQuery(), page: $0) }.count == 50)
    var query = RunQuery()
    query.robot = "two"
    #expect(try all(7) { try house.engine.runs(query, page: $0) }.count == 25)
    query.states = [.succeeded]
    #expect(try all(7) { try house.engine.runs(query, page: $0) }.isEmpty)
    query = RunQuery()
    (query.entityType, query.itemID) = ("deal", "D-3")
    let ofItem = try all(1) { try house.engine.runs(query, page: $0) }
    #expect(ofItem.map(\.run.robot) == ["one", "two"])
    #expect(ofItem.map(\.run.state) == [.succeeded, .waiting])
    query = RunQuery()
    query.visit = ofItem[0].run.visit
    query.dueBefore = house.engine.time.adding(milliseconds: 1)
    #expect(try all(7) { try house.engine.runs(query, page: $0) }.map(\.run.robot) == ["one"])
  }

  @Test("history is listed oldest or newest first, of one record or of all")
  func history() throws {
    let house = try house()
    let kinds: [HistoryKind] = [.created, .logged, .runSucceeded]
    var query = HistoryQuery()
    (query.entityType, query.recordID) = ("deal", "D-3")
    #expect(try all(2) { try house.engine.history(query, page: $0) }.map(\.kind) == kinds)
    query.isNewestFirst = true
    #expect(
      try all(2) { try house.engine.history(query, page: $0) }.map(\.kind) == kinds.reversed()
    )
    query = HistoryQuery()
    let everything = try all(11) { try house.engine.history(query, page: $0) }
    #expect(everything.map(\.sequence) == Array(1...75))
    query.isNewestFirst = true
    query.robot = "one"
    #expect(try all(11) { try house.engine.history(query, page: $0) }.count == 50)
  }

  @Test("M10: the board shows the newest items of each stage with their robots")
  func board() throws {
    let house = try house()
    let board = try house.engine.board(
      PipelineKey(entityType: "deal", id: "sales"),
      itemsPerStage: 3
    )
    #expect(board.map(\.stage.id) == ["new", "offer", "work", "won", "lost"])
    #expect(board.map(\.itemCount) == [25, 0, 0, 0, 0])
    #expect(board[0].items.map(\.item.key.id) == ["D-24", "D-23", "D-22"])
    #expect(board[0].items[0].runs.map(\.run.state) == [.succeeded, .waiting])
  }

  @Test("status counts what is kept")
  func counts() throws {
    let house = try house()
    let counts = house.engine.counts
    #expect(counts.records == 25)
    #expect(counts.robots == 2)
    #expect(counts.visits == 25)
    #expect(counts.runs == 50)
    #expect(counts.runsByState == [25, 0, 0, 25, 0, 0, 0])
    #expect(counts.historyEntries == 75)
  }
}
