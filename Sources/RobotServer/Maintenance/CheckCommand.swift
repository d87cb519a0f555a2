import Journal
import RobotEngine
import RobotModel

/// Reads everything in a data directory and tells what it is worth.
enum CheckCommand: MaintenanceCommand {
  static let name = "check"
  static let operands: [String] = []
  static let summary = "read every file, tell what is damaged, change nothing"

  static func run(
    _ configuration: RobotServerConfiguration,
    _ operands: [String]
  ) throws(RobotServerError) {
    let store = try StoppedStore(configuration)
    try tell(store.survey)
    let (engine, tornTail) = try store.load()
    if let tornTail {
      try MaintenanceOutput.tell(
        "torn tail: \(tornTail.strayBytes) bytes behind byte \(tornTail.offset) of "
          + "\(tornTail.file) were never answered; the next start cuts them"
      )
    }
    let counts = engine.counts
    try MaintenanceOutput.tell(
      "good: \(counts.records) records, \(counts.visits) visits, \(counts.runs) runs, "
        + "\(counts.historyEntries) history entries"
    )
    // A start does not need every file; damage in one that it does not need is still damage.
    let damaged = store.survey.files.filter { file in
      file.problem != nil && file.name != tornTail?.file
    }
    guard damaged.isEmpty else {
      let names = damaged.map(\.name).joined(separator: ", ")
      throw RobotServerError(
        .damagedData,
        "\(store.path): a start would succeed, but \(names) cannot be believed; "
          + "write a new snapshot soon, and look after the disk"
      )
    }
  }

  private static func tell(_ survey: Survey) throws(RobotServerError) {
    var rows = [["FILE", "BYTES", "RECORDS", "BATCHES", "CONDITION"]]
    for file in survey.files {
      rows.append([
        file.name, "\(file.byteCount)", "\(file.recordCount)",
        file.sequences.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "-",
        file.problem ?? "good",
      ])
    }
    try MaintenanceOutput.tell(table: rows)
  }
}
