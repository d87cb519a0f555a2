import RobotModel
import Testing

@Suite("CivilDate")
struct CivilDateTests {
  @Test("known days have their day numbers and weekdays")
  func knownDays() throws {
    let cases: [(text: String, days: Int64, weekday: Weekday)] = [
      ("1970-01-01", 0, .thursday), ("1969-12-31", -1, .wednesday),
      ("2000-02-29", 11_016, .tuesday),
      ("2026-06-03", 20_607, .wednesday), ("1600-02-29", -135_081, .tuesday),
      ("0001-01-01", -719_162, .monday), ("0000-01-01", -719_528, .saturday),
      ("9999-12-31", 2_932_896, .friday),
    ]
    for (text, days, weekday) in cases {
      let date = try CivilDate(iso8601: text)
      #expect(date.daysSinceEpoch == days, "\(text)")
      #expect(date.weekday == weekday, "\(text)")
      #expect(CivilDate(daysSinceEpoch: days) == date, "\(text)")
    }
  }

  @Test("counting day by day through two periods of the calendar meets every date in order")
  func dayByDay() {
    var (year, month, day) = (0, 1, 1)
    var mistakes = 0
    let first = CivilDate.earliest.daysSinceEpoch
    for number in first..<(first + 2 * 146_097) {
      let date = CivilDate(daysSinceEpoch: number)
      if date.year != year || date.month != month || date.day != day { mistakes += 1 }
      if date.daysSinceEpoch != number { mistakes += 1 }
      day += 1
      if day > CivilDate.days(inMonth: month, ofYear: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(mistakes == 0)
    #expect((year, month, day) == (800, 1, 1))
  }

  @Test("the calendar repeats every 400 years, which have 146 097 days")
  func periods() throws {
    for year in stride(from: 1, through: 9_600, by: 37) {
      let date = try #require(CivilDate(year: year, month: 1 + year % 12, day: 1 + year % 28))
      let later = CivilDate(daysSinceEpoch: date.daysSinceEpoch + 146_097)
      #expect((later.year, later.month, later.day) == (year + 400, date.month, date.day))
      #expect(later.weekday == date.weekday)
    }
  }

  @Test("there is no date for a day that does not exist")
  func impossible() {
    for (year, month, day) in [
      (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
      (-1, 1, 1), (10_001, 1, 1), (2026, 1, 32),
    ] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test("a month's overflow is its last day (S-24)")
  func months() throws {
    let cases = [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2026-01-31", 2, "2026-03-31"), ("2026-03-31", -1, "2026-02-28"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
      ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
      ("2026-05-15", -17, "2024-12-15"),
    ]
    for (from, months, to) in cases {
      #expect(try CivilDate(iso8601: from).adding(months: Int64(months)).iso8601 == to)
    }
  }

  @Test("arithmetic beyond the calendar is held at its ends")
  func held() throws {
    let date = try CivilDate(iso8601: "2026-06-03")
    for count in [Int64.max, 1 << 40] {
      #expect(date.adding(days: count) == .latest)
      #expect(date.adding(months: count) == .latest)
      #expect(date.adding(days: -count) == .earliest)
      #expect(date.adding(months: -count) == .earliest)
    }
    #expect(date.adding(days: .min) == .earliest)
  }

  @Test("texts that are no date name the place and what would be right")
  func refusals() {
    let cases: [(text: String, position: Int, words: String)] = [
      ("", 0, "year"), ("26-06-03", 0, "year"), ("2026/06/03", 4, "-"), ("2026-6-3", 5, "month"),
      ("2026-13-01", 5, "month from 01 to 12"), ("2026-02-29", 8, "day from 01 to 28"),
      ("2026-06-03 ", 10, "end"), ("2026-06-0٣", 8, "day"), ("+2026-06-03", 0, "year"),
    ]
    for (text, position, words) in cases {
      do {
        let date = try CivilDate(iso8601: text)
        Issue.record("accepted \(text) as \(date)")
      } catch {
        #expect(error.position == position, "\(error)")
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }
}
