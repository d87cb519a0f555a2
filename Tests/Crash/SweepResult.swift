/// What a sweep, or its control, came to.
struct SweepResult: CustomStringConvertible {
  /// What was tried.
  let title: String
  /// How often.
  let tried: Int
  /// Where something was wrong, in words.
  let wrong: [String]
  /// Whether a safeguard was taken away, so that something must be wrong.
  var isControl = false
  /// What else is worth telling.
  var note = ""

  var isGood: Bool { wrong.isEmpty != isControl }

  var description: String {
    let verdict = isGood ? "ok  " : "FAIL"
    let found = isControl ? "control, caught \(wrong.count)" : "wrong \(wrong.count)"
    var text = "\(verdict) \(title): tried \(tried), \(found)"
    if !note.isEmpty { text += ", \(note)" }
    if !isGood, let first = wrong.first { text += "; first: \(first)" }
    return text
  }
}
