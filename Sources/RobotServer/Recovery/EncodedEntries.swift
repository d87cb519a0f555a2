import Journal
import RobotAPI
import RobotModel

/// Some records of a snapshot, or batches, as they were read, one behind the other.
///
/// A value that can be handed to another thread: nothing in it is shared with the journal's reader.
struct EncodedEntries: Sendable {
  /// One of them: what it is, and where its bytes end.
  struct Entry: Sendable {
    let kind: RecoveredEntry.Kind
    let sequence: UInt64
    let end: Int
  }

  private(set) var entries: [Entry] = []
  private var bytes: [UInt8] = []

  /// Copies an entry in.
  mutating func append(_ entry: RecoveredEntry) {
    bytes.append(contentsOf: entry.bytes)
    entries.append(Entry(kind: entry.kind, sequence: entry.sequence, end: bytes.count))
  }

  /// How many bytes they have together.
  var byteCount: Int { bytes.count }

  /// Reads all of them.
  func decoded() -> DecodedEntries {
    let codec = FactCodec()
    var decoded = DecodedEntries()
    decoded.ends.reserveCapacity(entries.count)
    var start = 0
    for entry in entries {
      do throws(FactError) {
        let content = bytes.span.extracting(start..<entry.end)
        switch entry.kind {
        case .snapshotRecord: try unsafe codec.decode(content.bytes, into: &decoded.facts)
        case .batch: try unsafe codec.decodeBatch(content.bytes, into: &decoded.facts)
        }
      } catch {
        decoded.failure = error
        return decoded
      }
      decoded.ends.append(decoded.facts.order.count)
      start = entry.end
    }
    return decoded
  }
}
