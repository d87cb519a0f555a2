import Protobuf
import RobotModel
import Testing

@testable import RobotAPI

@Suite struct IngestResponseTests {
  @Test("an answer made just now is acknowledged as one that was kept", arguments: UInt64(1)...5)
  func alike(seed: UInt64) {
    var random = RandomModel(seed: seed)
    for number in Int64(1)...200 {
      let reply = PutRecordReply(
        record: random.record(),
        isCreated: random.chance(50),
        isMoved: random.chance(50)
      )
      let (put, move) = (IngestResponse(), IngestResponse())
      put.append(IngestAcknowledgement(number: number, outcome: .put(reply)))
      move.append(IngestAcknowledgement(number: number, outcome: .move(reply)))
      let (keptPut, keptMove) = (IngestResponse(), IngestResponse())
      let putAnswer = bytes(of: PutRecordResponse(reply: reply))
      keptPut.append(IngestAcknowledgement(number: number, outcome: .putAnswer(putAnswer)))
      let moveAnswer = bytes(of: MoveItemResponse(reply: reply))
      keptMove.append(IngestAcknowledgement(number: number, outcome: .moveAnswer(moveAnswer)))
      #expect(put.take() == keptPut.take())
      #expect(move.take() == keptMove.take())
    }
  }

  @Test("a response grows by appending, and is empty once it was taken")
  func growth() {
    let response = IngestResponse()
    #expect(response.isEmpty)
    response.append(IngestAcknowledgement(number: 7, outcome: .caughtUp(isAwaited: true)))
    let first = response.byteCount
    response.append(IngestAcknowledgement(number: 7, outcome: .caughtUp(isAwaited: true)))
    #expect(response.byteCount == 2 * first)
    let bytes = response.take()
    #expect(Array(bytes[..<first]) == Array(bytes[first...]))
    #expect(response.isEmpty && response.byteCount == 0)
  }

  private func bytes(of response: some ResponseMessage) -> [UInt8] {
    var bytes: [UInt8] = []
    response.encode(into: &bytes, with: Arena())
    return bytes
  }
}
