import Protobuf
import RobotModel
import Testing

@testable import RobotAPI

/// Lists are cut where a message would become too long, in one pass.
@Suite struct ListResponseTests {
  /// An entry of ten kilobytes.
  private static func record(_ index: Int) -> Record {
    Record(
      number: StoreNumber(rawValue: UInt64(index + 1)),
      key: RecordKey(entityType: "letter", id: "\(index)"),
      fields: [NamedValue(name: "text", value: .text(String(repeating: "x", count: 10_000)))],
      place: nil,
      revision: 1,
      createTime: .epoch,
      updateTime: .epoch,
      visit: .none,
      stageEnterTime: nil
    )
  }

  private static let page = Page(
    elements: (0..<5).map(record),
    nextToken: "end",
    tokens: (0..<5).map { "t\($0)" }
  )

  /// The ids and the token of what is written within a limit; nil if it does not fit.
  private func written(_ page: Page<Record>, atMost limit: Int) throws -> String? {
    var bytes: [UInt8] = [7]
    let response = ListRecordsResponse(page: page)
    guard response.encode(into: &bytes, with: Arena(), atMost: limit) else { return nil }
    #expect(bytes.removeFirst() == 7)
    #expect(bytes.count <= limit)
    let json = try JSONMessages.json("robots.v1.ListRecordsResponse", bytes)
    let tree = try JSONParser.parse(Array(json.utf8))
    let records = tree.members?.first { $0.key == "records" }?.value.elements ?? []
    let ids = records.compactMap { record in
      record.members?.first { $0.key == "id" }?.value.text
    }
    let token = tree.members?.first { $0.key == "nextPageToken" }?.value.text
    return (ids + [token ?? ""]).joined(separator: " ")
  }

  @Test("What fits is written, and the token leads on behind it")
  func cut() throws {
    #expect(try written(Self.page, atMost: 100_000) == "0 1 2 3 4 end")
    #expect(try written(Self.page, atMost: 34_000) == "0 1 2 t2")
    #expect(try written(Self.page, atMost: 14_000) == "0 t0")
    #expect(try written(Self.page, atMost: 9_000) == nil)
    #expect(try written(Page(elements: [], nextToken: ""), atMost: 9_000) == "")
  }

  @Test("A list written piece by piece says the same as one written whole")
  func whole() throws {
    let response = ListRecordsResponse(page: Self.page)
    var pieces: [UInt8] = []
    var whole: [UInt8] = []
    #expect(response.encode(into: &pieces, with: Arena(), atMost: Limits.messageByteCount))
    response.encode(into: &whole, with: Arena())
    #expect(pieces == whole)
  }

  @Test("A board shows as many items of each stage as fit")
  func board() throws {
    let item = BoardItem(item: Self.record(1), runs: [])
    let stage = Stage(id: "new", displayName: "New", kind: .inProgress)
    let board = GetBoardResponse(stages: [
      BoardStage(stage: stage, items: [item, item, item], itemCount: 3),
      BoardStage(stage: stage, items: [item], itemCount: 1),
    ])
    var bytes: [UInt8] = []
    #expect(board.encode(into: &bytes, with: Arena(), atMost: 31_000))
    let json = try JSONMessages.json("robots.v1.GetBoardResponse", bytes)
    #expect(json.split(separator: "\"entityType\"").count - 1 == 3)
    bytes = []
    #expect(board.encode(into: &bytes, with: Arena(), atMost: 15_000), "not one of each fits")
    let first = try JSONMessages.json("robots.v1.GetBoardResponse", bytes)
    #expect(first.split(separator: "\"entityType\"").count - 1 == 1)
    #expect(board.encode(into: &bytes, with: Arena(), atMost: 9_000) == false)
  }
}
