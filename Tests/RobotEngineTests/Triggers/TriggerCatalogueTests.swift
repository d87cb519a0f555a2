import Foundation
import RobotModel
import Testing

@testable import RobotEngine

/// What is promised of every trigger type.
@Suite struct TriggerCatalogueTests {
  private static var readme: String {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: top.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""
  }

  @Test("every type has a scenario", arguments: TriggerCatalogue.kinds.map(\.type.id))
  func scenario(type: String) {
    #expect(
      ScenarioSource.all.contains { source in
        source.table.contains("trigger") && source.table.contains(": \(type)")
      }
    )
  }

  @Test("the README tells of every type", arguments: TriggerCatalogue.kinds.map(\.type.id))
  func told(type: String) {
    #expect(Self.readme.contains("| `\(type)` |"))
  }

  @Test("ids are unique, and every part of a type is described")
  func described() {
    let types = TriggerCatalogue.kinds.map(\.type)
    #expect(Set(types.map(\.id)).count == types.count)
    for type in types {
      #expect(type.description.hasSuffix("."), "\(type.id)")
      #expect(type.parameters.allSatisfy { $0.description.hasSuffix(".") }, "\(type.id)")
      #expect(type.payload.allSatisfy { $0.description.hasSuffix(".") }, "\(type.id)")
    }
  }

  @Test(
    "G9: a code is alike itself alone",
    arguments: [
      ("abc", "abc", true), ("abc", "abd", false), ("ab", "abc", false), ("abcabc", "abc", false),
      ("", "abc", false), ("", "", false),
    ]
  )
  func codes(given: String, code: String, areAlike: Bool) {
    #expect(WebhookReceived.areAlike(given, code) == areAlike)
  }
}
