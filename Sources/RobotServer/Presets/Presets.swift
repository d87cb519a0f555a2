import Protobuf
import RobotAPI
import RobotModel

/// The ready sets of robots that ship with the service (M9): each a `robots.v1.Preset` in a JSON
/// file of this folder, which is built into the program.
///
/// A new one is a file, its line in the package's description, and a line here.
enum Presets {
  /// In the order in which they are listed.
  static let all: [Preset] = [
    read(PackageResources.lead_first_stage_json),
    read(PackageResources.deal_first_stage_json),
  ]

  private static func read(_ json: [UInt8]) -> Preset {
    do {
      let bytes = try JSONMapping().jsonToWire("robots.v1.Preset", json)
      return try Preset(decoding: bytes, with: Arena())
    } catch {
      preconditionFailure("a preset that ships with the service can be read: \(error)")
    }
  }
}
