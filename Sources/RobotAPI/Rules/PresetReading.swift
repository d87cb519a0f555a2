import CRobotsProto
package import Protobuf
package import RobotModel

extension Preset {
  /// Reads a preset that ships with the service, a `robots.v1.Preset` in wire form.
  ///
  /// - Throws: `INVALID_ARGUMENT` with every offending field.
  package init(decoding bytes: [UInt8], with arena: Arena) throws(RequestError) {
    self = try decode(bytes.span.bytes, as: robots__v1__preset__init, with: arena) {
      message,
      reader in
      Preset(
        id: reader.text(message.pointee.id),
        displayName: reader.text(message.pointee.display_name),
        description: reader.text(message.pointee.description),
        entityType: reader.text(message.pointee.entity_type),
        robots: reader.list(
          message.pointee.n_robots,
          message.pointee.robots,
          "robots",
          atMost: Limits.robotsPerStage
        ) { $0.robotDraft($1) }
      )
    }
  }
}

extension MessageBuilder {
  /// A preset.
  func preset(_ preset: Preset) -> UnsafeMutablePointer<Robots__V1__Preset> {
    let message = message(robots__v1__preset__init)
    message.pointee.id = text(preset.id)
    message.pointee.display_name = text(preset.displayName)
    message.pointee.description = text(preset.description)
    message.pointee.entity_type = text(preset.entityType)
    (message.pointee.n_robots, message.pointee.robots) = list(preset.robots) {
      robot($0.robot, conditionText: $0.conditionText)
    }
    return message
  }
}
