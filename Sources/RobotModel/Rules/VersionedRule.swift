/// A rule of whichever kind, in one of its versions.
package enum VersionedRule: Hashable, Sendable {
  case robot(Robot)
  case trigger(Trigger)
  case calendar(WorkCalendar)
}

/// What kind of rule it is; the numbers are those of `robots.v1.RuleKind`.
package enum RuleKind: UInt8, Hashable, Sendable, CaseIterable {
  case robot = 1
  case trigger = 2
  case calendar = 3
}
