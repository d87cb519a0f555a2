import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// An entry of the catalogue of triggers.
  func triggerType(_ type: TriggerType) -> UnsafeMutablePointer<Robots__V1__TriggerType> {
    let message = message(robots__v1__trigger_type__init)
    message.pointee.id = text(type.id)
    message.pointee.display_name = text(type.displayName)
    message.pointee.description = text(type.description)
    (message.pointee.n_parameters, message.pointee.parameters) =
      list(type.parameters) { parameter($0) }
    (message.pointee.n_payload, message.pointee.payload) = list(type.payload) { payloadField($0) }
    message.pointee.open_payload = type.hasOpenPayload ? 1 : 0
    message.pointee.needs_public_url = type.needsPublicURL ? 1 : 0
    message.pointee.from_records = type.comesFromRecords ? 1 : 0
    return message
  }

  private func payloadField(
    _ field: PayloadField
  ) -> UnsafeMutablePointer<Robots__V1__PayloadField> {
    let message = message(robots__v1__payload_field__init)
    message.pointee.id = text(field.id)
    message.pointee.display_name = text(field.displayName)
    message.pointee.description = text(field.description)
    message.pointee.type = Robots__V1__ValueType(UInt32(field.type.rawValue))
    message.pointee.required = field.isRequired ? 1 : 0
    message.pointee.reference_type = text(field.referenceType)
    return message
  }
}
