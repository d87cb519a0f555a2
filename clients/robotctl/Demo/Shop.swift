import Linux

/// A shop as its files describe it.
struct Shop {
  /// Clock, executors, pipelines and records.
  let description: JSON
  /// The robots, in the order in which they are created.
  let robots: [JSON]
  /// What happens, step by step.
  let story: [JSON]

  /// Reads the three files of a directory.
  init(directory: String) throws {
    description = try JSON(parsing: try Input.file("\(directory)/shop.json"))
    robots = try JSON(parsing: try Input.file("\(directory)/robots.json")).items
    story = try JSON(parsing: try Input.file("\(directory)/story.json")).items
  }

  /// The furniture shop of the checkout: below the working directory, or below the folder in
  /// which robotctl was built.
  static func standardDirectory() throws -> String {
    let preset = "clients/presets/furniture-shop"
    if FileSystem.exists("\(preset)/shop.json") { return preset }
    var folder = Substring(try CurrentProcess.executablePath())
    while let cut = folder.lastIndex(of: "/") {
      folder = folder[..<cut]
      if FileSystem.exists("\(folder)/\(preset)/shop.json") { return "\(folder)/\(preset)" }
    }
    throw UsageError("there is no \(preset) here; name the shop's directory")
  }
}
