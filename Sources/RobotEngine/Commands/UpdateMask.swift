import RobotModel

/// Which parts of a definition an update changes.
struct UpdateMask {
  private let paths: [String]

  /// Reads a mask; an empty one means everything that can be changed.
  ///
  /// - Parameter changeable: The paths that can be changed; one with a star at its end stands for
  ///   all that begin like it.
  init(_ paths: [String], changeable: [String], _ violations: inout Violations) {
    self.paths = paths
    for path in paths where !Self.covers(changeable, path) {
      let known = changeable.map { $0.hasSuffix("*") ? $0.dropLast() + "NAME" : $0 }
      violations.add(
        "update_mask",
        "\(quoted(path)) cannot be changed" + Suggestion.phrase(for: path, among: known)
      )
    }
  }

  /// Whether the update changes a part.
  func covers(_ path: String) -> Bool { paths.isEmpty || paths.contains(path) }

  /// Whether the mask names a part, rather than being empty.
  func names(_ path: String) -> Bool { paths.contains(path) }

  /// What follows the prefix in the paths that begin with it.
  func names(after prefix: String) -> [String] {
    paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  private static func covers(_ changeable: [String], _ path: String) -> Bool {
    changeable.contains { candidate in
      guard candidate.hasSuffix("*") else { return candidate == path }
      let prefix = candidate.dropLast()
      return path.hasPrefix(prefix) && path.utf8.count > prefix.utf8.count
    }
  }
}
