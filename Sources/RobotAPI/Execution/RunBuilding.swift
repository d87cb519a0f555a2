import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A run with the names of what it belongs to.
  func run(_ view: RunView) -> UnsafeMutablePointer<Robots__V1__Run> {
    let message = message(robots__v1__run__init)
    let run = view.run
    message.pointee.id = text(run.number.text)
    message.pointee.visit = text(run.visit.text)
    message.pointee.entity_type = text(view.item.entityType)
    message.pointee.item_id = text(view.item.id)
    message.pointee.pipeline = text(view.place.pipeline)
    message.pointee.stage = text(view.place.stage)
    message.pointee.robot = text(run.robot)
    message.pointee.robot_version = run.robotVersion
    message.pointee.robot_type = text(view.robotType)
    message.pointee.robot_name = text(view.robotName)
    message.pointee.position = Int32(run.position)
    message.pointee.occurrence = text(OccurrenceNumber(rawValue: run.occurrence).text)
    message.pointee.key = text(view.key)
    if let previous = view.previous {
      message.pointee.previous_run = text(previous.number.text)
      message.pointee.previous_robot = text(previous.robot)
    }
    message.pointee.hold = Robots__V1__Reason(UInt32(view.hold?.rawValue ?? 0))
    fillState(of: message, from: run)
    fillTimes(of: message, from: run)
    if let detail = run.detail { fillDetail(of: message, from: detail) }
    return message
  }

  private func fillState(of message: UnsafeMutablePointer<Robots__V1__Run>, from run: Run) {
    message.pointee.state = Robots__V1__RunState(UInt32(run.state.rawValue))
    message.pointee.reason = Robots__V1__Reason(UInt32(run.reason?.rawValue ?? 0))
    message.pointee.lateness_cause =
      Robots__V1__LatenessCause(UInt32(run.latenessCause?.rawValue ?? 0))
    message.pointee.attempts = Int32(run.attempts)
  }

  private func fillTimes(of message: UnsafeMutablePointer<Robots__V1__Run>, from run: Run) {
    message.pointee.due_time = timestamp(run.dueTime)
    message.pointee.not_before_time = timestamp(run.notBeforeTime)
    message.pointee.start_time = timestamp(run.startTime)
    message.pointee.finish_time = timestamp(run.finishTime)
    if let due = run.dueTime, let start = run.startTime {
      message.pointee.lateness = duration(milliseconds: start.milliseconds(since: due))
    }
  }

  private func fillDetail(
    of message: UnsafeMutablePointer<Robots__V1__Run>,
    from detail: RunDetail
  ) {
    message.pointee.message = text(detail.message)
    (message.pointee.n_resolved_parameters, message.pointee.resolved_parameters) =
      map(detail.resolvedParameters, robots__v1__run__resolved_parameters_entry__init)
    (message.pointee.n_outputs, message.pointee.outputs) =
      map(detail.outputs, robots__v1__run__outputs_entry__init)
    message.pointee.acting_user = text(detail.actingUser)
    message.pointee.queue = text(detail.queue)
    message.pointee.asked_by = text(detail.askedBy)
    message.pointee.invoice = text(detail.invoice)
    message.pointee.quote = text(detail.quote)
    message.pointee.manual_retries = Int32(clamping: detail.manualRetries)
  }
}
