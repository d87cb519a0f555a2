import RobotModel

/// The runs, or items, to which a change has yet to come, piece by piece.
struct RowsLeft<Row> {
  /// In the order of their slots, which is that of their making.
  private let rows: [Slot<Row>]
  private var next = 0

  /// Begins with rows in the order of their slots.
  init(_ rows: [Slot<Row>]) {
    self.rows = rows
  }

  /// Whether it has come to all.
  var isEmpty: Bool { next == rows.count }

  /// Takes out the next ones, at most `count`.
  mutating func take(_ count: Int) -> ArraySlice<Slot<Row>> {
    let start = next
    next = min(rows.count, start + count)
    return rows[start..<next]
  }

  /// Whether a row is among those that are left, found by halving.
  func contains(_ row: Slot<Row>) -> Bool {
    var (low, high) = (next, rows.count)
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle].index < row.index { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == row
  }
}
