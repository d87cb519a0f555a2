/// The names of the files this module owns; every other name in the directory is left alone.
enum FileName {
  /// A segment's name by its number, such as `0000000001.journal`.
  static func segment(_ number: UInt64) -> String {
    padded(number, digits: 10) + segmentSuffix
  }

  /// A snapshot's name by the batch it began behind, such as `00000000000000000042.snapshot`.
  static func snapshot(after sequence: UInt64) -> String {
    padded(sequence, digits: 20) + snapshotSuffix
  }

  /// The spare segment that is filled with zeroes.
  static let zeroedSpare = "zeroed" + spareSuffix

  /// The spare segment whose room is only reserved.
  static let reservedSpare = "reserved" + spareSuffix

  /// A segment for one batch that is larger than a segment.
  static let largeSpare = "large" + spareSuffix

  /// Room that is kept for a stop while the disk is full.
  static let stopReserve = "stop" + spareSuffix

  /// The name under which a file is made before it counts.
  static func unfinished(_ name: String) -> String { name + unfinishedSuffix }

  /// The name under which a file that cannot be believed is kept for inspection.
  static func damaged(_ name: String) -> String { name + damagedSuffix }

  /// The name under which a good file is kept that a repair could not connect to the others.
  static func cutOff(_ name: String) -> String { name + cutOffSuffix }

  /// Whether a file was a snapshot or segment and is kept for inspection only.
  static func isSetAside(_ name: String) -> Bool {
    [damagedSuffix, cutOffSuffix].contains { suffix in
      guard name.hasSuffix(suffix) else { return false }
      let former = String(name.dropLast(suffix.count))
      return segmentNumber(former) != nil || snapshotSequence(former) != nil
    }
  }

  /// The number in a segment's name, nil for other names.
  static func segmentNumber(_ name: String) -> UInt64? { number(name, suffix: segmentSuffix) }

  /// The sequence number in a snapshot's name, nil for other names.
  static func snapshotSequence(_ name: String) -> UInt64? { number(name, suffix: snapshotSuffix) }

  /// Whether a file was being made, or waited to be used, when the program ended.
  static func isUnfinished(_ name: String) -> Bool {
    if [zeroedSpare, reservedSpare, largeSpare, stopReserve].contains(name) { return true }
    guard name.hasSuffix(unfinishedSuffix) else { return false }
    let finished = String(name.dropLast(unfinishedSuffix.count))
    return segmentNumber(finished) != nil || snapshotSequence(finished) != nil
  }

  private static let segmentSuffix = ".journal"
  private static let snapshotSuffix = ".snapshot"
  private static let spareSuffix = ".spare"
  private static let unfinishedSuffix = ".unfinished"
  private static let damagedSuffix = ".damaged"
  private static let cutOffSuffix = ".cut-off"

  private static func number(_ name: String, suffix: String) -> UInt64? {
    guard name.hasSuffix(suffix) else { return nil }
    let digits = name.dropLast(suffix.count)
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return UInt64(digits)
  }

  private static func padded(_ number: UInt64, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
