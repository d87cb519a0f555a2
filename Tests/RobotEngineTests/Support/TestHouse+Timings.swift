import RobotModel
import Testing

@testable import RobotEngine

// When robots act, in scenarios
//
//     after 2 day                        after previous unless_failed
//     at close_date again                before 2 day contact.birthday yearly
//     since 1 week close_date            at close_date monthly once
//     on 2d                              an exact time, counted from the table's beginning
//     clock 10:00                        the next time that the clock shows this
//     past-due skip                      or run_now, or until_date
//     at-most 2h                         late, else too late
//     awaits 9h                          the responsible's working time, at most so long
//     counts                             working time of the calendar "office"; or shifts
//
// `calendar closed 2026-06-04 open 2026-06-06` makes that calendar, Monday to Friday, 08:00 to
// 16:00 UTC, or changes its holidays and extra working days.

extension TestHouse {
  /// Reads a part of a robot's timing; false if the next word begins none.
  static func readTiming(_ words: inout ScenarioWords, _ timing: inout Timing) throws -> Bool {
    switch words.peek {
    case "after":
      _ = words.next()
      if words.take("previous") {
        timing.isAfterPrevious = true
        if words.take("unless_failed") { timing.chainPolicy = .unlessFailed }
        if words.take("on_finish") { timing.chainPolicy = .onFinish }
      } else {
        timing.start = .after(try span(&words))
      }
    case "at", "before", "since": timing.start = .date(try dateTiming(&words))
    case "on":
      _ = words.next()
      let offset = try #require(ScenarioTime.offset(words.next()))
      timing.start = .instant(TestHouse.start.adding(milliseconds: offset))
    case "clock":
      _ = words.next()
      timing.start = .clockTime(DueTable.clock(words.next()))
    case "past-due":
      _ = words.next()
      timing.pastDue = try #require(pastDues[words.next()])
    case "at-most":
      _ = words.next()
      timing.maxLatenessMilliseconds = ScenarioTime.offset(words.next())
    case "awaits":
      _ = words.next()
      timing.maxResponsibleWaitMilliseconds = ScenarioTime.offset(words.next())
    case "counts", "shifts":
      timing.workingTime = words.next() == "counts" ? .count : .shift
      timing.calendar = "office"
    default: return false
    }
    return true
  }

  private static let pastDues: [String: PastDue] = [
    "skip": .skip, "run_now": .runNow, "until_date": .runNowUntilDate,
  ]

  private static func dateTiming(_ words: inout ScenarioWords) throws -> DateTiming {
    let side = words.next()
    let span = side == "at" ? .zero : try span(&words)
    let direction: DateDirection = side == "at" ? .at : side == "before" ? .before : .after
    var timing = DateTiming(path: words.next(), direction: direction, span: span)
    timing.runsAgainOnChange = words.take("again")
    if words.take("yearly") { timing.recurrence = .yearly }
    if words.take("monthly") { timing.recurrence = .monthly }
    timing.isOnce = words.take("once")
    return timing
  }

  private static func span(_ words: inout ScenarioWords) throws -> TimeSpan {
    let count = try #require(Int64(words.next()))
    let name = words.next()
    let unit = try #require(TimeUnit.allCases.first { "\($0)" == name })
    return try #require(TimeSpan(count: count, unit: unit))
  }

  /// Makes or changes the calendar "office".
  mutating func putCalendar(_ words: inout ScenarioWords) throws {
    var office = WorkCalendar(
      id: "office",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.monday, .tuesday, .wednesday, .thursday, .friday],
          opens: DueTable.clock("08:00"),
          closes: DueTable.clock("16:00")
        )
      ]
    )
    var isOpen = false
    while words.peek != nil {
      if words.take("closed") { isOpen = false }
      if words.take("open") { isOpen = true }
      guard words.peek != nil else { break }
      let day = CalendarDay(.dated(DueTable.date(words.next())))
      if isOpen { office.extraWorkingDays.append(day) } else { office.holidays.append(day) }
    }
    if engine.store.calendars["office"] == nil {
      let command = CreateCalendar(calendar: office)
      _ = try engine.perform(command, by: ann, at: engine.time)
    } else {
      let command = UpdateCalendar(calendar: office, mask: ["holidays", "extra_working_days"])
      _ = try engine.perform(command, by: ann, at: engine.time)
    }
  }
}
