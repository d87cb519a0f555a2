import Linux

/// What maintenance commands print.
enum MaintenanceOutput {
  /// Prints a line.
  static func tell(_ line: String) throws(RobotServerError) {
    try RobotServerError.wrapping { () throws(SystemError) in
      try StandardStream.output.write(line + "\n")
    }
  }

  /// Prints rows of cells in columns as wide as their widest cell.
  static func tell(table rows: [[String]]) throws(RobotServerError) {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    for row in rows {
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      try tell(cells.joined(separator: "  "))
    }
  }
}
