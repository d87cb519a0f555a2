// Rows in chunks
//
// An array of a million rows that doubles its room copies all of them in one go: tens of
// milliseconds in which nobody is answered. A slab keeps its rows in chunks of 4,096 that never
// move. It grows by one chunk at a time, and a removed row's slot is given to the next row
// inserted, last in first out, which depends on nothing but the order of the calls. Where the order
// of the rows says something, a row is retired instead: its slot stays blank, and a chunk of which
// all rows are retired gives way to one blank chunk that they all share.
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
    /// How many rows of each chunk are retired.
    var retiredCounts: [UInt16] = []
    var retiredCount = 0
  }

  private let chunks: UnsafeMutablePointer<UnsafeMutablePointer<Row>>
  private let places = Cell(Places())
  /// Stands for every chunk without rows.
  private var blankChunk: UnsafeMutablePointer<Row>?

  /// Starts empty.
  init() {
    unsafe chunks = .allocate(capacity: 1 << Int(UInt32.bitWidth - Int(Self.chunkBits)))
  }

  deinit {
    var first: UInt32 = 0
    while first < endIndex {
      if !isRetired(chunk: Int(first >> Self.chunkBits)) {
        let chunk = unsafe chunks[Int(first >> Self.chunkBits)]
        unsafe chunk.deinitialize(count: Int(min(endIndex - first, Self.rowsPerChunk)))
        unsafe chunk.deallocate()
      }
      let (next, overflow) = first.addingReportingOverflow(Self.rowsPerChunk)
      if overflow { break }
      first = next
    }
    unsafe blankChunk?.deinitialize(count: Int(Self.rowsPerChunk))
    unsafe blankChunk?.deallocate()
    unsafe chunks.deallocate()
  }

  /// One more than the greatest index ever given.
  private(set) var endIndex: UInt32 {
    @inline(__always) get { places.value.endIndex }
    @inline(__always) set { places.value.endIndex = newValue }
  }

  /// How many rows there are.
  var count: Int { Int(endIndex) - places.value.free.count - places.value.retiredCount }

  /// The memory of all chunks, without what their rows hold outside.
  var byteCount: Int {
    let chunks = places.value.retiredCounts.count { $0 < Self.rowsPerChunk }
    return chunks * Int(Self.rowsPerChunk) * MemoryLayout<Row>.stride
  }

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
      places.value.retiredCounts.append(0)
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

  /// Takes a row away and gives its slot to no other: the rows that remain keep their order.
  ///
  /// - Parameter blank: What the slot holds until its whole chunk is retired; then it holds some
  ///   blank of this slab.
  func retire(_ slot: Slot<Row>, leaving blank: Row) {
    self[slot] = blank
    let chunk = Int(slot.index >> Self.chunkBits)
    places.value.retiredCount += 1
    places.value.retiredCounts[chunk] += 1
    guard isRetired(chunk: chunk) else { return }
    unsafe chunks[chunk].deinitialize(count: Int(Self.rowsPerChunk))
    unsafe chunks[chunk].deallocate()
    unsafe chunks[chunk] = shared(blank)
  }

  /// The first place from `index` on that is in a chunk with rows, or the end.
  func placeInKeptChunk(from index: UInt32) -> UInt32 {
    var index = index
    while index < endIndex, isRetired(chunk: Int(index >> Self.chunkBits)) {
      index = (index >> Self.chunkBits + 1) << Self.chunkBits
    }
    return min(index, endIndex)
  }

  /// The last place up to `index` that is in a chunk with rows; nil if there is none.
  func lastPlaceInKeptChunk(upTo index: UInt32) -> UInt32? {
    var index = index
    while isRetired(chunk: Int(index >> Self.chunkBits)) {
      let first = index & ~(Self.rowsPerChunk - 1)
      if first == 0 { return nil }
      index = first - 1
    }
    return index
  }

  private func isRetired(chunk: Int) -> Bool {
    places.value.retiredCounts[chunk] == UInt16(Self.rowsPerChunk)
  }

  private func shared(_ blank: Row) -> UnsafeMutablePointer<Row> {
    if let chunk = unsafe blankChunk { return unsafe chunk }
    let chunk = UnsafeMutablePointer<Row>.allocate(capacity: Int(Self.rowsPerChunk))
    unsafe chunk.initialize(repeating: blank, count: Int(Self.rowsPerChunk))
    unsafe blankChunk = unsafe chunk
    return unsafe chunk
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
