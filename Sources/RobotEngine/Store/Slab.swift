// Rows in chunks
//
// An array of a million rows that doubles its room copies all of them in one go: tens of
// milliseconds in which nobody is answered. A slab keeps its rows in chunks of 4,096 that never
// move. It grows by one chunk at a time, and a removed row's slot is given to the next row
// inserted, last in first out, which depends on nothing but the order of the calls.
//
// A command touches its rows some hundred times, so finding one must cost next to nothing: two
// loads, since the directory of the chunks never moves either. It has its full size from the
// start, eight mebibytes of address space of which only the pages in use take memory. That is why
// this file and ``SlotIndex`` handle raw memory, as nothing else of the module does.

/// Rows at dense slots, in chunks that never move.
@safe
final class Slab<Row> {
  private static var chunkBits: UInt32 { 12 }
  private static var rowsPerChunk: UInt32 { 1 << chunkBits }

  private struct Places {
    var free: [UInt32] = []
    var endIndex: UInt32 = 0
  }

  private let chunks: UnsafeMutablePointer<UnsafeMutablePointer<Row>>
  private let places = Cell(Places())

  /// Starts empty.
  init() {
    unsafe chunks = .allocate(capacity: 1 << Int(UInt32.bitWidth - Int(Self.chunkBits)))
  }

  deinit {
    var first: UInt32 = 0
    while first < endIndex {
      let chunk = unsafe chunks[Int(first >> Self.chunkBits)]
      unsafe chunk.deinitialize(count: Int(min(endIndex - first, Self.rowsPerChunk)))
      unsafe chunk.deallocate()
      let (next, overflow) = first.addingReportingOverflow(Self.rowsPerChunk)
      if overflow { break }
      first = next
    }
    unsafe chunks.deallocate()
  }

  /// One more than the greatest index ever given.
  private(set) var endIndex: UInt32 {
    @inline(__always) get { places.value.endIndex }
    @inline(__always) set { places.value.endIndex = newValue }
  }

  /// How many rows there are.
  var count: Int { Int(endIndex) - places.value.free.count }

  /// Puts a row into a free slot.
  func insert(_ row: consuming Row) -> Slot<Row> {
    if let index = places.value.free.popLast() {
      let slot = Slot<Row>(index: index)
      self[slot] = row
      return slot
    }
    precondition(endIndex < .max, "a slab holds fewer than 2^32 - 1 rows")
    let chunk = Int(endIndex >> Self.chunkBits)
    let place = Int(endIndex & (Self.rowsPerChunk - 1))
    if place == 0 {
      unsafe (chunks + chunk).initialize(to: .allocate(capacity: Int(Self.rowsPerChunk)))
    }
    unsafe (chunks[chunk] + place).initialize(to: row)
    let slot = Slot<Row>(index: endIndex)
    endIndex += 1
    return slot
  }

  /// Frees a slot; `blank` lets go of what the row held.
  func remove(_ slot: Slot<Row>, leaving blank: Row) {
    self[slot] = blank
    places.value.free.append(slot.index)
  }

  /// The row at a slot that `insert` gave, read and changed in place.
  subscript(slot: Slot<Row>) -> Row {
    @inline(__always) _read { yield unsafe address(of: slot).pointee }
    @inline(__always) _modify { yield unsafe &address(of: slot).pointee }
  }

  @inline(__always)
  private func address(of slot: Slot<Row>) -> UnsafeMutablePointer<Row> {
    precondition(slot.index < endIndex, "a slot leads to a row")
    return unsafe chunks[Int(slot.index >> Self.chunkBits)]
      + Int(slot.index & (Self.rowsPerChunk - 1))
  }
}
