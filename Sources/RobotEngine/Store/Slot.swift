/// The place of a row in a ``Slab``: what one row keeps to find another.
///
/// Typed by the row it leads to, so that a visit's place cannot be taken for a run's. Four bytes;
/// dense, reused after a removal, and never shown outside the engine.
struct Slot<Row>: Hashable {
  /// The index in the slab.
  let index: UInt32

  /// Wraps an index.
  init(index: UInt32) {
    self.index = index
  }

  /// Leads nowhere.
  static var none: Slot<Row> { Slot(index: .max) }

  /// Leads somewhere.
  var isSome: Bool { index != .max }
}
