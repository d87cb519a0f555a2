// Which known name was meant
//
// The distance between two names is the least number of single-letter changes (insert, delete,
// replace, swap of neighbours) that turn one into the other: the optimal string alignment distance,
// by the usual table of which only three rows are needed. A name is suggested if at most a third
// of its letters, and at least one, had to change. Names beyond 32 bytes are not looked at: the
// work grows with the square, and a request may be wrong in many places.

/// Finds the known names that an unknown one may have been meant to be.
enum Suggestion {
  /// "; did you mean "amount"?", or a list of what is known, to be put behind an error.
  ///
  /// - Complexity: the product of the lengths, for each candidate.
  static func phrase(for name: String, among candidates: [String]) -> String {
    if let nearest = nearest(to: name, among: candidates) {
      return "; did you mean \"\(nearest)\"?"
    }
    if candidates.isEmpty { return "" }
    let shown = candidates.prefix(12).joined(separator: ", ")
    return candidates.count > 12
      ? "; expected one of \(shown), … (\(candidates.count) in all)" : "; expected one of \(shown)"
  }

  /// The candidate that is nearest, the first of equally near ones; nil if none is near.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let letters = Array(name.utf8)
    if letters.count > longestName { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let most = max(1, max(letters.count, candidate.utf8.count) / 3)
      if abs(letters.count - candidate.utf8.count) > most { continue }
      let other = Array(candidate.utf8)
      let distance = distance(letters, other)
      if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  private static let longestName = 32

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(
          last[column] + (letter == other ? 0 : 1),
          last[column + 1] + 1,
          current[column] + 1
        )
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
