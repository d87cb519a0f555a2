import Protobuf
import RobotModel
import Testing

@testable import RobotAPI

/// O5: what is told of a simulation fits into a message.
@Suite struct SimulateResponseTests {
  /// Fifty entries of a kilobyte each, and the end.
  private static let simulation = Simulation(
    item: nil,
    visits: [],
    runs: [],
    history: (1...50).map { number in
      HistoryEntry(
        sequence: UInt64(number),
        time: .epoch,
        record: RecordKey(entityType: "deal", id: "D-1"),
        kind: .logged,
        actingUser: ""
      )
    },
    summaries: Array(repeating: String(repeating: "x", count: 1_000), count: 50),
    endTime: Instant(millisecondsSinceEpoch: 1_000),
    isTruncated: false,
    refusals: []
  )

  private func written(atMost limit: Int) throws -> JSONValue? {
    let item = RecordKey(entityType: "deal", id: "D-1")
    let response = SimulateResponse(simulation: Self.simulation, of: item)
    var bytes: [UInt8] = [7]
    guard response.encode(into: &bytes, with: Arena(), atMost: limit) else { return nil }
    #expect(bytes.removeFirst() == 7)
    #expect(bytes.count <= limit)
    let json = try JSONMessages.json("robots.v1.SimulateResponse", bytes)
    return try JSONParser.parse(Array(json.utf8))
  }

  @Test("O5: a history that does not fit is cut and marked; one that fits is whole")
  func cut() throws {
    let cases: [(limit: Int, entries: Int, mark: Bool)] = [
      (100_000, 50, false), (20_000, 19, true), (500, 0, true),
    ]
    for (limit, entries, mark) in cases {
      let answer = try #require(try written(atMost: limit))
      let members = answer.members ?? []
      let history = members.first { $0.key == "history" }?.value.elements ?? []
      #expect(history.count == entries)
      #expect(members.contains { $0.key == "truncated" } == mark)
      #expect(members.contains { $0.key == "endTime" })
    }
    #expect(try written(atMost: 1) == nil)
  }
}
