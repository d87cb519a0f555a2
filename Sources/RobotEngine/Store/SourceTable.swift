/// A source's place in the ``SourceTable``: what a record keeps of who has last put it.
struct SourceSlot: Hashable {
  /// The place plus one; zero for none.
  let rawValue: UInt8

  /// Nobody, or a source that is not configured.
  static let none = SourceSlot(rawValue: 0)
}

/// The names of the sources by which records are put: a few, since the configuration names them.
final class SourceTable {
  private var names: [String] = []

  /// Starts empty.
  init() {}

  /// The place of a name, made if it is new; `none` for the empty name, and when 255 are known.
  func intern(_ name: String) -> SourceSlot {
    if name.isEmpty { return .none }
    if let known = place(of: name) { return known }
    guard names.count < Int(UInt8.max) else { return .none }
    names.append(name)
    return SourceSlot(rawValue: UInt8(names.count))
  }

  /// The place of a name that is known.
  func place(of name: String) -> SourceSlot? {
    names.firstIndex(of: name).map { SourceSlot(rawValue: UInt8($0 + 1)) }
  }

  /// A source's name; empty for none.
  subscript(slot: SourceSlot) -> String {
    slot == .none ? "" : names[Int(slot.rawValue) - 1]
  }
}
