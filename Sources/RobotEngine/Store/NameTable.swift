/// A name's place in a ``NameTable``.
struct NameSlot: Hashable {
  /// The place.
  let rawValue: UInt32

  /// The empty name.
  static let empty = NameSlot(rawValue: 0)
}

/// Names that come again and again in history, each kept once: users' and robots' ids.
final class NameTable {
  private struct Entries {
    var names = [""]
    var slots = ["": NameSlot.empty]
    /// The names that were asked for last: mostly the same two in turn, a user and the robots.
    var last = NameSlot.empty
    var lastButOne = NameSlot.empty
  }

  private let entries = Cell(Entries())

  /// Knows only the empty name.
  init() {}

  /// The place of a name, made if it is new.
  func intern(_ name: String) -> NameSlot {
    let (last, lastButOne) = (entries.value.last, entries.value.lastButOne)
    if self[last] == name { return last }
    let slot = self[lastButOne] == name ? lastButOne : entries.value.slots[name] ?? add(name)
    entries.value.last = slot
    entries.value.lastButOne = last
    return slot
  }

  private func add(_ name: String) -> NameSlot {
    let slot = NameSlot(rawValue: UInt32(entries.value.names.count))
    entries.value.names.append(name)
    entries.value.slots[name] = slot
    return slot
  }

  /// The name at a place.
  subscript(slot: NameSlot) -> String { entries.value.names[Int(slot.rawValue)] }
}
