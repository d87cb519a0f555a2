// How the store lies in memory
//
// What a CRM waits for is counted in millions, so every byte of a row is written a million times.
// The rules that follow from it:
//
//   * Rows lie in slabs, in chunks of 4,096 that never move (``Slab``). Growing costs one chunk,
//     never a copy of everything, so no turn is long because the store has grown.
//   * A row names another row by a four-byte slot, not by an id, a number or an object.
//   * A row holds what its common case needs. The rest is an object behind one pointer that is
//     absent until it is needed: a run has a cold part once something about it was decided, a
//     visit a detail only if a condition asks for values at entry or a robot moved the item there,
//     a history entry one only if it carries a text or values.
//   * Names that come again and again are kept once: stages, fields, robots, users, and references
//     to users (``UserReferences``).
//   * Nothing is an object for each row, and nothing is kept twice to be found: an index entry is
//     eight bytes, of keys in a table that is at most three quarters full (``SlotIndex``), of
//     numbers in a list (``NumberIndex``).
//
// Bytes, as strides of the rows; a test holds the rows to them:
//
//     record     96    + 24 for each field that holds something + 32 for their array
//                      + what long texts, references and lists of several members hold, + index
//                      entries (~12 and 8)
//     visit      64    + index entry (8)
//     run        80    + index entry (8) + timer (~28); once decided + its cold part (104),
//                      its parameters (~40 each + 32) and what few runs have (112)
//     history    72    + detail (104) where there is a text or a value
//
// So a further pending run of an item that is there costs about 120 bytes, and an item with ten
// short fields that stands in a stage some 600, its visit and first history entry included.
//
// Order is kept by links, not by sorted arrays: the runs of a visit in the stage's order, the
// visits of an item from the newest back, the items of a stage by entry, the records of a type and
// the history of a record by their making. Each link is set once or moved in constant time, and
// walking one touches only rows that are asked for.

/// The strides of the rows in bytes, which the memory of millions of runs is made of.
enum StoreLayout {
  static let recordStride = 96
  static let fieldStride = 24
  static let visitStride = 64
  static let runStride = 80
  static let historyStride = 72
  /// Of what a run's cold part keeps.
  static let runDetailStride = 80
}
