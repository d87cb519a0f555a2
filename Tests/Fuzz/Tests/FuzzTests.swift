import Foundation
import Protobuf
import Testing

/// K11 in its short form: every fuzz target on its seeds, on what once broke it, and for a moment
/// on damaged seeds.
///
/// `Tests/Fuzz/run` goes on from here with libFuzzer.
@Suite struct FuzzTests {
  private static let names = FuzzTargets.all.map { $0.name }

  @Test("the request of every method is fuzzed, once")
  func everyRequest() {
    let services = DescriptorSet.embedded.services.filter { $0.name.hasPrefix("robots.v1.") }
    let requests = services.flatMap(\.methods).map(\.inputName)
    #expect(RequestKind.all.map(\.name).sorted() == requests.sorted())
  }

  @Test("seeds keep the promises", arguments: names)
  func seeds(_ name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    #expect(!target.seeds.isEmpty)
    for (index, seed) in target.seeds.enumerated() {
      check(target, seed, "seed \(index)")
    }
  }

  @Test("what broke a promise once does not do so again", arguments: names)
  func failCases(_ name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("FailCases/\(name)")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    for file in files ?? [] {
      check(target, Array(try Data(contentsOf: file)), file.lastPathComponent)
    }
  }

  @Test("damaged seeds keep the promises", arguments: names)
  func damagedSeeds(_ name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    var mutations = Mutations(of: target.seeds, seed: 11)
    for _ in 0..<target.shortRunCount {
      check(target, mutations.next(), "a damaged seed")
    }
  }

  private func check(_ target: any FuzzTarget.Type, _ input: [UInt8], _ name: String) {
    do {
      try input.withExactMemory { try target.run($0) }
    } catch {
      let bytes = input.map { String($0, radix: 16) }.joined(separator: " ")
      Issue.record("\(target.name), \(name): \(error)\n\(bytes)")
    }
  }
}
