import RobotModel
import Testing

@testable import RobotEngine

@Suite("Remembered requests")
struct RememberedTableTests {
  private func request(_ id: String, day: Int64, scope: String = "request 1") -> RememberedRequest {
    RememberedRequest(
      scope: scope,
      id: id,
      time: Instant(millisecondsSinceEpoch: day * 86_400_000),
      fingerprint: [1],
      response: [2]
    )
  }

  @Test("S-32: ids are scoped, and forgotten after seven days")
  func forgets() {
    let table = RememberedTable()
    table.insert(request("a", day: 0))
    table.insert(request("a", day: 3, scope: "request 2"))
    table.insert(request("b", day: 7))
    #expect(table.find(scope: "request 1", id: "a") != nil)
    table.insert(request("c", day: 8))
    #expect(table.find(scope: "request 1", id: "a") == nil)
    #expect(table.find(scope: "request 2", id: "a") != nil)
    #expect(table.find(scope: "request 1", id: "b") != nil)
    table.insert(request("d", day: 30))
    #expect(table.count == 1)
  }

  @Test("loaded in any order, the oldest is forgotten first")
  func sorts() {
    let table = RememberedTable(limit: 3)
    for (id, day) in [("c", 5), ("a", 1), ("b", 3), ("d", 4)] as [(String, Int64)] {
      table.load(request(id, day: day))
    }
    table.load(request("x", day: -3))
    table.finishLoading()
    #expect(table.count == 3)
    #expect(table.find(scope: "request 1", id: "a") == nil)
    table.insert(request("e", day: 5))
    #expect(table.find(scope: "request 1", id: "b") == nil)
    #expect(table.find(scope: "request 1", id: "c") != nil)
  }

  @Test("an id that comes again after its time is the newest, and keeps none from being forgotten")
  func again() {
    let table = RememberedTable(limit: 3)
    table.insert(request("a", day: 0))
    table.insert(request("b", day: 1))
    table.insert(request("a", day: 8))
    #expect(table.count == 2)
    table.insert(request("c", day: 9))
    #expect(table.count == 2, "b is too old by now")
    table.insert(request("d", day: 10))
    table.insert(request("e", day: 10))
    #expect(table.find(scope: "request 1", id: "a") == nil, "the oldest beyond the limit")
    table.insert(request("c", day: 9))
    #expect(table.count == 3, "another answer to one that is remembered")
  }
}
