/// `robotctl calendar`: when people work.
enum CalendarCommands {
  static let all = [
    Command(
      "calendar list",
      summary: "list calendars with their hours",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListCalendars",
        [:],
        member: "calendars",
        table: ["CALENDAR", "NAME", "ZONE", "HOURS", "HOLIDAYS"]
      ) { calendar, _ in
        [
          calendar["id"].string, calendar["displayName"].string, calendar["timeZone"].string,
          calendar["hours"].items.map(CalendarWords.hours).joined(separator: "; "),
          "\(calendar["holidays"].items.count)",
        ]
      }
    },
    Command("calendar get", "CALENDAR", summary: "show a calendar") {
      try Listing.call(
        $0,
        Session.rules,
        "GetCalendar",
        .request(["id": .text($0.words[0])]),
        people: show
      )
    },
    Command(
      "calendar create",
      "CALENDAR|JSON|@FILE|-",
      summary: "add a calendar",
      options: CalendarInput.options + [
        RuleVersionCommands.reason,
        .validateOnly,
      ],
      details: CalendarInput.details
    ) {
      let calendar = try CalendarInput.calendar($0)
      guard CalendarInput.isWhole($0) || calendar["timeZone"].isPresent else {
        throw UsageError("a new calendar needs --zone, Europe/Warsaw for instance")
      }
      try Listing.call(
        $0,
        Session.rules,
        "CreateCalendar",
        .request([
          "calendar": calendar,
          "holidaysIcalendar": .text(try CalendarInput.holidayFile($0)),
          "validateOnly": .boolean($0.has("validate-only")),
          "changeReason": .text($0.option("reason") ?? ""),
        ]),
        people: show
      )
    },
    Command(
      "calendar update",
      "CALENDAR|JSON|@FILE|-",
      summary: "change a calendar; waiting robots follow",
      options: CalendarInput.options + CalendarInput.additions + [
        .mask,
        RuleVersionCommands.reason,
        .validateOnly,
      ],
      details: CalendarInput.updateDetails
    ) { invocation in
      let isWhole = CalendarInput.isWhole(invocation)
      let given = try CalendarInput.calendar(invocation)
      let calendar = isWhole ? given : try present(invocation).setting(given)
      try update(
        invocation,
        try CalendarInput.adding(to: calendar, invocation),
        holidayFile: try CalendarInput.holidayFile(invocation)
      )
    },
    Command(
      "calendar import",
      "CALENDAR FILE|-",
      summary: "add the holidays of an iCalendar file (.ics)",
      options: [
        OptionSpecification("replace", help: "forget the holidays that were there"),
        RuleVersionCommands.reason,
        .validateOnly,
      ]
    ) { invocation in
      var calendar = try present(invocation)
      if invocation.has("replace") { calendar = calendar.setting("holidays", []) }
      try update(
        invocation,
        calendar,
        holidayFile: try CalendarInput.file(invocation.words[1])
      )
    },
    Command("calendar delete", "CALENDAR", summary: "delete a calendar that no robot names") {
      try Listing.call(
        $0,
        Session.rules,
        "DeleteCalendar",
        .request(["id": .text($0.words[0])])
      ) { _, output in output.note("deleted") }
    },
  ]

  /// The calendar as it is, with its etag: a change in between is noticed.
  private static func present(_ invocation: Invocation) throws -> JSON {
    try Session(invocation)
      .call(Session.rules, "GetCalendar", ["id": .text(invocation.words[0])])["calendar"]
  }

  private static func update(
    _ invocation: Invocation,
    _ calendar: JSON,
    holidayFile: String
  ) throws {
    try Listing.call(
      invocation,
      Session.rules,
      "UpdateCalendar",
      .request([
        "calendar": calendar, "holidaysIcalendar": .text(holidayFile),
        "updateMask": Input.mask(invocation),
        "validateOnly": .boolean(invocation.has("validate-only")),
        "changeReason": .text(invocation.option("reason") ?? ""),
      ]),
      people: show
    )
  }

  private static func show(_ reply: JSON, _ output: Output) {
    let calendar = reply["calendar"]
    output.line(
      "\(output.paint(calendar["id"].string, .bold))  \(calendar["displayName"].string)  "
        + "\(calendar["timeZone"].string), version \(calendar["version"].string)"
    )
    var table = Table(header: ["", "WHEN", "NAME"])
    for hours in calendar["hours"].items { table.append(["hours", CalendarWords.hours(hours)]) }
    for (word, member) in [("holiday", "holidays"), ("extra day", "extraWorkingDays")] {
      for day in calendar[member].items {
        table.append([word, CalendarWords.date(day["date"]), day["displayName"].string])
      }
    }
    table.show(output, empty: "")
  }
}
