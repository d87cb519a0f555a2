import RobotEngine

/// Checks that worker queues are given to robot types that there are: a slip of the pen would leave
/// the service to do itself what a worker was meant to do.
enum ExecutorCheck {
  /// What is wrong with a type that is to have a queue; nil if there is such a type.
  static func problem(ofType type: String) -> String? {
    if Catalogue.typeIDs.contains(type) { return nil }
    return "executors: there is no robot type \"\(type)\"; expected one of "
      + Catalogue.typeIDs.joined(separator: ", ")
  }

  /// What is wrong with the executors of a configuration; nil if all is well.
  static func problem(of configuration: RobotServerConfiguration) -> String? {
    configuration.executors.keys.sorted().lazy.compactMap(problem(ofType:)).first
  }
}
