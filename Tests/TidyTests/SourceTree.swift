import Foundation

/// The checkout as the tests see it: Swift files with their module and their lines.
struct SourceTree {
  /// One Swift file.
  struct File {
    /// From the top of the checkout: "Sources/HTTP2/Session.swift".
    let path: String
    /// "HTTP2"; a folder of `clients` counts as a module too.
    let module: String
    let lines: [Substring]
    let text: String
  }

  /// The top of the checkout.
  let top: URL

  init() {
    top = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// The Swift files below the named top-level folders, in the order of their paths.
  func swiftFiles(in folders: [String]) -> [File] {
    folders.flatMap { folder -> [File] in
      let root = top.appendingPathComponent(folder)
      let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
        guard
          let text = try? String(
            contentsOf: root.appendingPathComponent(path),
            encoding: .utf8
          )
        else { return nil }
        return File(
          path: "\(folder)/\(path)",
          module: String(path.prefix { $0 != "/" }),
          lines: text.split(separator: "\n", omittingEmptySubsequences: false),
          text: text
        )
      }
    }
  }

  /// The text of a file, by its path from the top.
  func text(of path: String) throws -> String {
    try String(contentsOf: top.appendingPathComponent(path), encoding: .utf8)
  }

  /// The names in a folder, hidden ones too, in order.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: top.appendingPathComponent(folder).path
    ).sorted()
  }
}

extension SourceTree.File {
  /// The modules that the file imports, with the numbers of the lines that say so, from 1.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      var words = line.split(separator: " ")
      while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) {
        words.removeFirst()
      }
      guard words.count >= 2, words[0] == "import" else { return nil }
      return (String(words[words.count - 1].prefix { $0 != "." }), index + 1)
    }
  }

  private static let accessLevels: Set<Substring> = ["public", "package", "internal", "private"]
}
