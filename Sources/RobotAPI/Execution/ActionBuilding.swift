import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// What a worker is asked to do, and for how long it may be silent about it.
  func action(
    _ action: Action,
    leaseMilliseconds: Int64
  ) -> UnsafeMutablePointer<Robots__V1__Action> {
    let message = message(robots__v1__action__init)
    message.pointee.id = text(action.run.text)
    message.pointee.key = text(action.key)
    message.pointee.queue = text(action.queue)
    message.pointee.type = text(action.type)
    (message.pointee.n_parameters, message.pointee.parameters) =
      map(action.parameters, robots__v1__action__parameters_entry__init)
    message.pointee.item = action.item.map { record($0) }
    message.pointee.acting_user = text(action.actingUser)
    message.pointee.robot = text(action.robot)
    message.pointee.visit = text(action.visit.text)
    message.pointee.attempt = Int32(action.attempt)
    message.pointee.due_time = timestamp(action.dueTime)
    message.pointee.lease = duration(milliseconds: leaseMilliseconds)
    return message
  }
}
