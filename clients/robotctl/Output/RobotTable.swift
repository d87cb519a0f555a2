/// Shows robots that a call has made, or would make, one a line.
enum RobotTable {
  /// - Parameters:
  ///   - robots: Each with what is to be said of it first.
  ///   - first: The first column's header.
  static func show(_ robots: [(String, JSON)], first: String, _ output: Output) {
    var table = Table(header: [first, "ROBOT", "STAGE", "", "TYPE", "NAME", "WHEN", "IF"])
    for (word, robot) in robots {
      let place = ["entityType", "pipeline", "stage"].map { robot[$0].string }
      table.append([
        word, robot["id"].string.isEmpty ? "(not made)" : robot["id"].string,
        place.joined(separator: "/"), robot["position"].string, robot["type"].string,
        robot["displayName"].string, RobotWords.timing(robot["timing"]),
        robot["conditionText"].string,
      ])
    }
    table.show(output, empty: "there are no robots")
  }
}
