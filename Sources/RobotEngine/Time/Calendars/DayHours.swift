/// The working hours of one day by the wall clock: pieces in order that neither overlap nor touch.
///
/// Times are milliseconds since midnight, 0 to 86 400 000; each piece is half-open.
struct DayHours: Hashable, Sendable {
  /// The pieces, in order.
  let pieces: [Range<Int64>]
  /// Milliseconds of work.
  let total: Int64

  /// A day off.
  static let none = DayHours([])

  /// Sorts the pieces and joins those that overlap or touch; empty ones are left out.
  init(_ pieces: [Range<Int64>]) {
    var joined: [Range<Int64>] = []
    for piece in pieces.sorted(by: { $0.lowerBound < $1.lowerBound }) where !piece.isEmpty {
      if let last = joined.last, last.upperBound >= piece.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
      } else {
        joined.append(piece)
      }
    }
    self.pieces = joined
    total = joined.reduce(0) { $0 + Int64($1.count) }
  }

  /// Whether there is no work that day.
  var isEmpty: Bool { pieces.isEmpty }

  /// Whether a time of the day is working time.
  func contains(_ time: Int64) -> Bool { pieces.contains { $0.contains(time) } }

  /// Milliseconds of work before a time of the day.
  func work(before time: Int64) -> Int64 {
    pieces.reduce(0) { $0 + max(0, min(time, $1.upperBound) - $1.lowerBound) }
  }

  /// When the working millisecond with that number, from 0, begins; it is less than ``total``.
  func time(ofWork number: Int64) -> Int64 {
    var rest = number
    for piece in pieces {
      if rest < Int64(piece.count) { return piece.lowerBound + rest }
      rest -= Int64(piece.count)
    }
    preconditionFailure("the day has no working millisecond \(number)")
  }
}
