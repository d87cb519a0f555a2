/// Rows in columns that are as wide as their widest cell.
struct Table {
  private var rows: [[String]]

  init(header: [String]) {
    rows = [header]
  }

  mutating func append(_ cells: [String]) {
    rows.append(cells)
  }

  /// Whether there is nothing below the header.
  var isEmpty: Bool { rows.count == 1 }

  /// The table's lines; the last column is not padded.
  func lines(output: Output) -> [String] {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    return rows.enumerated().map { index, row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell
          : cell + String(repeating: " ", count: widths[column] - cell.displayWidth)
      }
      let line = cells.joined(separator: "  ")
      return index == 0 ? output.paint(line, .bold) : line
    }
  }

  /// Shows the table, or says that there is nothing.
  func show(_ output: Output, empty: String) {
    if isEmpty {
      output.note(empty)
      return
    }
    for line in lines(output: output) { output.line(line) }
  }
}

extension String {
  /// The columns that the text takes on a terminal: colour codes take none.
  var displayWidth: Int {
    var width = 0
    var isCode = false
    for character in self {
      if isCode {
        isCode = character != "m"
      } else if character == "\u{1B}" {
        isCode = true
      } else {
        width += 1
      }
    }
    return width
  }
}
