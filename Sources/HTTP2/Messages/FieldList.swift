/// The header fields of one message as they arrived, in one piece of memory that is reused.
///
/// Names and values lie one after the other; a place says where each field begins. Finding a
/// field compares lengths first and bytes then, and makes no String.
package struct FieldList: ~Copyable {
  @usableFromInline
  struct Place {
    @usableFromInline var offset: UInt32
    @usableFromInline var nameCount: UInt32
    @usableFromInline var valueCount: UInt32
  }

  @usableFromInline var bytes: UnsafeMutableRawPointer
  private var byteCapacity: Int
  private var byteCount = 0
  @usableFromInline var places: UnsafeMutablePointer<Place>
  private var placeCapacity: Int

  /// How many fields there are.
  package private(set) var count = 0

  init() {
    byteCapacity = 512
    bytes = .allocate(byteCount: byteCapacity, alignment: 8)
    placeCapacity = 16
    places = .allocate(capacity: placeCapacity)
  }

  deinit {
    bytes.deallocate()
    places.deallocate()
  }

  /// The name of a field; valid until the list changes.
  @inlinable
  package func name(at index: Int) -> UnsafeRawBufferPointer {
    precondition(index < count, "there are \(count) fields, not \(index + 1)")
    let place = places[index]
    return UnsafeRawBufferPointer(
      start: bytes + Int(place.offset),
      count: Int(place.nameCount)
    )
  }

  /// The value of a field; valid until the list changes.
  @inlinable
  package func value(at index: Int) -> UnsafeRawBufferPointer {
    precondition(index < count, "there are \(count) fields, not \(index + 1)")
    let place = places[index]
    return UnsafeRawBufferPointer(
      start: bytes + Int(place.offset) + Int(place.nameCount),
      count: Int(place.valueCount)
    )
  }

  /// The value of the first field of a name, or nil.
  package func first(_ name: StaticString) -> UnsafeRawBufferPointer? {
    for index in 0..<count where self.name(at: index).equals(name) { return value(at: index) }
    return nil
  }

  mutating func append(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    reserve(name.count + value.count)
    if count == placeCapacity { growPlaces() }
    places[count] = Place(
      offset: UInt32(byteCount),
      nameCount: UInt32(name.count),
      valueCount: UInt32(value.count)
    )
    count += 1
    copy(name)
    copy(value)
  }

  mutating func removeAll() {
    count = 0
    byteCount = 0
  }

  private mutating func copy(_ source: UnsafeRawBufferPointer) {
    guard let start = source.baseAddress else { return }
    (bytes + byteCount).copyMemory(from: start, byteCount: source.count)
    byteCount += source.count
  }

  private mutating func reserve(_ more: Int) {
    guard byteCount + more > byteCapacity else { return }
    byteCapacity = max(byteCapacity * 2, byteCount + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity, alignment: 8)
    larger.copyMemory(from: bytes, byteCount: byteCount)
    bytes.deallocate()
    bytes = larger
  }

  private mutating func growPlaces() {
    let larger = UnsafeMutablePointer<Place>.allocate(capacity: placeCapacity * 2)
    larger.moveInitialize(from: places, count: count)
    places.deallocate()
    places = larger
    placeCapacity *= 2
  }
}
