import RobotAPI
import RobotEngine
import RobotModel
import Testing

@testable import Journal
@testable import RobotServer

@Suite struct FactLoaderTests {
  private let codec = FactCodec()

  @Test("a store of many pieces comes in whole and in order", arguments: [0, 1, 20_000])
  func whole(count: Int) throws {
    let engine = try emptyEngine()
    var loader = FactLoader("/data", into: engine)
    for number in 0..<count {
      // Each record is told of twice: the second time stands.
      for revision in 1...2 { try loader.load(entry(number, revision: revision)) }
    }
    try loader.finish()
    try engine.finishLoading(at: engine.time)
    #expect(engine.counts.records == count)
    for number in stride(from: 0, to: count, by: 997) {
      let record = try engine.record(RecordKey(entityType: "contact", id: "L-\(number)"))
      #expect(record.revision == 2)
    }
  }

  @Test("what cannot be read is named, after everything before it was taken in")
  func unreadable() throws {
    let error = try failure(at: 15_000, [0x42, 0x05, 0x00])
    #expect(error.description.contains("/data: batch 15000 is whole but cannot be understood"))
  }

  @Test("what does not fit is named")
  func refused() throws {
    let visit = Visit(
      number: StoreNumber(rawValue: 8),
      record: StoreNumber(rawValue: 1 << 60),
      pipeline: "sales",
      stage: "new",
      enterTime: .epoch
    )
    let error = try failure(at: 4_000, batch { codec.put(visit) })
    #expect(error.description.contains("batch 4000 is whole but cannot be understood: visit"))
  }

  private func emptyEngine() throws -> Engine {
    try RecoveredStore.emptyEngine(
      RobotServerConfiguration(socketPath: "s", dataDirectory: "/data"),
      log: Log(level: .error, format: .logfmt)
    )
  }

  private func batch(_ put: () -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    codec.beginBatch(at: .epoch)
    put()
    codec.endBatch(into: &bytes)
    return bytes
  }

  /// What loading 20,000 batches ends with of which one has other bytes.
  private func failure(at wrong: Int, _ bytes: [UInt8]) throws -> RobotServerError {
    let engine = try emptyEngine()
    var loader = FactLoader("/data", into: engine)
    do throws(RobotServerError) {
      for number in 0..<20_000 {
        try loader.load(
          number == wrong
            ? RecoveredEntry(kind: .batch, sequence: UInt64(wrong), bytes: bytes[...])
            : entry(number, revision: 1)
        )
      }
      try loader.finish()
    } catch {
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  private func entry(_ number: Int, revision: Int) -> RecoveredEntry {
    let record = Record(
      number: StoreNumber(rawValue: UInt64(number + 1)),
      key: RecordKey(entityType: "contact", id: "L-\(number)"),
      fields: [NamedValue(name: "name", value: .text("Lamp \(number)"))],
      place: nil,
      revision: Int64(revision),
      createTime: .epoch,
      updateTime: .epoch,
      visit: .none,
      stageEnterTime: nil
    )
    let bytes = batch { codec.put(record) }
    return RecoveredEntry(kind: .batch, sequence: UInt64(number), bytes: bytes[...])
  }
}
