import Foundation

/// A target of `Package.swift`, read as text: what it says that it needs, and where it lies.
struct PackageTarget {
  let name: String
  /// Other targets, by name.
  let dependencies: Set<String>
  /// From the top of the checkout, without the folders that the target leaves out.
  let folders: [String]

  /// The targets of the text of a `Package.swift`, in its order.
  static func all(in text: String) -> [PackageTarget] {
    text.split(separator: /\.(?:target|executableTarget|testTarget)\(/).dropFirst().compactMap {
      PackageTarget($0, of: text)
    }
  }

  /// - Parameters:
  ///   - declaration: what stands between the parentheses, and perhaps more behind them.
  ///   - text: where lists of dependencies that have a name are looked up.
  private init?(_ declaration: Substring, of text: String) {
    guard let name = declaration.firstMatch(of: /name: "([^"]+)"/)?.1 else { return nil }
    self.name = String(name)
    let isTest = name.hasSuffix("Tests")
    let path =
      declaration.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
      ?? (isTest ? "Tests/\(name)" : "Sources/\(name)")
    let sources = Self.words(declaration.firstMatch(of: /sources: \[([^\]]*)\]/)?.1)
    folders = sources.isEmpty ? [path] : sources.map { "\(path)/\($0)" }
    if let list = declaration.firstMatch(of: /dependencies: (\w+),/)?.1 {
      let named = try? Regex("let \(list): [^=]+= \\[([^\\]]*)\\]", as: (Substring, Substring).self)
      dependencies = Set(Self.words(named.flatMap { text.firstMatch(of: $0)?.1 }))
    } else {
      dependencies = Set(Self.words(declaration.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1))
    }
  }

  /// What stands in quotes.
  private static func words(_ list: Substring?) -> [String] {
    (list ?? "").matches(of: /"([^"]+)"/).map { String($0.1) }
  }
}
