import RobotEngine
import RobotModel

/// Holidays from iCalendar files: however a file's lines end, it is judged alike; what is refused
/// names a line of it, and what is accepted is no more than a calendar takes.
enum HolidayFileTarget: FuzzTarget {
  static let name = "holiday-file"

  static let seeds: [[UInt8]] = [
    ["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Boże\\, \\n \\;x"],
    ["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY", "SUMMARY;LANGUAGE=\"pl:x\":Leap"],
    ["DTSTART:20260604", "DURATION:P2D", "STATUS:CANCELLED"],
    ["UID:1", "DTSTART;VALUE=DATE:2026", " 0604", "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"],
    ["DTSTART;TZID=Europe/Warsaw:20260604T100000", "EXDATE:20260605"],
  ].map { lines in
    let file = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"] + lines
    return Array((file + ["END:VEVENT", "END:VCALENDAR", ""]).joined(separator: "\r\n").utf8)
  }

  static func run(_ input: RawSpan) throws {
    // Zeros never get so far: the interface refuses a text that holds one.
    let bytes = input.array.filter { $0 != 0 && $0 != UInt8(ascii: "\r") }
    let text = String(decoding: bytes, as: UTF8.self)
    let verdict = judge(text)
    let lineEnd = UInt8(ascii: "\n")
    let withReturns = bytes.flatMap { $0 == lineEnd ? [UInt8(ascii: "\r"), lineEnd] : [$0] }
    try promise(
      judge(String(decoding: withReturns, as: UTF8.self)) == verdict,
      "the file is judged differently with other line ends"
    )
    switch verdict {
    case .success(let days):
      try promise(days.count <= Limits.daysPerCalendar, "\(days.count) days are accepted")
    case .failure(let error):
      let lineCount = bytes.count { $0 == lineEnd } + 1
      try promise(1...lineCount ~= error.line, "\(error.description), of \(lineCount) lines")
      try promise(!error.problem.isEmpty, "the file is refused without a word")
    }
  }

  private static func judge(_ text: String) -> Result<[CalendarDay], HolidayFileError> {
    Result { () throws(HolidayFileError) in try HolidayFile.days(in: text) }
  }
}
