/// Takes facts in one by one, as they are read back: the way back of ``FactSink``.
///
/// A start reads millions of records, visits, runs and history entries, so these come as they are
/// or in their parts, and nothing is made of them that is not kept.
package protocol FactTaker: AnyObject {
  /// A definition, or anything else that changes rarely.
  func load(_ fact: Fact) throws(LoadError)
  /// A record as it was.
  func load(_ record: Record) throws(LoadError)
  /// A visit as it was.
  func load(_ visit: Visit) throws(LoadError)
  /// A run as it was: its robot's id, and what it keeps once it has started.
  func load(
    _ run: RunNumbers,
    ofRobot robot: String,
    _ detail: RunDetail?
  ) throws(LoadError)
  /// A history entry.
  func load(
    _ entry: HistoryNumbers,
    _ names: HistoryNames,
    _ detail: HistoryDetail?
  ) throws(LoadError)
}
