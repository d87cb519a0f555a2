import Journal
import Linux
import Protobuf

/// Prints what a data directory holds as lines of JSON.
///
/// First a line for each fact of the newest good snapshot, `{"snapshot":"42","fact":{…}}`, then
/// one for each batch behind it, `{"sequence":"43","batch":{"timeMilliseconds":"…","facts":[…]}}`;
/// facts are messages of `robots.storage.v1` in protobuf's JSON.
enum DumpCommand: MaintenanceCommand {
  static let name = "dump"
  static let operands: [String] = []
  static let summary = "print every fact as a line of JSON"

  static func run(
    _ configuration: RobotServerConfiguration,
    _ operands: [String]
  ) throws(RobotServerError) {
    let store = try StoppedStore(configuration)
    let mapping = JSONMapping()
    var lines = ""
    _ = try store.read { entry throws(RobotServerError) in
      let (label, member, type) =
        switch entry.kind {
        case .snapshotRecord: ("snapshot", "fact", "robots.storage.v1.Fact")
        case .batch: ("sequence", "batch", "robots.storage.v1.Batch")
        }
      do throws(JSONError) {
        let json = try mapping.wireToJSON(type, Array(entry.bytes))
        lines += "{\"\(label)\":\"\(entry.sequence)\",\"\(member)\":\(json)}\n"
      } catch {
        throw RobotServerError(
          .damagedData,
          "\(store.path): \(label) \(entry.sequence) is whole but cannot be understood: \(error)"
        )
      }
      if lines.utf8.count >= 64 << 10 { try write(&lines) }
    }
    try write(&lines)
  }

  private static func write(_ lines: inout String) throws(RobotServerError) {
    try RobotServerError.wrapping { () throws(SystemError) in
      try StandardStream.output.write(lines)
    }
    lines.removeAll(keepingCapacity: true)
  }
}
