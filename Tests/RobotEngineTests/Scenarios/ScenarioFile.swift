import Foundation
import Testing

// The scenarios in `Tests/Scenarios`
//
//     # Comment
//     == T7, S-3: a chain runs in order        a scenario and its title
//     executors notify=robot.notify            the worker queues of robot types
//     without restarts                         a restart would rightly make a difference
//     robot one in new: write_log text=one     its table: see `Scenario`
//
// A new scenario needs no code: it is found by its file's ending.

/// A scenario as its file has it.
struct ScenarioSource: Sendable, CustomTestStringConvertible {
  /// The file's name without its ending.
  let topic: String
  var title: String
  var executors: [String: String] = [:]
  var restarts = true
  var table = ""

  var testDescription: String { "\(topic): \(title)" }

  /// Every scenario of every file, in the order of their names.
  static let all: [ScenarioSource] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    return (files ?? []).filter { $0.pathExtension == "scenarios" }
      .sorted { $0.path < $1.path }
      .flatMap { read($0) }
  }()

  private static func read(_ file: URL) -> [ScenarioSource] {
    let topic = file.deletingPathExtension().lastPathComponent
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var sources: [ScenarioSource] = []
    for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
      if line.hasPrefix("== ") {
        sources.append(ScenarioSource(topic: topic, title: String(line.dropFirst(3))))
      } else if var source = sources.popLast() {
        source.take(line)
        sources.append(source)
      }
    }
    return sources
  }

  private mutating func take(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    if words.first == "executors" {
      for word in words.dropFirst() {
        let parts = word.split(separator: "=").map(String.init)
        executors[parts[0]] = parts[1]
      }
    } else if words == ["without", "restarts"] {
      restarts = false
    } else {
      table += line + "\n"
    }
  }
}
