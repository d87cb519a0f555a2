import RobotModel

extension DueStep: CustomStringConvertible {
  /// The step in words.
  package var description: String {
    switch self {
    case .base(let base):
      base.description
    case .elapsed(let span, let reached):
      "plus \(span) of elapsed time: \(reached)"
    case .elapsedBefore(let span, let reached):
      "minus \(span) of elapsed time: \(reached)"
    case .calendar(let span, let from, let to, let zone):
      "\(to < from ? "minus" : "plus") \(span) by the calendar in \(zone): from \(from) to \(to)"
    case .lastDayOfMonth(let day, let date):
      "that month has no day \(day): its last day, \(date), counts"
    case .shownOnce(let instant):
      "that is \(instant)"
    case .movedOverGap(let milliseconds, let reached):
      "the clocks skip that time: moved forward by \(Self.minutes(milliseconds)) to \(reached)"
    case .firstOfTwo(let milliseconds, let reached):
      "the clocks show that time twice, \(Self.minutes(milliseconds)) apart: "
        + "the first counts, \(reached)"
    case .heldAtLatest:
      "there is no time after that"
    case .clockTime(let reading):
      "the clocks show that time next at \(reading)"
    case .laterFinish(let instant):
      "the robot before it finished later, at \(instant)"
    case .working(let step):
      step.description
    }
  }

  private static func minutes(_ milliseconds: Int64) -> String {
    milliseconds % 60_000 == 0 ? "\(milliseconds / 60_000) min" : "\(milliseconds / 1000) s"
  }
}

extension DueBase: CustomStringConvertible {
  /// The base in words.
  package var description: String {
    switch self {
    case .entry(let instant):
      "counted from the entry at \(instant)"
    case .previousFinished(let instant):
      "counted from the previous robot's finish at \(instant)"
    case .date(let path, let instant):
      "counted from \(path), \(instant)"
    case .occurrence(let path, let date, let instant):
      "counted from the occurrence of \(path) on \(date), \(instant)"
    case .named(let instant):
      "set to \(instant)"
    }
  }
}
