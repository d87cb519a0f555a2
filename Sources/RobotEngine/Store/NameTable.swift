/// A name's place in a ``NameTable``.
struct NameSlot: Hashable {
  /// The place.
  let rawValue: UInt32

  /// The empty name.
  static let empty = NameSlot(rawValue: 0)
}

/// Names that come again and again in history, each kept once: users' and robots' ids.
final class NameTable {
  private var names = [""]
  private var slots = ["": NameSlot.empty]

  /// Knows only the empty name.
  init() {}

  /// The place of a name, made if it is new.
  func intern(_ name: String) -> NameSlot {
    if let slot = slots[name] { return slot }
    let slot = NameSlot(rawValue: UInt32(names.count))
    names.append(name)
    slots[name] = slot
    return slot
  }

  /// The name at a place.
  subscript(slot: NameSlot) -> String { names[Int(slot.rawValue)] }
}
