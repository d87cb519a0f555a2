import RobotEngine
import RobotModel
import Testing

/// Holidays from iCalendar files.
@Suite struct HolidayFileTests {
  private static func file(_ lines: String...) -> String {
    (["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
  }

  private static func dated(_ text: String, _ name: String) -> CalendarDay {
    CalendarDay(.dated(DueTable.date(text)), displayName: name)
  }

  @Test("an event is a holiday; what says nothing about days is passed over")
  func event() throws {
    let text = Self.file(
      "BEGIN:VTIMEZONE",
      "BEGIN:STANDARD",
      "DTSTART:19701025T030000",
      "END:STANDARD",
      "END:VTIMEZONE",
      "BEGIN:VEVENT",
      "UID:1@example.org",
      "DTSTAMP:20260101T000000Z",
      "DTSTART;VALUE=DATE:20260604",
      "DTEND;VALUE=DATE:20260605",
      "SUMMARY;LANGUAGE=\"pl:x;y\":Boże Ciało\\, święto\\; dzień\\nwolny \\\\",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "TRIGGER:-PT15M",
      "END:VALARM",
      "END:VEVENT",
      "begin:vevent",
      "dtstart;value=date:20261224",
      "summary:Christmas Eve",
      "end:vevent"
    )
    #expect(
      try HolidayFile.days(in: text) == [
        Self.dated("2026-06-04", "Boże Ciało, święto; dzień wolny \\"),
        Self.dated("2026-12-24", "Christmas Eve"),
      ]
    )
  }

  @Test("several days, every year, and cancelled")
  func shapes() throws {
    let text = Self.file(
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20261225",
      "DTEND;VALUE=DATE:20261227",
      "RRULE:FREQ=YEARLY",
      "SUMMARY:Christmas",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20260101",
      "STATUS:CANCELLED",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20270228",
      "DTEND;VALUE=DATE:20270302",
      "END:VEVENT"
    )
    #expect(
      try HolidayFile.days(in: text) == [
        CalendarDay(.yearly(month: 12, day: 25), displayName: "Christmas"),
        CalendarDay(.yearly(month: 12, day: 26), displayName: "Christmas"),
        Self.dated("2027-02-28", ""), Self.dated("2027-03-01", ""),
      ]
    )
  }

  @Test("folded lines are one, even within a character, and line ends may be bare")
  func folding() throws {
    let text =
      "\u{FEFF}"
      + Self.file(
        "BEGIN:VEVENT",
        "DTSTART;VAL",
        " UE=DATE:2026",
        "\t0604",
        "SUMMARY:Long",
        "  name",
        "END:VEVENT"
      )
    let expected = [Self.dated("2026-06-04", "Long name")]
    #expect(try HolidayFile.days(in: text) == expected)
    let bare = String(text.filter { $0 != "\r\n" && $0 != "\r" })
    #expect(throws: HolidayFileError.self) { try HolidayFile.days(in: bare) }
    let newlines = text.split(separator: "\r\n").joined(separator: "\n")
    #expect(try HolidayFile.days(in: newlines) == expected)
  }

  /// One row: the lines of an event, the error.
  struct Row: Sendable {
    let lines: [String]
    let error: String
  }

  @Test(
    "what would not come out as whole free days is refused with its line",
    arguments: [
      Row(
        lines: ["DTSTART:20260604T080000"],
        error: "line 4: expected a whole day, such as DTSTART;VALUE=DATE:20261225"
      ),
      Row(
        lines: ["DTSTART:20260604"],
        error: "line 4: expected a whole day, such as DTSTART;VALUE=DATE:20261225"
      ),
      Row(
        lines: ["DTSTART;VALUE=DATE:20260229"],
        error: "line 4: expected a whole day, such as DTSTART;VALUE=DATE:20261225"
      ),
      Row(
        lines: ["DTSTART;VALUE=DATE:20260604", "RRULE:FREQ=YEARLY;COUNT=3"],
        error: "line 5: the only repetition known here is RRULE:FREQ=YEARLY"
      ),
      Row(
        lines: ["DTSTART;VALUE=DATE:20260604", "EXDATE;VALUE=DATE:20270604"],
        error: "line 5: EXDATE is not known here; say the days by DTSTART and DTEND"
      ),
      Row(
        lines: ["DTSTART;VALUE=DATE:20260604", "DTEND;VALUE=DATE:20260604"],
        error: "line 5: DTEND is the day after the last: 1 to 366 days after DTSTART"
      ),
      Row(
        lines: ["DTSTART;VALUE=DATE:20260604", "DTSTART;VALUE=DATE:20260605"],
        error: "line 5: the event has a second DTSTART"
      ),
      Row(lines: ["SUMMARY:Easter"], error: "line 3: the event has no DTSTART"),
      Row(
        lines: ["SUMMARY:a\\b"],
        error: "line 4: \"\\b\" is no escape; there are \\\\ \\; \\, and \\n"
      ),
      Row(lines: ["SUMMARY:a\\"], error: "line 4: the text ends with \"\\\""),
      Row(
        lines: ["nonsense"],
        error: "line 4: expected a line of the form NAME:VALUE or NAME;PARAMETER=VALUE:VALUE"
      ),
      Row(lines: ["BEGIN:VJOURNAL"], error: "line 4: BEGIN:VJOURNAL has no place in an event"),
    ]
  )
  func refused(row: Row) {
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"] + row.lines
    let text = (lines + ["END:VEVENT", "END:VCALENDAR"]).joined(separator: "\n")
    #expect(message(of: text) == row.error)
  }

  @Test("a file that is none, or ends too early, is refused")
  func broken() {
    #expect(message(of: "") == "line 1: expected BEGIN:VCALENDAR")
    #expect(message(of: "X:Y") == "line 1: expected BEGIN:VCALENDAR")
    #expect(message(of: "BEGIN:VCALENDAR\n") == "line 1: END:VCALENDAR is missing")
    #expect(
      message(of: "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n")
        == "line 2: the event has no END:VEVENT"
    )
    #expect(
      message(of: "BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nEND:VJOURNAL\nEND:VCALENDAR")
        == "line 2: BEGIN:VJOURNAL has no place here; expected events in BEGIN:VCALENDAR to"
        + " END:VCALENDAR"
    )
  }

  @Test("spoilt files are read or refused, never worse (K11)", arguments: UInt64(1)...20)
  func spoilt(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let good = Array(
      Self.file(
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20260604",
        "DTEND;VALUE=DATE:20260606",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:a\\, b",
        "END:VEVENT"
      ).utf8
    )
    for _ in 0..<100 {
      var bytes = good
      for _ in 0...numbers.below(4) {
        switch numbers.below(3) {
        case 0: bytes[numbers.below(bytes.count)] = UInt8(numbers.below(256))
        case 1: bytes.remove(at: numbers.below(bytes.count))
        default: bytes.insert(numbers.pick(good), at: numbers.below(bytes.count))
        }
      }
      do throws(HolidayFileError) {
        #expect(try HolidayFile.days(in: String(decoding: bytes, as: UTF8.self)).count <= 366)
      } catch {
        #expect(error.line >= 1 && !error.problem.isEmpty)
      }
    }
  }

  private func message(of text: String) -> String {
    do throws(HolidayFileError) {
      return "read: \(try HolidayFile.days(in: text))"
    } catch {
      return error.description
    }
  }
}
