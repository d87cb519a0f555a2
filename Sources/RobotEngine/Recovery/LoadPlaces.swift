import RobotModel

/// Where the facts that were loaded last have led.
///
/// A start looks millions of rows up by their numbers, each time at an unforeseeable place of a
/// large index. But a snapshot gives the rows of a kind in the order of their slots, and what one
/// names mostly stands where what the one before it named stood, or right behind. So that is tried
/// first; and a number that is greater than all before is of no row yet.
struct LoadPlaces {
  /// What a visit, a run or a history entry was of.
  var record = Slot<RecordRow>.none
  var visit = Slot<VisitRow>.none
  var version = RobotVersionSlot(rawValue: 0)
  /// The greatest numbers of the rows that were made.
  var greatestRecord = StoreNumber.none
  var greatestVisit = StoreNumber.none
  var greatestRun = StoreNumber.none
}
