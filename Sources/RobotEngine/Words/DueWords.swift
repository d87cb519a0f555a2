import RobotModel

/// How a due time came about, in words, by the clocks of the zone in which it was computed.
struct DueWords {
  let zone: ZoneTable
  /// The zone in which people read times.
  let defaultZone: ZoneTable

  /// A sentence for each step that says something new; the first names the zone if it is not that
  /// in which people read times.
  func sentences(_ computation: DueComputation) -> [String] {
    var sentences = computation.steps.compactMap(words)
    if zone.name != defaultZone.name, !sentences.isEmpty {
      sentences[0] += " (times of \(zone.name))"
    }
    return sentences
  }

  /// A moment by the clocks of both zones, where they are not the same.
  func inBothZones(_ instant: Instant) -> String {
    if zone.name == defaultZone.name { return words(instant) }
    return "\(words(instant)), \(defaultZone.civil(at: instant).words) in \(defaultZone.name)"
  }

  func words(_ instant: Instant) -> String { zone.civil(at: instant).words }

  private func words(_ step: DueStep) -> String? {
    switch step {
    case .base(let base):
      words(base)
    case .elapsed(let span, let reached):
      "\(span.words) later is \(words(reached))"
    case .elapsedBefore(let span, let reached):
      "\(span.words) earlier is \(words(reached))"
    case .calendar(let span, let from, let reached, let zone):
      "\(span.words) \(reached < from ? "earlier" : "later") by the calendar is"
        + " \(reached.words) in \(zone)"
    case .lastDayOfMonth(let day, let date):
      "the month has no day \(day), so its last day \(date.iso8601) was taken"
    case .shownOnce:
      nil
    case .movedOverGap(let milliseconds, let reached):
      "the clocks skipped that time, so it moved on by \(Engine.words(milliseconds: milliseconds))"
        + " to \(words(reached))"
    case .firstOfTwo(_, let reached):
      "the clocks showed that time twice; the first counts, \(words(reached))"
    case .heldAtLatest:
      "that is beyond the last moment there is, which was taken instead"
    case .clockTime(let reading):
      "the clocks show that time next at \(reading.words)"
    case .laterFinish(let instant):
      "the robot before it ended only at \(words(instant)), so that counts"
    case .working(let step):
      words(step)
    }
  }

  private func words(_ base: DueBase) -> String {
    switch base {
    case .entry(let instant):
      "counted from the entry at \(words(instant))"
    case .previousFinished(let instant):
      "counted from the end of the robot before it at \(words(instant))"
    case .date(let path, let instant):
      "counted from \(path), which is \(words(instant))"
    case .occurrence(let path, let date, let instant):
      "counted from \(path) as it comes on \(date.iso8601), at \(words(instant))"
    case .named(let instant):
      "the robot names \(words(instant))"
    }
  }

  private func words(_ step: WorkingStep) -> String {
    switch step {
    case .added(let span, let reached):
      "\(span.words) of working time later is \(words(reached))"
    case .subtracted(let span, let reached):
      "\(span.words) of working time earlier is \(words(reached))"
    case .daysAdded(let count, let date):
      "\(count) working \(count == 1 ? "day" : "days") later is \(date.iso8601)"
    case .daysSubtracted(let count, let date):
      "\(count) working \(count == 1 ? "day" : "days") earlier is \(date.iso8601)"
    case .opening(let instant):
      "work begins there at \(words(instant))"
    case .next(let instant):
      "that is outside working hours; the next working moment is \(words(instant))"
    case .nearestOfDay(let instant):
      "that is outside working hours; the nearest working moment of the day is \(words(instant))"
    case .previousDay(let date):
      "that is no working day or too late; the working day before is \(date.iso8601)"
    case .none:
      "the calendar has no working moment there, so it will not come"
    }
  }
}
