import Journal
import Testing
import TestSupport

/// The room that a stop has on a full disk.
@Suite struct StopReserveTests {
  private let storage = MemoryStorage()

  private func size() throws -> Int? {
    guard try storage.list().contains("stop.spare") else { return nil }
    return try storage.open("stop.spare").size()
  }

  @Test("It is somewhat larger than the last snapshot, and follows it only if that matters")
  func follows() throws {
    let reserve = StopReserve(storage)
    try reserve.keep(forSnapshotOf: 0)
    #expect(try size() == 4 << 20)
    try reserve.keep(forSnapshotOf: 3 << 20)
    #expect(try size() == 4 << 20)
    try reserve.keep(forSnapshotOf: 8 << 20)
    #expect(try size() == 10 << 20)
    try reserve.keep(forSnapshotOf: 5 << 20)
    #expect(try size() == 10 << 20)
    try reserve.keep(forSnapshotOf: 0)
    #expect(try size() == 4 << 20)
    reserve.release()
    #expect(try size() == nil && reserve.byteCount == 0)
    reserve.release()
  }
}
