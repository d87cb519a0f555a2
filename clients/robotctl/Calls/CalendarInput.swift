/// A calendar as a command line gives it: whole as JSON, or by an id and options.
enum CalendarInput {
  static let options = [
    OptionSpecification("name", value: "TEXT", help: "what people call it"),
    OptionSpecification("zone", value: "ZONE", help: "its time zone, Europe/Warsaw"),
    OptionSpecification(
      "hours",
      value: "\"DAYS FROM-TO\"",
      help: "a stretch of work; repeat it for breaks and other days"
    ),
    OptionSpecification(
      "holiday",
      value: "DATE[=NAME]",
      help: "a free day, 2026-06-04, or of every year, 12-25; may be repeated"
    ),
    OptionSpecification(
      "extra-day",
      value: "DATE[=NAME]",
      help: "a day that is worked all the same; may be repeated"
    ),
    OptionSpecification("holidays", value: "FILE", help: "the holidays of an iCalendar file"),
  ]

  /// What an update can add to what is there.
  static let additions = [
    OptionSpecification(
      "add-holiday",
      value: "DATE[=NAME]",
      help: "one more free day beside those that are there; may be repeated"
    ),
    OptionSpecification(
      "add-extra-day",
      value: "DATE[=NAME]",
      help: "one more day that is worked all the same; may be repeated"
    ),
  ]

  static let updateDetails = """
    What an option says stands instead of what was there: --hours all the hours, --holiday all
    the holidays, --extra-day all such days. What no option names stays. The other options add to
    what is there, and so does the file of --holidays:
      robotctl calendar update office --add-holiday "2026-06-04=Corpus Christi"
    A calendar as JSON is given whole, or by --mask in parts:
      robotctl calendar update --mask time_zone '{"id": "office", "timeZone": "Europe/Berlin"}'
    """

  static let details = """
    An office with a break at noon:
      robotctl calendar create office --zone Europe/Warsaw \\
        --hours "mon-fri 08:00-12:00" --hours "mon-fri 12:30-16:30" \\
        --holiday "12-25=Christmas Day" --holidays poland.ics
    Or as a robots.v1.Calendar in JSON:
      {"id": "office", "timeZone": "Europe/Warsaw",
       "hours": [{"days": ["MONDAY", "TUESDAY"], "opens": {"hours": 8}, "closes": {"hours": 16}}]}
    """

  /// Whether a call gives the calendar whole, rather than an id and options.
  static func isWhole(_ invocation: Invocation) -> Bool {
    let word = invocation.words[0]
    return word == "-" || word.hasPrefix("@") || word.hasPrefix("{")
  }

  /// The calendar of a call, or what its options say of it.
  static func calendar(_ invocation: Invocation) throws -> JSON {
    if isWhole(invocation) {
      try refuseOptions(invocation)
      return try Input.json(invocation.words[0])
    }
    var members: [JSON.Entry] = [("id", .text(invocation.words[0]))]
    if let name = invocation.option("name") { members.append(("displayName", .text(name))) }
    if let zone = invocation.option("zone") { members.append(("timeZone", .text(zone))) }
    let lists = [
      ("hours", "hours", hours), ("holiday", "holidays", day),
      ("extra-day", "extraWorkingDays", day),
    ]
    for (option, member, read) in lists where invocation.has(option) {
      members.append((member, .list(try invocation.options(option).map(read))))
    }
    return .object(members)
  }

  /// A calendar as JSON says all of itself.
  private static func refuseOptions(_ invocation: Invocation) throws {
    for option in ["name", "zone", "hours", "holiday", "extra-day"] where invocation.has(option) {
      throw UsageError("--\(option) goes with a calendar's id; this calendar is given as JSON")
    }
  }

  /// The calendar with the days that options add; a day that is there already is named anew.
  static func adding(to calendar: JSON, _ invocation: Invocation) throws -> JSON {
    let lists = [("add-holiday", "holidays"), ("add-extra-day", "extraWorkingDays")]
    var calendar = calendar
    for (option, member) in lists where invocation.has(option) {
      let added = try invocation.options(option).map(day)
      let dates = added.map { CalendarWords.date($0["date"]) }
      let kept = calendar[member].items.filter {
        !dates.contains(CalendarWords.date($0["date"]))
      }
      calendar = calendar.setting(member, .list(kept + added))
    }
    return calendar
  }

  /// The text of the iCalendar file that a call's option names; empty for none.
  static func holidayFile(_ invocation: Invocation) throws -> String {
    try invocation.option("holidays").map(file) ?? ""
  }

  /// The text of a file, or of standard input for "-".
  ///
  /// An empty text says to the service that there is no file, and so cannot be one.
  static func file(_ path: String) throws -> String {
    let text = path == "-" ? try Input.text(path) : try Input.file(path)
    guard !text.isEmpty else {
      throw UsageError(
        "\(path == "-" ? "standard input" : path) is empty; expected an iCalendar file, which"
          + " begins with BEGIN:VCALENDAR"
      )
    }
    return text
  }

  /// "mon-fri,sun 08:00-16:00".
  private static func hours(_ text: String) throws -> JSON {
    let parts = text.split(separator: " ")
    let times = parts.count == 2 ? parts[1].split(separator: "-") : []
    guard times.count == 2, let opens = clock(times[0]), let closes = clock(times[1]),
      let days = days(parts[0])
    else {
      throw UsageError(
        "\"\(text)\" are no hours; expected days and times such as \"mon-fri 08:00-16:00\""
      )
    }
    return [
      "days": .list(days.map { .text(CalendarWords.constant($0)) }), "opens": opens,
      "closes": closes,
    ]
  }

  private static func days(_ text: Substring) -> [Int]? {
    var days: [Int] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { CalendarWords.weekday(String($0)) }
      guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1],
        first <= last
      else { return nil }
      days += first...last
    }
    return days.isEmpty ? nil : days
  }

  private static func clock(_ text: Substring) -> JSON? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard 2...3 ~= parts.count, let hours = parts[0], let minutes = parts[1],
      let seconds = parts.count == 3 ? parts[2] : 0
    else { return nil }
    return [
      "hours": .number("\(hours)"), "minutes": .number("\(minutes)"),
      "seconds": .number("\(seconds)"),
    ]
  }

  /// "2026-06-04=Corpus Christi", "12-25".
  private static func day(_ text: String) throws -> JSON {
    let halves = text.split(separator: "=", maxSplits: 1)
    let parts = (halves.first ?? "").split(separator: "-").map { Int($0) }
    guard 2...3 ~= parts.count, let month = parts[parts.count - 2],
      let day = parts[parts.count - 1], let year = parts.count == 3 ? parts[0] : 0
    else {
      throw UsageError("\"\(text)\" is no day; expected 2026-06-04, or 12-25 for every year")
    }
    return .request([
      "date": [
        "year": .number("\(year)"), "month": .number("\(month)"), "day": .number("\(day)"),
      ],
      "displayName": .text(halves.count > 1 ? String(halves[1]) : ""),
    ])
  }
}
