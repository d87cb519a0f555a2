import RobotModel

/// Who changes something: a person or program by itself, or a robot or trigger in somebody's name.
struct Author {
  /// A user's id.
  let user: String
  /// The robot's run; `none` where a person or program did it.
  ///
  /// Of a trigger it is the run that has set off the event.
  let run: Slot<RunRow>
  /// The trigger and what it has heard of; nil where none did it.
  let trigger: ActingTrigger?
  /// A user did it by himself.
  let isPerson: Bool

  /// A person or program.
  init(_ caller: Caller) {
    isPerson = !caller.isSystem
    user = caller.user
    run = .none
    trigger = nil
  }

  /// A robot's run that acts for a user.
  init(user: String, run: Slot<RunRow>) {
    self.user = user
    self.run = run
    isPerson = false
    trigger = nil
  }

  /// A trigger that acts for a user.
  init(user: String, run: Slot<RunRow>, trigger: ActingTrigger) {
    self.user = user
    self.run = run
    isPerson = false
    self.trigger = trigger
  }

  /// The user in whose name robots act where nothing else is said (S-20).
  static let builtInUser = "robots"
}

/// A trigger that moves an item; an object, since authors are copied often and seldom triggers.
final class ActingTrigger {
  /// The trigger's id.
  let id: String
  let event: EventTrace

  /// Joins a trigger with what it has heard of.
  init(id: String, event: EventTrace) {
    self.id = id
    self.event = event
  }
}
