import Linux

/// How far long work has come, as a line on a person's terminal; elsewhere nothing.
struct Progress {
  private let label: String
  private let isShown = StandardStream.error.isTerminal
  private var percent = -1

  /// Shows the progress of something.
  init(_ label: String) {
    self.label = label
  }

  /// Says how much of all is done.
  mutating func show(_ done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    let now = done * 100 / all
    guard now != percent else { return }
    percent = now
    try? StandardStream.error.write("\r\(label): \(now) %")
  }

  /// Takes the line away.
  mutating func end() {
    if percent >= 0 { try? StandardStream.error.write("\r\u{1B}[K") }
    percent = -1
  }
}
