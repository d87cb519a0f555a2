extension Model {
  /// The state in words, a line for each item, visit, run, text that was logged and contact.
  var words: [String] {
    itemWords
      + contacts.filter(\.wasMade).map { contact in
        let birthday = contact.birthday.map { "\($0)" } ?? "-"
        return "\(contact.id) \(contact.isThere ? birthday : "gone")"
      }
  }

  private var itemWords: [String] {
    items.flatMap { item -> [String] in
      if item.visits.isEmpty { return [] }
      let stage = item.stage ?? "gone"
      var lines = ["\(item.id) \(stage)"]
      if item.isThere {
        let contact = item.contact.map { contacts[$0].id } ?? "-"
        lines[0] += " \(item.number) \(item.date.map { "\($0)" } ?? "-") \(contact)"
      }
      if item.isPaused { lines[0] += " paused" }
      if item.isStopped { lines[0] += " stopped" }
      for visit in item.visits {
        let leave = visit.leave.map { "\($0)" } ?? ""
        lines.append(
          "  \(visit.stage) \(visit.enter)-\(leave) \(visit.moves.joined(separator: ","))"
        )
        lines += visit.runs.map { "    " + $0.words }
      }
      return lines + item.log.map { "  log \($0)" }
    }
  }
}

extension Model {
  /// A robot of which two runs of one visit are for the same occurrence: a run is robot × visit ×
  /// occurrence (S-9).
  var robotOfTwins: String? {
    for visit in items.flatMap(\.visits) {
      for (place, run) in visit.runs.enumerated() {
        let isTwin = visit.runs[..<place].contains { other in
          other.robot.id == run.robot.id && other.isManual == run.isManual
            && other.occurrence == run.occurrence
        }
        if isTwin { return run.robot.id }
      }
    }
    return nil
  }
}

extension ModelRun {
  /// The run in words.
  fileprivate var words: String {
    let name = isManual ? "manual-\(occurrence)" : occurrence == 0 ? "" : "\(occurrence)"
    let times = [due, notBefore, start, finish].map { time in time.map { "\($0)" } ?? "-" }
    return "\(robot.id) v\(robot.version) #\(name) \(state) \(reason) "
      + times.joined(separator: " ")
  }
}
