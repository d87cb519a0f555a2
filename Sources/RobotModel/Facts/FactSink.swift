/// Takes facts in one by one, as they are read from the store.
///
/// What most commands change are records, visits, runs and history; these come as they are, so
/// that no ``Fact`` has to be made of each and kept in a list. Of runs and of history there are
/// the most, and they have many parts that are mostly empty: they come in their parts, each as it
/// lies in the store, since copying it into a whole would cost as much as writing it down.
package protocol FactSink: AnyObject {
  /// A definition, or anything else that changes rarely.
  func put(_ fact: Fact)
  /// A record as it now is.
  func put(_ record: Record)
  /// A visit as it now is.
  func put(_ visit: Visit)
  /// A run as it now is, about which nothing was decided yet, with its robot's id.
  func put(_ run: RunNumbers, ofRobot robot: String)
  /// A run as it now is: its robot's id, and what it keeps once something was decided.
  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail)
  /// A history entry, which changes only where something is erased.
  ///
  /// - Parameters:
  ///   - record: Whose entry it is.
  ///   - user: Who acted.
  ///   - robot: The robot's id; empty where none acted.
  ///   - oldPlace: Where the item stood; nil where the entry says nothing of it.
  ///   - newPlace: Where it stands; nil where the entry says nothing of it.
  ///   - detail: What only some kinds of entries have.
  func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  )
}
