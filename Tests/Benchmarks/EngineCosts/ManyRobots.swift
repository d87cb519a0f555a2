import RobotModel

/// P8: whether an event costs more where there are many rules.
///
/// Ten robots in one stage against 10,000 in 1,000 stages, ten in each; an item enters a stage, in
/// the second house each time another, and both houses take turns.
struct ManyRobots {
  let eventCount: Int
  private static let robotsOfStage = 10
  private static let stagesOfPipeline = 100
  private static let rounds = 5

  func measure() throws {
    let few = try house(stageCount: 1)
    let many = try house(stageCount: 1_000)
    var fewBest = Double.infinity
    var manyBest = Double.infinity
    for _ in 0..<Self.rounds {
      fewBest = min(fewBest, try seconds(few))
      manyBest = min(manyBest, try seconds(many))
    }
    let event = fewBest / Double(eventCount) * 1e6
    Figure.print("P8", "10,000 robots against 10", manyBest / fewBest, "times", .atMost(1.2))
    Figure.note("\(Figure.text(event)) us an entry with ten robots where there are only these")
  }

  private func house(stageCount: Int) throws -> (House, [StageKey]) {
    let house = try House()
    var places: [StageKey] = []
    for index in 0..<stageCount {
      let pipeline = "pipeline_\(index / Self.stagesOfPipeline)"
      if index % Self.stagesOfPipeline == 0 {
        let count = min(stageCount, Self.stagesOfPipeline)
        try house.makePipeline(pipeline, stages: (0..<count).map { "stage_\($0)" })
      }
      let place = StageKey(
        entityType: "deal",
        pipeline: pipeline,
        stage: "stage_\(index % Self.stagesOfPipeline)"
      )
      places.append(place)
      for robot in 0..<Self.robotsOfStage {
        try house.makeRobot("robot_\(index)_\(robot)", in: place)
      }
    }
    return (house, places)
  }

  /// One round's time; items go to the stages in an order that no memory foresees.
  private func seconds(_ home: (house: House, places: [StageKey])) throws -> Double {
    let fields = [FieldChange(name: "name", value: .text("Oak table"))]
    return try Figure.seconds {
      for index in 0..<eventCount {
        let place = home.places[index &* 7_919 % home.places.count]
        try home.house.enter(place, fields)
      }
    }
  }
}
