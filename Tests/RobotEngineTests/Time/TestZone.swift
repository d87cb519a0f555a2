import Foundation
import RobotModel

/// Zones of the system's database, for tests.
enum TestZone {
  static let warsaw = zone("Europe/Warsaw")
  static let lordHowe = zone("Australia/Lord_Howe")

  private static func zone(_ name: String) -> ZoneTable {
    let url = URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")
    do {
      return try TZif.zone(named: name, bytes: [UInt8](Data(contentsOf: url)))
    } catch {
      fatalError("the package tzdata is required by the tests: \(error)")
    }
  }
}
