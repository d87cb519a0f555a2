// The TZif file format (RFC 9636), versions 1 to 4
//
//     header   "TZif", version ('\0', '2', '3', '4'), 15 unused bytes, six counts of 4 bytes
//     block    transition times        timecnt x 4 or 8 bytes, ascending seconds since 1970
//              transition types        timecnt x 1 byte, an index into the types
//              types                   typecnt x 6 bytes: offset (4), is daylight (1), name (1)
//              names, leap seconds, two kinds of indicators: not needed here
//     --- from version 2 on the same again, with 8-byte times, and then ---
//     footer   newline, a rule in POSIX notation or nothing, newline
//
// All numbers are big-endian. The first block of a newer file is for old readers and may be empty;
// its counts say how far to skip. Before the first transition the first type holds; after the last
// one the footer's rule. A file in "right" time, which counts leap seconds, is refused: its seconds
// are not those of POSIX time and would be wrong by half a minute.

/// Reads zone tables from the bytes of TZif files, the compiled form of the IANA database.
package enum TZif {
  /// The zone in the bytes of a TZif file.
  ///
  /// Nothing in the bytes is trusted: counts are held against the length first, so a damaged or
  /// hostile file gives an error, never a large allocation.
  /// - Throws: `TZifError`.
  package static func zone(named name: String, bytes: [UInt8]) throws(TZifError) -> ZoneTable {
    var reader = TZifReader(bytes)
    let first = try reader.header()
    guard first.version >= 2 else {
      let block = try reader.block(first, bytesPerTime: 4)
      return table(name, block, rule: nil)
    }
    try reader.skipBlock(first, bytesPerTime: 4)
    let second = try reader.header()
    let block = try reader.block(second, bytesPerTime: 8)
    return table(name, block, rule: try reader.footer())
  }

  /// Keeps the transitions at which the offset really changes; the others change only a name.
  ///
  /// The last one stays in any case, because the rule holds from there on.
  private static func table(_ name: String, _ block: TZifBlock, rule: ZoneRule?) -> ZoneTable {
    var transitions: [Int64] = []
    var offsets = [block.firstOffset]
    for (index, (time, offset)) in block.changes.enumerated()
    where offset != offsets[offsets.count - 1] || index == block.changes.count - 1 {
      transitions.append(time)
      offsets.append(offset)
    }
    return ZoneTable(name: name, transitions: transitions, offsets: offsets, rule: rule)
      .expandingRule(throughYear: 2100)
  }
}

/// What a data block says about offsets.
struct TZifBlock {
  /// Seconds east of UTC before the first change.
  var firstOffset: Int32

  /// From when on which offset holds, in ascending order.
  var changes: [(time: Int64, offset: Int32)]
}
