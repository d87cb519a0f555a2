// The notation of zone rules
//
// POSIX.1 writes a rule as   std offset [dst [offset] , start [/time] , end [/time]]
// with the extensions of RFC 9636:
//
//   * names are letters, or anything of letters, digits and signs in <angle brackets>: <+03>-3;
//   * offsets count *west* of UTC, so CET-1 is one hour east; daylight time is one hour more than
//     standard time unless said otherwise;
//   * dates are J1 to J365 (29 February never counts), 0 to 365 (it does), or M3.5.0: month, week
//     (5 is the last), weekday (0 is Sunday);
//   * times of change run from -167 to 167 hours and are 02:00 unless said otherwise.

extension ZoneRule {
  /// Reads a rule in POSIX notation, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
  /// - Throws: `TimeTextError` naming the place and what would be right there.
  init(posix text: String) throws(TimeTextError) {
    var reader = TimeTextReader(text)
    try reader.zoneName()
    let standard = -(try reader.signedDuration(hours: 0...24))
    self.init(standardOffsetSeconds: standard, daylight: nil)
    guard reader.next != nil else { return }
    try reader.zoneName()
    var offset = standard + 3600
    if reader.next != UInt8(ascii: ",") { offset = -(try reader.signedDuration(hours: 0...24)) }
    try reader.require(UInt8(ascii: ","))
    let start = try reader.zoneRuleDate()
    try reader.require(UInt8(ascii: ","))
    let end = try reader.zoneRuleDate()
    try reader.requireEnd()
    daylight = Daylight(offsetSeconds: offset, start: start, end: end)
  }
}

extension TimeTextReader {
  /// Steps over the name of standard or daylight time, which plays no part here.
  fileprivate mutating func zoneName() throws(TimeTextError) {
    let isQuoted = take(UInt8(ascii: "<"))
    let start = position
    while let byte = next, isQuoted ? byte.isZoneNameByte : byte.isLetter { skip() }
    guard position - start >= 3 else {
      throw failure(expected: "a name of at least three characters")
    }
    if isQuoted { try require(UInt8(ascii: ">")) }
  }

  /// Reads `[+-]h[hh][:mm[:ss]]` as seconds.
  fileprivate mutating func signedDuration(
    hours range: ClosedRange<Int>
  ) throws(TimeTextError) -> Int32 {
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    let hours = try number(
      digits: 1...3,
      in: range,
      "hours from \(range.lowerBound) to \(range.upperBound)"
    )
    var seconds = hours * 3600
    if take(UInt8(ascii: ":")) {
      seconds += try number(digits: 2...2, in: 0...59, "minutes from 00 to 59") * 60
      if take(UInt8(ascii: ":")) {
        seconds += try number(digits: 2...2, in: 0...59, "seconds from 00 to 59")
      }
    }
    return Int32(isNegative ? -seconds : seconds)
  }

  /// Reads a date with an optional time.
  fileprivate mutating func zoneRuleDate() throws(TimeTextError) -> ZoneRuleDate {
    let day: ZoneRuleDate.Day
    if take(UInt8(ascii: "J")) {
      day = .ordinalWithoutLeapDay(try number(digits: 1...3, in: 1...365, "a day from 1 to 365"))
    } else if take(UInt8(ascii: "M")) {
      let month = try number(digits: 1...2, in: 1...12, "a month from 1 to 12")
      try require(UInt8(ascii: "."))
      let week = try number(digits: 1...1, in: 1...5, "a week from 1 to 5")
      try require(UInt8(ascii: "."))
      let weekday = try number(digits: 1...1, in: 0...6, "a weekday from 0 to 6")
      day = .weekday(month: month, week: week, weekday: Weekday(sundayIsZero: weekday))
    } else {
      day = .daysAfterNewYear(
        try number(digits: 1...3, in: 0...365, "a date such as M3.5.0, J60 or 59")
      )
    }
    var seconds: Int32 = 2 * 3600
    if take(UInt8(ascii: "/")) { seconds = try signedDuration(hours: 0...167) }
    return ZoneRuleDate(day: day, secondsFromMidnight: seconds)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self
  }

  fileprivate var isZoneNameByte: Bool {
    isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self
      || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
  }
}
