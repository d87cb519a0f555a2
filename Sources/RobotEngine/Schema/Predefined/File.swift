import RobotModel

extension PredefinedTypes {
  /// What is known of a file; its bytes lie beside the journal under their SHA-256.
  static let file = type(
    "file",
    "File",
    [
      .predefined("name", "Name", .text),
      .predefined("item", "Of", to: ""),
      .predefined("content_type", "Media type", .text),
      .predefined("size", "Bytes", .integer),
      .predefined("sha256", "SHA-256", .text),
    ]
  )
}
