import RobotEngine
import RobotModel

/// P8: how fast a condition over records of ten fields is decided.
///
/// A filter asks it of one record after the other, as a list does; the first comparison holds for
/// three records of four and the second for all, so that nearly always all three are made, and
/// the last holds for none. Getting from record to record is part of the time.
struct Filtering {
  let recordCount: Int
  private static let filter =
    #"amount > 100000 AND stage = "new" AND source IN ("radio", "newspaper")"#
  private static let rounds = 10

  func measure() throws {
    let house = try House()
    let place = StageKey(entityType: "deal", pipeline: "sales", stage: "new")
    try house.makePipeline("sales", stages: ["new"])
    for index in 0..<recordCount { try house.enter(place, Self.fields(index)) }
    var best = Double.infinity
    for _ in 0..<Self.rounds {
      best = min(best, try Figure.seconds { try filterAll(house) })
    }
    let rate = Double(recordCount) / best
    Figure.print("P8", "condition of three comparisons", rate / 1e6, "M/s", .atLeast(10))
    Figure.note("over \(recordCount) records, from record to record")
  }

  private func filterAll(_ house: House) throws {
    var token = ""
    repeat {
      let page = try house.engine.records(
        ofType: "deal",
        filter: Self.filter,
        page: PageRequest(size: 100, token: token)
      )
      precondition(page.elements.isEmpty, "nobody comes from there")
      token = page.nextToken
    } while !token.isEmpty
  }

  private static func fields(_ index: Int) -> [FieldChange] {
    [
      FieldChange(name: "name", value: .text("deal \(index)")),
      FieldChange(name: "amount", value: .money(Amounts.money(index % 4 == 0 ? 50_000 : 200_000))),
      FieldChange(name: "source", value: .text(["web", "phone", "fair"][index % 3])),
      FieldChange(name: "description", value: .text("for six")),
      FieldChange(name: "time_zone", value: .text("UTC")),
      FieldChange(name: "probability", value: .integer(Int64(index % 100))),
      FieldChange(name: "tags", value: .list([.text("vip")])),
      FieldChange(name: "phones", value: .list([.text("+48 600 000")])),
      FieldChange(name: "emails", value: .list([.text("a@example.com")])),
      FieldChange(
        name: "responsible",
        value: .reference(RecordKey(entityType: "user", id: "ann"))
      ),
    ]
  }
}
