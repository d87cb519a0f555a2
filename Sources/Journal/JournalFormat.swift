// The journal: what happened, in order, in files that can be believed.
//
// The unit is the batch: everything one command changed, as opaque bytes. A batch is one record;
// records are numbered 1, 2, 3, ... without gaps (the sequence number) and lie one behind the
// other in segment files `0000000001.journal`, `0000000002.journal`, ... All numbers are
// little-endian. A sector is an aligned run of 512 bytes of a file, the least that a disk writes
// as a whole.
//
// Segment file. It has its full size, durably, and reads as zeroes before it gets its name, so
// appending cannot run out of room, and a file that is shorter than its header says has been cut.
// As a rule the zeroes are written and synced beforehand, so appending changes no metadata either.
// A header of 64 bytes, then records, then zeroes. (A backup takes of the segment being written
// only what is written; the copy's header names the copy's size.)
//
//   offset size
//        0    8  "robotjnl"
//        8    2  format version, 1
//       10    1  clock: 0 real, 1 simulated
//       11    1  0
//       12    4  size of this file in bytes
//       16    8  number of the data directory
//       24    8  number of this segment
//       32    8  sequence number of its first record
//       40    8  sequence number up to which all was durable when this header was written
//       48    4  checksum of the record before the first, 0 if there is none
//       52    4  0
//       56    4  CRC32C of the 56 bytes above
//       60    4  "seg."
//
// Record, at an offset that is a multiple of 8:
//
//        0    4  "btch"
//        4    4  length of the payload in bytes, at least 1
//        8    8  sequence number
//       16    4  lag: sequence number less the one up to which all was durable when this record
//                was written
//       20    4  checksum of the record before
//       24    4  CRC32C of the 24 bytes above and the 4 below
//       28    2  bare sectors: see rule 5; 65,535 stands for more, too
//       30    2  "->"
//       32    n  payload
//     32+n  0-7  zeroes up to a multiple of 8
//        .    4  CRC32C of everything above
//        .    4  "end."
//
// Worked example: the first batch of a journal, 3 bytes 61 62 63, takes 48 bytes:
//
//   62 74 63 68  03 00 00 00  01 00 00 00 00 00 00 00   btch, length 3, sequence 1
//   01 00 00 00  00 00 00 00  xx xx xx xx  00 00  2d 3e lag 1, previous 0, CRC, bare 0, ->
//   61 62 63 00 00 00 00 00   yy yy yy yy  65 6e 64 2e  payload, padding, CRC, end.
//
// A reader believes a record if
//
//   1. both marks of its header and the header's CRC hold,
//   2. its closing mark and CRC hold,
//   3. its sequence number is the one that is due, and
//   4. it names the checksum of the record before: the records form a chain, across segments too.
//
// A segment that is cut is damage, whatever its last record. Else, where a record should start and
// none can be believed, there are three cases. All zeroes to the
// end of the journal: this is the end. Otherwise a crash has torn what was being written, or
// something that was durable has been damaged; the first is cut off and the journal goes on, the
// second must never be, since it would silently shorten history. They are told apart so:
//
//   - If any later record or segment header, or a snapshot, says that the missing record was
//     durable, it is damage. (That is what the lag is for. Several turns' writes may be under
//     way to the disk at once and arrive in any order, so a good record behind a bad one proves
//     nothing by itself.)
//   - Otherwise it is a tear if it looks like one: since the file held zeroes before, a tear
//     leaves sectors of zeroes, or zeroes from some byte on.
//   - Whatever does not look like a tear is damage.
//
// The last test must not mistake a record that is naturally full of zeroes, with one bit flipped,
// for a tear. Hence
//
//   5. In every sector that a record touches, it has at least two bits set. The first sector has
//      "btch" or more, the last "end."; a header cut by a sector's border has "->" behind it. A
//      sector in between may be all payload with less than two bits set; it is then called bare,
//      and the header says how many are. A record is torn if more sectors are all zero than
//      that, or if its last byte is zero.
//
// Appending writes the rest of a sector whose beginning is durable already. The disk is relied
// upon not to harm that beginning when the power fails, as every journal in place relies on it.
//
// So one flipped bit anywhere in a record, a header or the zeroes behind the end is either
// noticed as damage or hits nothing that was written; and a tear at any byte, or of any set of
// sectors, of what was not yet durable is cut exactly at the last whole batch before it. What
// cannot be told: whole sectors of the very last batches turned back into zeroes by the disk
// after it had reported them durable, before any later record or snapshot could say so.

/// The numbers of the format that the readers and writers share.
enum JournalFormat {
  /// Version that this program writes, and the newest it reads.
  static let version: UInt16 = 1
  /// Bytes that a disk writes as a whole, at least.
  static let sectorBytes = 512
  /// Every record starts at a multiple of this, so its header's words are never torn.
  static let alignment = 8
  /// The largest batch; a header that claims a larger one is not believed.
  static let maximumPayloadBytes = 1 << 30

  /// The largest segment file; a header that claims more is not believed.
  static let maximumSegmentBytes = 5 << 28

  /// `value` rounded up to a multiple of `JournalFormat.alignment`.
  static func aligned(_ value: Int) -> Int {
    (value + alignment - 1) / alignment * alignment
  }
}
