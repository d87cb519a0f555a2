import Linux
import Protobuf

/// Reads the configuration file: JSON with comments, one member for each of its ``settings``, which
/// `robotd help configuration` lists with an example.
///
/// A name that is none of these is refused, so that a slip of the pen is not a silent default.
package struct ConfigurationFile {
  /// Overwrites the settings that the file at `path` names.
  package static func read(
    _ path: String,
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.contents(of: path, limit: 1 << 20)
    } catch {
      throw ConfigurationError("cannot read the configuration: \(error)")
    }
    do throws(ConfigurationError) {
      try read(bytes, into: &configuration)
    } catch {
      var located = error
      located.file = path
      throw located
    }
  }

  /// Overwrites the settings that the text of a file names.
  package static func read(
    _ bytes: [UInt8],
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    do throws(ConfigurationError) {
      for member in try value(of: bytes).requiredMembers() {
        try read(member, into: &configuration)
      }
    } catch {
      var located = error
      if let offset = error.offset {
        located.position = JSONPosition(offset: offset, in: bytes[...])
      }
      throw located
    }
  }

  private static func value(of bytes: [UInt8]) throws(ConfigurationError) -> JSONValue {
    do throws(JSONError) {
      return try JSONParser.parse(bytes, style: .handwritten)
    } catch {
      throw ConfigurationError(error)
    }
  }

  private static func read(
    _ member: JSONMember,
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    guard let setting = settings.first(where: { $0.name == member.key }) else {
      let names = settings.map(\.name).joined(separator: ", ")
      throw ConfigurationError(
        "there is no setting \"\(member.key)\"; expected one of \(names)",
        at: member.offset
      )
    }
    try setting.read(member.value, &configuration)
  }
}
