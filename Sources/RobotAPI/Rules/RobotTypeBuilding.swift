import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// An entry of the catalogue; `executor` is "store" or the queue of its workers.
  func robotType(
    _ type: RobotType,
    executor: String
  ) -> UnsafeMutablePointer<Robots__V1__RobotType> {
    let message = message(robots__v1__robot_type__init)
    message.pointee.id = text(type.id)
    message.pointee.display_name = text(type.displayName)
    message.pointee.description = text(type.description)
    (message.pointee.n_categories, message.pointee.categories) =
      numbers(type.categories.map { Robots__V1__RobotCategory(UInt32($0.rawValue)) })
    message.pointee.auxiliary = type.isAuxiliary ? 1 : 0
    message.pointee.ends_visit = type.endsVisit ? 1 : 0
    (message.pointee.n_parameters, message.pointee.parameters) =
      list(type.parameters) { parameter($0) }
    (message.pointee.n_outputs, message.pointee.outputs) = list(type.outputs) { output($0) }
    message.pointee.executor = text(executor)
    return message
  }

  /// A named input of a robot or trigger type.
  func parameter(
    _ parameter: Parameter
  ) -> UnsafeMutablePointer<Robots__V1__Parameter> {
    let message = message(robots__v1__parameter__init)
    message.pointee.id = text(parameter.id)
    message.pointee.display_name = text(parameter.displayName)
    message.pointee.description = text(parameter.description)
    message.pointee.kind = Robots__V1__ParameterKind(UInt32(parameter.kind.rawValue))
    message.pointee.required = parameter.isRequired ? 1 : 0
    message.pointee.multiple = parameter.isMultiple ? 1 : 0
    (message.pointee.n_options, message.pointee.options) = list(parameter.options) { text($0) }
    message.pointee.default_value = value(parameter.defaultValue)
    return message
  }

  private func output(_ output: Output) -> UnsafeMutablePointer<Robots__V1__Output> {
    let message = message(robots__v1__output__init)
    message.pointee.id = text(output.id)
    message.pointee.display_name = text(output.displayName)
    message.pointee.type = Robots__V1__ValueType(UInt32(output.type.rawValue))
    return message
  }
}
