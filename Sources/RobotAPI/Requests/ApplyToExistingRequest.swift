import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a robot to be run on the items that stand in its stage already.
package struct ApplyToExistingRequest: ChangeRequest {
  package var command: ApplyToExisting
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__apply_to_existing_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let pace = Int(message.pointee.items_per_second)
      if !(0...Limits.itemsPerSecondMaximum).contains(pace) {
        reader.refuse(
          "items_per_second",
          "is \(pace); it is 0 for \(Limits.itemsPerSecondDefault), else 1 to"
            + " \(Limits.itemsPerSecondMaximum)"
        )
      }
      return ApplyToExistingRequest(
        command: ApplyToExisting(
          robot: reader.neededID(message.pointee.robot, "robot"),
          itemsPerSecond: pace == 0 ? Limits.itemsPerSecondDefault : pace,
          isValidateOnly: isValidateOnly
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: ApplyToExisting, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
