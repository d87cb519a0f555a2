import RobotModel

extension FieldWriter {
  /// `robots.v1.Action`: what a worker is asked to do, and for how long it may be silent about it.
  mutating func action(_ action: Action, leaseMilliseconds: Int64) {
    text(1, action.run.text)
    text(2, action.key)
    text(3, action.queue)
    text(4, action.type)
    namedValues(5, action.parameters)
    if let item = action.item { message(6) { $0.shownRecord(item) } }
    text(7, action.actingUser)
    text(8, action.robot)
    text(9, action.visit.text)
    number(10, UInt64(action.attempt))
    timestamp(11, action.dueTime)
    duration(12, milliseconds: leaseMilliseconds)
  }
}
