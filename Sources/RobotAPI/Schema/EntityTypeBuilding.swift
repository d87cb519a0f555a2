import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// An entity type with its etag.
  func entityType(_ type: EntityType) -> UnsafeMutablePointer<Robots__V1__EntityType> {
    let message = message(robots__v1__entity_type__init)
    message.pointee.id = text(type.id)
    message.pointee.display_name = text(type.displayName)
    (message.pointee.n_fields, message.pointee.fields) = list(type.fields) { field($0) }
    message.pointee.has_stages = type.hasStages ? 1 : 0
    message.pointee.predefined = type.isPredefined ? 1 : 0
    message.pointee.etag = text(type.etag)
    message.pointee.create_time = timestamp(type.createTime)
    message.pointee.update_time = timestamp(type.updateTime)
    return message
  }

  private func field(_ field: Field) -> UnsafeMutablePointer<Robots__V1__Field> {
    let message = message(robots__v1__field__init)
    message.pointee.id = text(field.id)
    message.pointee.display_name = text(field.displayName)
    message.pointee.type = Robots__V1__ValueType(UInt32(field.type.rawValue))
    message.pointee.multiple = field.isMultiple ? 1 : 0
    (message.pointee.n_options, message.pointee.options) = list(field.options) { text($0) }
    message.pointee.reference_type = text(field.referenceType)
    message.pointee.predefined = field.isPredefined ? 1 : 0
    return message
  }
}
