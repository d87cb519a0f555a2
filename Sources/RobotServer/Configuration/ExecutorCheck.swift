import RobotEngine
import RobotModel

/// Checks that worker queues are given to robot types that there are, under names that a worker can
/// ask for: a slip of the pen would leave the service to do itself what a worker was meant to do,
/// or a queue to which nobody comes.
enum ExecutorCheck {
  /// What is wrong with a type that is to have a queue; nil if there is such a type.
  static func problem(ofType type: String) -> String? {
    if Catalogue.typeIDs.contains(type) { return nil }
    return "executors: there is no robot type \"\(type)\"; expected one of "
      + Catalogue.typeIDs.joined(separator: ", ")
  }

  /// What is wrong with the name of a queue; nil if a worker can ask for it.
  static func problem(ofQueue queue: String) -> String? {
    IdentifierForm.problem(of: queue).map { "not the name of a queue: \($0)" }
  }

  /// What is wrong with the executors of a configuration; nil if all is well.
  static func problem(of configuration: RobotServerConfiguration) -> String? {
    configuration.executors.sorted { $0.key < $1.key }.lazy.compactMap { type, queue in
      problem(ofType: type) ?? problem(ofQueue: queue).map { "executors: \($0)" }
    }.first
  }
}
