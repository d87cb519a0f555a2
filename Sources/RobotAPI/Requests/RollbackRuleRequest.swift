import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new version of a rule that is as an earlier one was.
package struct RollbackRuleRequest: ChangeRequest {
  package var command: RollbackRule
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__rollback_rule_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let kind = reader.ruleKind(message.pointee.kind.rawValue, of: message.pointee.base)
      if kind != .robot, message.pointee.in_flight.rawValue != 0 {
        reader.refuse("in_flight", "is for robots alone, of which runs wait; expected none")
      }
      if kind != .robot, message.pointee.force != 0 {
        reader.refuse("force", "is for robots alone, which move items; expected false")
      }
      return RollbackRuleRequest(
        command: RollbackRule(
          kind: kind,
          id: reader.text(message.pointee.id),
          version: message.pointee.version,
          etag: reader.text(message.pointee.etag),
          inFlight: reader.policy(
            message.pointee.in_flight.rawValue,
            first: .keepTiming,
            "in_flight",
            of: message.pointee.base
          ),
          changeReason: reader.text(message.pointee.change_reason),
          isValidateOnly: isValidateOnly,
          isForced: message.pointee.force != 0
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: RollbackRule, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
