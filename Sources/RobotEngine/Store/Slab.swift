// Rows in chunks
//
// An array of a million rows that doubles its room copies all of them in one go: tens of
// milliseconds in which nobody is answered. A slab keeps its rows in chunks of 4,096 that never
// move. It grows by one chunk at a time, a row is found by two array accesses, and a removed row's
// slot is given to the next row inserted, last in first out, which depends on nothing but the
// order of the calls.

/// Rows at dense slots, in chunks that never move.
struct Slab<Row> {
  private static var chunkBits: UInt32 { 12 }
  private static var chunkCount: Int { 1 << Int(chunkBits) }

  private var chunks: [[Row]] = []
  private var free: [UInt32] = []
  /// One more than the greatest index ever given.
  private(set) var endIndex: UInt32 = 0

  /// How many rows there are.
  var count: Int { Int(endIndex) - free.count }

  /// Puts a row into a free slot.
  mutating func insert(_ row: Row) -> Slot<Row> {
    if let index = free.popLast() {
      self[Slot(index: index)] = row
      return Slot(index: index)
    }
    precondition(endIndex < .max, "a slab holds fewer than 2^32 - 1 rows")
    if Int(endIndex) == chunks.count << Int(Self.chunkBits) {
      var chunk: [Row] = []
      chunk.reserveCapacity(Self.chunkCount)
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(row)
    defer { endIndex += 1 }
    return Slot(index: endIndex)
  }

  /// Frees a slot; `blank` lets go of what the row held.
  mutating func remove(_ slot: Slot<Row>, leaving blank: Row) {
    self[slot] = blank
    free.append(slot.index)
  }

  /// The row at a slot that `insert` gave, read and changed in place.
  subscript(slot: Slot<Row>) -> Row {
    @inline(__always) _read {
      yield chunks[Int(slot.index >> Self.chunkBits)][Int(slot.index) & (Self.chunkCount - 1)]
    }
    @inline(__always) _modify {
      yield &chunks[Int(slot.index >> Self.chunkBits)][Int(slot.index) & (Self.chunkCount - 1)]
    }
  }
}
