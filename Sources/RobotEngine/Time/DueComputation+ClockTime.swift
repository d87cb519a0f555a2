// "At 10:00, next possible" (T4)
//
// A clock time is moved out of a gap first and then tested for working time (S-39). The day before
// is asked, too: clocks may skip midnight, and then yesterday's 23:30 is today.

import RobotModel

extension DueComputation {
  /// Moves on to the next instant at which clocks in a zone show a time; the one reached counts.
  ///
  /// - Parameter workingTime: Where given, that instant must be working time; within 366 days none
  ///   may be, and then the last instant there is stands for never.
  mutating func moveToNext(
    _ time: ClockTime,
    in zone: ZoneTable,
    within workingTime: WorkingTime?
  ) {
    let start = due
    let today = zone.civil(at: start).date
    for offset in -1...Limits.workingMomentDays {
      let reading = CivilDateTime(date: today.adding(days: offset), time: time)
      let instant = zone.resolve(reading).instant
      if instant >= start, workingTime?.contains(instant) ?? true {
        note(.clockTime(reading))
        return move(to: reading, in: zone)
      }
    }
    move(to: .latest, by: workingTime == nil ? .heldAtLatest : .working(.none))
  }
}
