import RobotModel

/// Who changes something: a person or program by itself, or a robot in somebody's name.
struct Author {
  /// A user's id.
  let user: String
  /// The robot's run; `none` where a person or program did it.
  let run: Slot<RunRow>

  /// A person or program.
  init(_ caller: Caller) {
    user = caller.user
    run = .none
  }

  /// A robot's run that acts for a user.
  init(user: String, run: Slot<RunRow>) {
    self.user = user
    self.run = run
  }

  /// The user in whose name robots act where nothing else is said (S-20).
  static let builtInUser = "robots"
}
