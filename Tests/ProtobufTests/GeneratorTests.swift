import Foundation
import Testing

@Suite struct GeneratorTests {
  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("proto/generate").path

  private static let hasCompilers = ["protoc", "protoc-gen-c"].allSatisfy { tool in
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)")
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.script)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("The committed C is what the definitions generate", .enabled(if: hasCompilers))
  func freshness() throws {
    #expect(try run(["--check"]) == 0, "run proto/generate and commit what it writes")
  }

  @Test("An unknown option is refused", .enabled(if: hasCompilers))
  func usage() throws {
    #expect(try run(["--chekc"]) == 1)
  }
}
