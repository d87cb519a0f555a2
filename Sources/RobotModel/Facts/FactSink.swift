/// Takes facts in one by one, as they are read from the store.
///
/// What most commands change are records, visits, runs and history; these come as they are, so
/// that no ``Fact`` has to be made of each and kept in a list. Of runs and of history there are
/// the most, and they have many parts that are mostly empty: they come in their parts.
package protocol FactSink: AnyObject {
  /// A definition, or anything else that changes rarely.
  func put(_ fact: Fact)
  /// A record as it now is.
  func put(_ record: Record)
  /// A visit as it now is.
  func put(_ visit: Visit)
  /// A run as it now is: its robot's id, and what it keeps once it has started.
  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: RunDetail?)
  /// A history entry, which changes only where something is erased.
  func put(_ entry: HistoryNumbers, _ names: HistoryNames, _ detail: HistoryDetail?)
}
