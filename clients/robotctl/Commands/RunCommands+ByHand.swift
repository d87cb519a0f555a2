/// `robotctl run cancel`, `reschedule` and `retry`: what people do to runs.
extension RunCommands {
  static let byHand = [
    Command("run cancel", "RUN", summary: "cancel a run that has not ended") {
      try change($0, "CancelRun", [:])
    },
    Command(
      "run reschedule",
      "RUN TIME",
      summary: "give a run that waits for its time another due time",
      details: "TIME is RFC 3339; one that has passed starts the run now."
    ) {
      try change($0, "RescheduleRun", ["dueTime": try TimeInput.time($0.words[1], as: "TIME")])
    },
    Command("run retry", "RUN", summary: "start a failed or suppressed run again") {
      try change($0, "RetryRun", [:])
    },
  ]

  private static func change(_ invocation: Invocation, _ method: String, _ more: JSON) throws {
    let request = more.setting("id", .text(invocation.words[0]))
    try Listing.call(invocation, Session.execution, method, request, people: show)
  }
}
