/// A part of the state at an address of its own, which nothing but its owner leads to.
///
/// What a class keeps in a variable is guarded at run time against overlapping accesses, some
/// eighty instructions each time. A command reads and changes the engine's state hundreds of times
/// in short accesses that cannot overlap: a sixth of all its work was guarding. So the parts of the
/// state that every command touches stand in cells, and their owners name them as properties.
@safe
final class Cell<Value: ~Copyable> {
  private let address: UnsafeMutablePointer<Value>

  /// Puts the value into the cell.
  init(_ value: consuming Value) {
    unsafe address = .allocate(capacity: 1)
    unsafe address.initialize(to: value)
  }

  deinit {
    unsafe address.deinitialize(count: 1)
    unsafe address.deallocate()
  }

  /// What the cell holds, read and changed in place.
  var value: Value {
    @inline(__always) _read { yield unsafe address.pointee }
    @inline(__always) _modify { yield unsafe &address.pointee }
  }
}
