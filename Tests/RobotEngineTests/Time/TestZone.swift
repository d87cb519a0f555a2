import Foundation
import RobotModel

/// Zones of the system's database, for tests.
enum TestZone {
  static let warsaw = zone("Europe/Warsaw")
  static let lordHowe = zone("Australia/Lord_Howe")

  private static let directory = "/usr/share/zoneinfo"

  /// A zone by its name.
  static func zone(_ name: String) -> ZoneTable {
    let url = URL(fileURLWithPath: "\(directory)/\(name)")
    do {
      return try TZif.zone(named: name, bytes: [UInt8](Data(contentsOf: url)))
    } catch {
      fatalError("the package tzdata is required by the tests: \(error)")
    }
  }

  /// The names of all zones, in order.
  static var names: [String] {
    let paths = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String }
    return (paths ?? []).filter { path in
      let file = FileHandle(forReadingAtPath: "\(directory)/\(path)")
      defer { try? file?.close() }
      return !path.hasPrefix("right/") && !path.hasPrefix("posix/")
        && (try? file?.read(upToCount: 4)) == Data("TZif".utf8)
    }.sorted()
  }
}
