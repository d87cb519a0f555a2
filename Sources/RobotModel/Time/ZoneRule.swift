// The rule for the years after the table
//
// A TZif file ends with the rule that holds after its last transition, in POSIX notation:
// `CET-1CEST,M3.5.0,M10.5.0/3` is standard time one hour east, daylight time from the last Sunday
// of March at 02:00 to the last Sunday of October at 03:00. Both dates of a year are computed in
// closed form, so the year 2100 costs what 2026 does.
//
// A change may be written up to 167 hours away from its date, so one that belongs to a year may
// fall into the next or the one before. Looking at five years around an instant is always enough.

/// The repeating rule of a zone: one offset, or two with the dates on which they change.
struct ZoneRule: Hashable, Sendable {
  /// Seconds east of UTC in standard time.
  var standardOffsetSeconds: Int32

  /// The other half of the year, if the zone has one.
  var daylight: Daylight?

  /// Daylight time: its offset and when it begins and ends each year.
  struct Daylight: Hashable, Sendable {
    /// Seconds east of UTC; usually one hour more than in standard time, in Ireland one less.
    var offsetSeconds: Int32

    /// When it begins, by a clock that shows standard time.
    var start: ZoneRuleDate

    /// When it ends, by a clock that shows daylight time.
    var end: ZoneRuleDate
  }

  /// The period that holds the given second, if this rule held always.
  func period(atSeconds seconds: Int64) -> ZonePeriod {
    var period = ZonePeriod(start: .min, end: .max, offsetSeconds: standardOffsetSeconds)
    guard let daylight else { return period }
    let year = CivilDate(daysSinceEpoch: seconds.dividedDown(by: 86_400)).year
    let firstYear = max(year - 2, CivilDate.years.lowerBound)
    let lastYear = min(year + 2, CivilDate.years.upperBound)
    for year in firstYear...lastYear {
      let end = daylight.end.seconds(inYear: year) - Int64(daylight.offsetSeconds)
      period.narrow(to: seconds, changeAt: end, offsetSeconds: standardOffsetSeconds)
      // After the end, because where one year's end meets the next year's start daylight time
      // goes on: that is how a zone with daylight time all year is written.
      let start = daylight.start.seconds(inYear: year) - Int64(standardOffsetSeconds)
      period.narrow(to: seconds, changeAt: start, offsetSeconds: daylight.offsetSeconds)
    }
    return period
  }
}

extension ZonePeriod {
  /// Takes in one change of offset, so that the period ends up between the two nearest changes.
  fileprivate mutating func narrow(
    to seconds: Int64,
    changeAt change: Int64,
    offsetSeconds newOffset: Int32
  ) {
    if change > seconds {
      end = min(end, change)
    } else if change >= start {
      start = change
      offsetSeconds = newOffset
    }
  }
}
