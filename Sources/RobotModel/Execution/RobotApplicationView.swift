/// An application of a robot to existing items with what is known of it only now.
package struct RobotApplicationView: Hashable, Sendable {
  package var application: RobotApplication
  /// What keeps it from going on; nil if nothing does, or it has ended.
  package var hold: Reason?

  /// Describes an application.
  package init(application: RobotApplication, hold: Reason? = nil) {
    self.application = application
    self.hold = hold
  }
}
