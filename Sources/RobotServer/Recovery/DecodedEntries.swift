import RobotAPI
import RobotModel

/// The facts of some entries.
struct DecodedEntries: Sendable {
  var facts = FactList()
  /// Where in the list's order each entry ends.
  var ends: [Int] = []
  /// Why the entry behind those could not be read.
  var failure: FactError?
}
