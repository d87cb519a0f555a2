/// What a worker is asked to do.
package struct Action: Hashable, Sendable {
  /// The run's number.
  package var run: StoreNumber
  /// The same for every hand-out of this action.
  package var key: String
  package var queue: String
  /// The robot's type.
  package var type: String
  /// Templates rendered, expressions resolved.
  package var parameters: [NamedValue]
  /// The item; nil where it has been deleted meanwhile.
  package var item: Record?
  package var actingUser: String
  package var robot: String
  package var visit: StoreNumber
  /// From 1.
  package var attempt: UInt32
  package var dueTime: Instant

  /// Describes an action.
  package init(
    run: StoreNumber,
    key: String,
    queue: String,
    type: String,
    parameters: [NamedValue],
    item: Record?,
    actingUser: String,
    robot: String,
    visit: StoreNumber,
    attempt: UInt32,
    dueTime: Instant
  ) {
    self.run = run
    self.key = key
    self.queue = queue
    self.type = type
    self.parameters = parameters
    self.item = item
    self.actingUser = actingUser
    self.robot = robot
    self.visit = visit
    self.attempt = attempt
    self.dueTime = dueTime
  }
}

/// What a worker made of an action.
package enum ActionOutcome: Hashable, Sendable {
  /// Done, with the outputs of the robot's type.
  case success(outputs: [NamedValue])
  /// Not done. A permanent failure is not tried again; otherwise not before the given time has
  /// passed, or the type's back-off where it is zero.
  case failure(message: String, isPermanent: Bool, retryAfterMilliseconds: Int64)
}

/// What became of a worker's result.
///
/// The numbers are those of `robots.v1.ActionResultDisposition`.
package enum ActionResultDisposition: UInt8, Hashable, Sendable, CaseIterable {
  case accepted = 1
  case ignored = 2
  case unknown = 3
}
