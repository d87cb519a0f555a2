import Journal
import RobotModel
import TestSupport

/// Recovery of a data directory whose files were changed behind its back: the input is a list of
/// changes to a journal of three segments and a snapshot.
///
/// With its checksums nothing but a beginning of what was written may come back. Half of the inputs
/// run without checksums, so that the readers' own checks are reached: then anything may come back,
/// but it must come back alike the second time, and the journal must go on behind it.
enum JournalTarget: FuzzTarget {
  static let name = "journal"
  static let shortRunCount = 150

  static let seeds: [[UInt8]] = [
    [0], [1], [0, 0, 0, 3, 20, 1], [0, 1, 1, 0, 0, 0], [1, 2, 0, 0, 60, 9], [0, 1, 2, 0, 90, 0],
    [0, 1, 3, 0, 64, 200], [1, 0, 4, 0, 0, 0], [1, 1, 0, 0, 68, 0xff, 1, 0, 0, 69, 0xff],
    [1, 2, 1, 0, 80, 0], [0, 2, 4, 0, 0, 0], [0, 0, 5, 0, 64, 48],
  ]

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let trusts = input.byte() & 1 == 1
    let options = trusts ? optionsWithoutChecksums : options
    let original = trusts ? directoryWithoutChecksums : directory
    let damaged = damage(original, &input)
    guard let found = try? recover(damaged, options) else { return }
    if !trusts {
      // Behind the snapshot, which stands for the first batch.
      let written = found.snapshotRecords.isEmpty ? batches[...] : batches.dropFirst()
      try promise(
        found.batches.elementsEqual(written.prefix(found.batches.count)),
        "\(found.batches.map(\.count)) came back behind \(found.snapshotRecords.count) records"
      )
    }
    try checkGoingOn(damaged, found, options)
  }

  /// Appends a batch and recovers again.
  private static func checkGoingOn(
    _ storage: MemoryStorage,
    _ found: Recovered,
    _ options: JournalOptions
  ) throws {
    do {
      try found.writer.appendDurably(batches[0])
      let again = try recover(storage, options)
      try promise(
        again.batches == found.batches + [batches[0]],
        "recovered twice, \(found.batches.count) batches and one became \(again.batches.count)"
      )
    } catch let error as JournalError {
      throw BrokenPromise(description: "what was recovered cannot go on: \(error)")
    }
  }

  private static func damage(_ storage: MemoryStorage, _ input: inout FuzzInput) -> MemoryStorage {
    var storage = storage.afterKill()
    while !input.isEmpty {
      let names = (try? storage.list()) ?? []
      guard !names.isEmpty else { break }
      let name = names[input.choice(names.count)]
      let kind = input.choice(6)
      let place = Int(input.byte()) << 8 | Int(input.byte())
      let value = input.byte()
      if kind == 4 {
        storage = storage.without(name)
      } else {
        storage = storage.tampered(name) { change(&$0, kind, at: place, value) }
      }
    }
    return storage
  }

  private static func change(_ bytes: inout [UInt8], _ kind: Int, at place: Int, _ value: UInt8) {
    guard !bytes.isEmpty else { return }
    let place = place % bytes.count
    let count = min(Int(value), bytes.count - place)
    switch kind {
    case 0: bytes[place] = value
    case 1: bytes.removeLast(bytes.count - place)
    case 2:
      bytes.replaceSubrange(place..., with: repeatElement(0, count: bytes.count - place))
    case 3: bytes.replaceSubrange(place..<place + count, with: repeatElement(0, count: count))
    default: bytes.insert(contentsOf: bytes[place..<place + count], at: place)
    }
  }

  // MARK: - The directory

  private static let batches = [20, 3, 260, 64, 1, 300].enumerated().map { index, count in
    batch(index, byteCount: count)
  }

  private static let options = smallOptions(segmentBytes: 768, maximumBatchBytes: 512)
  private static let optionsWithoutChecksums = smallOptions(
    segmentBytes: 768,
    maximumBatchBytes: 512,
    checksum: .none
  )
  private static let directory = makeDirectory(options)
  private static let directoryWithoutChecksums = makeDirectory(optionsWithoutChecksums)

  /// Some segments, and a snapshot behind the first batch which holds that batch.
  private static func makeDirectory(_ options: JournalOptions) -> MemoryStorage {
    let storage = MemoryStorage()
    do {
      let writer = try recover(storage, options).writer
      try writer.appendDurably(batches[0])
      let snapshot = try writer.beginSnapshot()
      try snapshot.append(batches[0])
      _ = try snapshot.finish(lastSequence: writer.lastSequence).perform()
      for batch in batches.dropFirst() { try writer.appendDurably(batch) }
    } catch {
      preconditionFailure("a journal in memory failed: \(error)")
    }
    return storage
  }
}
