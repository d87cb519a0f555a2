import Linux
import RobotModel

/// The system's time zone data: zone tables by name, read from TZif files once and kept.
///
/// Names come from clients, so a name is checked before it becomes part of a path, and only names
/// of zones that exist are kept.
final class ZoneDirectory {
  /// Where most systems keep the files.
  static let standardPath = "/usr/share/zoneinfo"

  private let path: String
  private let log: Log
  private var tables: [String: ZoneTable] = ["UTC": .utc]

  /// A real name is shorter: America/Argentina/ComodRivadavia has 32 bytes.
  private static let nameByteCount = 64
  /// The largest real file has 4 KiB.
  private static let fileByteCount = 1 << 20

  init(_ path: String = ZoneDirectory.standardPath, log: Log) {
    self.path = path
    self.log = log
  }

  /// The zone of a name, or nil where the system has none of it.
  func zone(_ name: String) -> ZoneTable? {
    if let table = tables[name] { return table }
    guard Self.isSafe(name) else { return nil }
    let file = "\(path)/\(name)"
    guard let status = try? FileSystem.status(of: file), case .regular = status.kind,
      let bytes = try? FileSystem.contents(of: file, limit: Self.fileByteCount)
    else { return nil }
    do throws(TZifError) {
      let table = try TZif.zone(named: name, bytes: bytes)
      tables[name] = table
      return table
    } catch {
      log.warning("time zone not usable", ["file": .text(file), "error": .init(error)])
      return nil
    }
  }

  /// The name of the system's own zone, as far as it says one.
  static func systemZoneName() -> String {
    if let name = Environment.value("TZ"), !name.isEmpty {
      return name.hasPrefix(":") ? String(name.dropFirst()) : name
    }
    let bytes = (try? FileSystem.contents(of: "/etc/timezone", limit: 4_096)) ?? []
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    return line.isEmpty ? "UTC" : String(decoding: line, as: UTF8.self)
  }

  /// Whether a name can only lead to a file below the directory: words of letters, digits and
  /// `+ - _`, divided by single slashes.
  static func isSafe(_ name: String) -> Bool {
    guard name.utf8.count <= nameByteCount else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
  }
}
