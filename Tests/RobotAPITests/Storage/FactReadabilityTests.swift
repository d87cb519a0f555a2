import Foundation
import RobotAPI
import RobotModel
import Testing

/// The journal's batches can be read with stock tools, without any program of ours.
@Suite struct FactReadabilityTests {
  private static let proto = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "proto")

  private static let hasProtoc = FileManager.default.isExecutableFile(atPath: "/usr/bin/protoc")

  /// What `protoc --decode` makes of a batch.
  private func decoded(_ bytes: [UInt8]) throws -> String {
    let protoc = Process()
    protoc.executableURL = URL(filePath: "/usr/bin/protoc")
    protoc.arguments = [
      "--proto_path=\(Self.proto.path())",
      "--proto_path=\(Self.proto.path())/third_party",
      "--decode=robots.storage.v1.Batch",
      "robots/storage/v1/fact.proto",
    ]
    let (input, output) = (Pipe(), Pipe())
    protoc.standardInput = input
    protoc.standardOutput = output
    try protoc.run()
    try input.fileHandleForWriting.write(contentsOf: bytes)
    try input.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    protoc.waitUntilExit()
    #expect(protoc.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  @Test("protoc --decode shows what a command changed", .enabled(if: hasProtoc))
  func protoc() throws {
    let number = StoreNumber(rawValue: 7)
    let record = Record(
      number: number,
      key: RecordKey(entityType: "deal", id: "D-1"),
      fields: [NamedValue(name: "title", value: .text("Sofa"))],
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      revision: 1,
      createTime: Instant(millisecondsSinceEpoch: 1000),
      updateTime: Instant(millisecondsSinceEpoch: 1000),
      visit: number,
      stageEnterTime: nil
    )
    var bytes: [UInt8] = []
    FactCodec().encodeBatch(
      [.record(record), .removedRobot("R")],
      at: Instant(millisecondsSinceEpoch: 1000),
      into: &bytes
    )
    #expect(
      try decoded(bytes) == """
        time_milliseconds: 1000
        facts {
          record {
            number: 7
            entity_type: "deal"
            id: "D-1"
            fields {
              field: "title"
              value {
                text: "Sofa"
              }
            }
            pipeline: "sales"
            stage: "new"
            revision: 1
            create_time_milliseconds: 1000
            update_time_milliseconds: 1000
            visit: 7
          }
        }
        facts {
          removed_robot: "R"
        }

        """
    )
  }

  @Test("protoc knows every field of random facts", .enabled(if: hasProtoc))
  func noUnknownFields() throws {
    var random = RandomModel(seed: 11)
    var bytes: [UInt8] = []
    FactCodec().encodeBatch(random.list(200...200) { $0.fact() }, at: .epoch, into: &bytes)
    // A field that the definitions do not know is shown by its number.
    let unknown = try decoded(bytes).split(separator: "\n").filter {
      $0.trimmingPrefix { $0 == " " }.first?.isNumber == true
    }
    #expect(unknown.isEmpty)
  }
}
