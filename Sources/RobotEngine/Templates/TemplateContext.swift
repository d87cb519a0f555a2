import RobotModel

/// What the placeholders of one robot's texts can name.
struct TemplateContext {
  /// Fields of the item and of its linked records.
  let paths: PathResolver
  /// The robots before this one in its chain, in the stage's order: their outputs are there when
  /// this one runs.
  let earlierRobots: [EarlierRobot]
  /// Aliases of the stage's other robots, whose outputs are not there in time.
  let otherAliases: [String]

  /// Describes what can be named.
  init(paths: PathResolver, earlierRobots: [EarlierRobot] = [], otherAliases: [String] = []) {
    self.paths = paths
    self.earlierRobots = earlierRobots
    self.otherAliases = otherAliases
  }
}

/// A robot whose outputs can be used.
struct EarlierRobot {
  /// The robot's id.
  let id: String
  /// The name by which templates call it.
  let alias: String
  /// What its type puts out.
  let outputs: [Output]
}
