/// A file that is ready to become the next segment: its room is on the disk, it reads as zeroes.
///
/// Its name says that it is unfinished, so that a start, which does not know what it holds, removes
/// it. It gets a segment's name when it becomes one.
package struct SpareSegment: Sendable {
  let name: String
  let byteCount: Int

  /// Makes a spare at once by reserving its room, for when no time is left to write zeroes.
  ///
  /// Its size is durable, so that a segment that is shorter than it was made has been cut.
  static func reserve(
    _ name: String,
    byteCount: Int,
    in storage: any JournalStorage
  ) throws(StorageError) -> SpareSegment {
    do throws(StorageError) {
      let file = try storage.create(name)
      try file.allocate(byteCount)
      try file.synchronize()
      return SpareSegment(name: name, byteCount: byteCount)
    } catch {
      // It is in nobody's use. If it cannot be removed either, the next start will.
      try? storage.remove(name)
      throw error
    }
  }
}
