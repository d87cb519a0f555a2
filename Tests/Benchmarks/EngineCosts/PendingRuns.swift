import RobotModel

/// P6: what a further pending run of an item takes, and an item with ten short fields.
///
/// Items enter a stage without robots, one with one, and one with eleven; the differences of what
/// they make the process grow by are an item, and ten runs.
struct PendingRuns {
  /// How many further runs are made.
  let runCount: Int
  private static let robotCount = 11

  func measure() throws {
    let house = try House()
    try house.makePipeline("sales", stages: ["empty", "one", "many"])
    let places = ["empty", "one", "many"].map {
      StageKey(entityType: "deal", pipeline: "sales", stage: $0)
    }
    try house.makeRobot("only", in: places[1])
    for index in 1...Self.robotCount { try house.makeRobot("robot_\(index)", in: places[2]) }
    let itemCount = runCount / (Self.robotCount - 1)
    var growth: [Double] = []
    var seconds: [Double] = []
    for place in places {
      let before = try Figure.residentBytes()
      seconds.append(
        try Figure.seconds {
          for _ in 0..<itemCount { try house.enter(place, Self.tenFields) }
        }
      )
      growth.append((try Figure.residentBytes() - before) / Double(itemCount))
    }
    let run = (growth[2] - growth[1]) / Double(Self.robotCount - 1)
    Figure.print("P6", "a further pending run of \(runCount)", run, "bytes", .atMost(200))
    Figure.print("P6", "an item with 10 short fields", growth[0], "bytes", .atMost(700))
    let each = (seconds[2] - seconds[1]) / Double(runCount) * 1e9
    Figure.note("\(Figure.text(each)) ns to make such a run, its fact as bytes included")
  }

  /// Of a deal, as short as such values mostly are.
  ///
  /// Made anew for each item, as they are for each message: no two items share what a value holds
  /// outside of itself.
  private static var tenFields: [FieldChange] {
    [
      FieldChange(name: "name", value: .text("Oak table")),
      FieldChange(name: "source", value: .text("web")),
      FieldChange(name: "description", value: .text("for six")),
      FieldChange(name: "time_zone", value: .text("UTC")),
      FieldChange(name: "probability", value: .integer(60)),
      FieldChange(name: "tags", value: .list([.text("vip")])),
      FieldChange(name: "phones", value: .list([.text("+48 600 000")])),
      FieldChange(name: "emails", value: .list([.text("a@example.com")])),
      FieldChange(name: "responsible", value: .reference(RecordKey(entityType: "user", id: "ann"))),
      FieldChange(name: "amount", value: .money(Amounts.money(120_000))),
    ]
  }
}
