// Finding rows by the store's numbers
//
// Numbers ascend, and so do slots: a row that is made gets a greater number and a later slot than
// all before it, and slots of rows with numbers are never given again. So the list of the numbers
// by slot is sorted by itself. Adding one writes behind the last, where a hash table would fetch a
// random line of memory for every row that is made; finding one halves the list.
//
//     slot      0    1    2    3    4    5
//     number    12   17   18   18   23   31        slot 3 is a stray
//
// Loading may bring a row whose number is smaller than the last one's, as of a row that was removed
// while its snapshot was written. Such a stray repeats the number before it in the list, which so
// stays sorted, and is found by its hash.
//
// Rows that were removed stay in the list; their number is no longer in the row.

import RobotModel

/// Finds the slots of rows by their numbers.
final class NumberIndex<Row> {
  private static var chunkBits: Int { 12 }

  private struct Numbers {
    /// In pieces of 4,096, so that growing copies next to nothing.
    var chunks: [[StoreNumber]] = []
    var count: UInt32 = 0
    var last = StoreNumber.none
  }

  private let numbers = Cell(Numbers())
  private let strays = SlotIndex<Row>()

  /// Starts empty.
  init() {}

  /// Adds the row at the next slot.
  func append(_ slot: Slot<Row>, _ number: StoreNumber) {
    precondition(slot.index == numbers.value.count, "rows get their slots one after another")
    if numbers.value.last < number {
      numbers.value.last = number
    } else {
      strays.insert(slot, hash: Self.hash(number))
    }
    let chunk = Int(slot.index) >> Self.chunkBits
    if chunk == numbers.value.chunks.count {
      numbers.value.chunks.append([])
      numbers.value.chunks[chunk].reserveCapacity(1 << Self.chunkBits)
    }
    numbers.value.chunks[chunk].append(numbers.value.last)
    numbers.value.count += 1
  }

  /// Forgets a row that is removed.
  func remove(_ slot: Slot<Row>, _ number: StoreNumber) {
    if numbers.value.chunks[Int(slot.index) >> Self.chunkBits][place(of: slot.index)] != number {
      strays.remove(slot, hash: Self.hash(number))
    }
  }

  /// The slot whose row `isSought`, having the number; `none` where none is.
  ///
  /// - Complexity: logarithmic in the number of rows.
  @inline(__always)
  func find(_ number: StoreNumber, where isSought: (Slot<Row>) -> Bool) -> Slot<Row> {
    if number == .none || numbers.value.last < number { return .none }
    let slot = firstSlot(notBelow: number)
    if isSought(slot) { return slot }
    return strays.find(hash: Self.hash(number), where: isSought)
  }

  /// The first slot in the list whose number is not smaller; there is one.
  private func firstSlot(notBelow number: StoreNumber) -> Slot<Row> {
    var low: UInt32 = 0
    var high = numbers.value.count - 1
    while low < high {
      let middle = low + (high - low) / 2
      if numbers.value.chunks[Int(middle) >> Self.chunkBits][place(of: middle)] < number {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Slot(index: low)
  }

  private func place(of index: UInt32) -> Int { Int(index) & (1 << Self.chunkBits - 1) }

  /// Numbers are ours, so nobody can choose them to collide: one multiplication spreads them.
  private static func hash(_ number: StoreNumber) -> UInt64 {
    let product = number.rawValue &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }
}
