import Foundation
import Testing

/// What a formatter does not see: sizes, unfinished marks, what may stand at the top.
@Suite struct StyleTests {
  static let lineLengthMaximum = 100
  static let fileLengthMaximum = 500
  static let functionLengthMaximum = 70

  let files = SourceTree().swiftFiles(in: ["Sources", "clients", "Tests"])

  @Test("No line is longer than 100 columns; tables of scenarios may be wider")
  func lineLength() {
    for file in files where !file.path.hasPrefix("Tests/") {
      for (index, line) in file.lines.enumerated() where line.count > Self.lineLengthMaximum {
        Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
      }
    }
  }

  @Test("No file is longer than 500 lines: one idea each")
  func fileLength() {
    for file in files where file.lines.count > Self.fileLengthMaximum {
      Issue.record("\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("No function is longer than 70 lines")
  func functionLength() {
    for file in files {
      for (line, length) in file.functionLengths where length > Self.functionLengthMaximum {
        Issue.record("\(file.path):\(line) begins a function of \(length) lines")
      }
    }
  }

  @Test("Nothing is left unfinished")
  func unfinished() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "not implemented " + "yet"]
    for file in files {
      for (index, line) in file.lines.enumerated() {
        for mark in marks where line.contains(mark) {
          Issue.record("\(file.path):\(index + 1) says \(mark)")
        }
      }
    }
  }

  @Test("No placeholder stands where a module should be")
  func placeholders() {
    for file in files where file.path.hasSuffix("/Placeholder.swift") {
      Issue.record("\(file.path) holds no code")
    }
  }

  @Test("The top level holds the card's entries and dotfiles only")
  func topLevel() throws {
    let allowed: Set<String> = [
      "Package.swift", "Sources", "Tests", "proto", "clients", "README.md", "LICENSE",
      "Package.resolved",
    ]
    for name in try SourceTree().names(in: ".") where !name.hasPrefix(".") {
      #expect(allowed.contains(name), "\(name) does not belong at the top")
    }
  }

  @Test("Every module has its tests beside it")
  func mirrored() throws {
    let tests = try SourceTree().names(in: "Tests")
    for module in try SourceTree().names(in: "Sources") where !module.hasPrefix("C") {
      guard !["robotd", "RobotClient"].contains(module) else { continue }
      #expect(tests.contains("\(module)Tests"), "\(module) has no Tests/\(module)Tests")
    }
  }
}

extension SourceTree.File {
  /// The line on which each function begins, with the number of its lines.
  ///
  /// The formatter puts a function's closing brace under the first column of its declaration, so
  /// that is the end.
  var functionLengths: [(line: Int, length: Int)] {
    var lengths: [(line: Int, length: Int)] = []
    for (index, line) in lines.enumerated() {
      let code = line.drop { $0 == " " }
      let words = code.split(whereSeparator: { " (<:".contains($0) }).prefix(6)
      guard words.contains("func") || words.contains("init"), !code.hasPrefix("//") else {
        continue
      }
      let indentation = line.count - code.count
      let closing = String(repeating: " ", count: indentation) + "}"
      guard hasBody(at: index), let end = lines[index...].firstIndex(where: { $0 == closing })
      else { continue }
      lengths.append((index + 1, end - index + 1))
    }
    return lengths
  }

  /// A requirement of a protocol ends without an opening brace.
  private func hasBody(at index: Int) -> Bool {
    for line in lines[index...] {
      if line.hasSuffix("{") { return true }
      if line.isEmpty || line.hasPrefix("}") { return false }
      if line.drop(while: { $0 == " " }).hasPrefix("///") { return false }
    }
    return false
  }
}
