import RobotModel

extension Engine {
  /// How a due time came about, a sentence for each step that says something new.
  func words(_ computation: DueComputation) -> [String] {
    computation.steps.compactMap(words)
  }

  private func words(_ step: DueStep) -> String? {
    switch step {
    case .base(.entry(let instant)):
      "counted from the entry at \(words(instant))"
    case .base(.previousFinished(let instant)):
      "counted from the end of the robot before it at \(words(instant))"
    case .elapsed(let span, let reached):
      "\(span.words) later is \(words(reached))"
    case .calendar(let span, _, let reached, let zone):
      "\(span.words) later by the calendar is \(words(reached)) in \(zone)"
    case .lastDayOfMonth(let day, let date):
      "the month has no day \(day), so its last day \(date.iso8601) was taken"
    case .shownOnce:
      nil
    case .movedOverGap(let milliseconds, let reached):
      "the clocks skipped that time, so it moved on by \(words(milliseconds: milliseconds))"
        + " to \(words(reached))"
    case .firstOfTwo(_, let reached):
      "the clocks showed that time twice; the first counts, \(words(reached))"
    case .heldAtLatest:
      "that is beyond the last moment there is, which was taken instead"
    }
  }
}
