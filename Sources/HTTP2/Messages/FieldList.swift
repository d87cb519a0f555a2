/// The header fields of one message as they arrived, in one piece of memory that is reused.
///
/// Names and values lie one after the other; a place says where each field begins and which it
/// is. Finding a field compares lengths first and bytes then, and makes no String.
///
/// Each stream has one for all its uses. Confined to one thread.
package final class FieldList {
  private struct Place {
    var offset: UInt32
    var nameCount: UInt32
    var valueCount: UInt32
    var field: FieldName
  }

  private var bytes: UnsafeMutableRawPointer
  private var byteCapacity: Int
  private var byteCount = 0
  private var places: UnsafeMutablePointer<Place>
  private var placeCapacity: Int

  /// How many fields there are.
  package var count: Int { placeCount }
  private var placeCount = 0

  /// The header list of the peer was larger than the limit, so fields are missing.
  var isCut = false

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
  package func name(at index: Int) -> UnsafeRawBufferPointer {
    precondition(index < placeCount, "there are \(count) fields, not \(index + 1)")
    return name(of: places[index])
  }

  /// The value of a field; valid until the list changes.
  package func value(at index: Int) -> UnsafeRawBufferPointer {
    precondition(index < placeCount, "there are \(count) fields, not \(index + 1)")
    return value(of: places[index])
  }

  /// The value of the first field of a name, or nil; valid until the list changes.
  package func first(_ name: StaticString) -> UnsafeRawBufferPointer? {
    for place in UnsafeBufferPointer(start: places, count: placeCount)
    where Int(place.nameCount) == name.utf8CodeUnitCount && self.name(of: place).equals(name) {
      return value(of: place)
    }
    return nil
  }

  /// The value of the first field that HTTP itself knows, or nil; valid until the list changes.
  package func first(_ field: FieldName) -> UnsafeRawBufferPointer? {
    for place in UnsafeBufferPointer(start: places, count: placeCount) where place.field == field {
      return value(of: place)
    }
    return nil
  }

  /// The position of the first field of the application at or behind a position, or nil.
  package func firstOther(from position: Int) -> Int? {
    var position = position
    while position < placeCount {
      if places[position].field == .other { return position }
      position += 1
    }
    return nil
  }

  @inline(__always)
  func append(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer,
    as field: FieldName
  ) {
    let end = byteCount &+ name.count &+ value.count
    if end > byteCapacity || placeCount == placeCapacity { grow(to: end) }
    // No list comes near 4 GiB: a session cuts off a peer long before.
    places[placeCount] = Place(
      offset: UInt32(truncatingIfNeeded: byteCount),
      nameCount: UInt32(truncatingIfNeeded: name.count),
      valueCount: UInt32(truncatingIfNeeded: value.count),
      field: field
    )
    placeCount &+= 1
    let start = bytes + byteCount
    if let base = name.baseAddress { start.copyMemory(from: base, byteCount: name.count) }
    if let base = value.baseAddress {
      (start + name.count).copyMemory(from: base, byteCount: value.count)
    }
    byteCount = end
  }

  func removeAll() {
    placeCount = 0
    byteCount = 0
  }

  @inline(__always)
  private func name(of place: Place) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + Int(place.offset), count: Int(place.nameCount))
  }

  @inline(__always)
  private func value(of place: Place) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: bytes + Int(place.offset) + Int(place.nameCount),
      count: Int(place.valueCount)
    )
  }

  /// Makes room for a further field and for this many bytes in all.
  @inline(never)
  private func grow(to neededBytes: Int) {
    if neededBytes > byteCapacity {
      byteCapacity = max(byteCapacity * 2, neededBytes)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity, alignment: 8)
      larger.copyMemory(from: bytes, byteCount: byteCount)
      bytes.deallocate()
      bytes = larger
    }
    if placeCount == placeCapacity {
      placeCapacity *= 2
      let larger = UnsafeMutablePointer<Place>.allocate(capacity: placeCapacity)
      larger.moveInitialize(from: places, count: placeCount)
      places.deallocate()
      places = larger
    }
  }
}
