import RobotModel

/// The form of the names in the metadata `robots-user` and `robots-source`.
enum MetadataName {
  /// What a name is, as a part of a message.
  static let form =
    "1 to \(Limits.idByteCount) bytes without spaces, control characters and \"/\""

  /// Whether a call can name somebody so.
  static func isGood(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= Limits.idByteCount
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
  }
}
