import RobotModel

/// All tables of the engine.
struct Store {
  var schema = SchemaTable()
  var robots = RobotTable()

  /// Starts empty.
  init() {}
}
