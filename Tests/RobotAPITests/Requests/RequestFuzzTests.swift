import Protobuf
import RobotAPI
import RobotModel
import Testing

/// Hostile bytes against every request (K11): whatever comes, a request or a refusal, no crash.
@Suite struct RequestFuzzTests {
  private static let requests: [any RequestMessage.Type] = [
    CreateEntityTypeRequest.self, GetEntityTypeRequest.self, ListEntityTypesRequest.self,
    UpdateEntityTypeRequest.self, DeleteEntityTypeRequest.self, CreatePipelineRequest.self,
    GetPipelineRequest.self, ListPipelinesRequest.self, UpdatePipelineRequest.self,
    DeletePipelineRequest.self, CreateRobotRequest.self, GetRobotRequest.self,
    ListRobotsRequest.self, UpdateRobotRequest.self, DeleteRobotRequest.self,
    MoveRobotRequest.self, CreateCalendarRequest.self, GetCalendarRequest.self,
    ListCalendarsRequest.self, UpdateCalendarRequest.self, DeleteCalendarRequest.self,
    ListRobotTypesRequest.self, PutRecordRequest.self,
    GetRecordRequest.self, ListRecordsRequest.self, DeleteRecordRequest.self,
    EraseRecordRequest.self,
    MoveItemRequest.self, PutFileRequest.self, GetFileRequest.self, GetRunRequest.self,
    ListRunsRequest.self, WatchRunsRequest.self, WatchChangesRequest.self, ExplainRequest.self,
    GetBoardRequest.self,
    CancelRunRequest.self, RescheduleRunRequest.self, RetryRunRequest.self, RunRobotRequest.self,
    PauseAutomationRequest.self, ResumeAutomationRequest.self, ListRuleVersionsRequest.self,
    RollbackRuleRequest.self, CreateTriggerRequest.self, GetTriggerRequest.self,
    ListTriggersRequest.self, UpdateTriggerRequest.self, DeleteTriggerRequest.self,
    ListTriggerTypesRequest.self, SendEventRequest.self, WorkRequest.self,
    ListHistoryRequest.self, GetStatusRequest.self, SnapshotRequest.self,
    AdvanceClockRequest.self,
  ]

  /// Messages of every shape that requests have, good ones to be spoilt.
  private static func samples(_ random: inout RandomModel) throws -> [[UInt8]] {
    var robot: [UInt8] = []
    CreateRobotResponse(robot: ShownRobot(robot: random.robot(), conditionText: "a = 1"))
      .encode(into: &robot, with: Arena())
    var type: [UInt8] = []
    GetEntityTypeResponse(entityType: random.entityType()).encode(into: &type, with: Arena())
    var pipeline: [UInt8] = []
    GetPipelineResponse(pipeline: random.pipeline()).encode(into: &pipeline, with: Arena())
    var calendar: [UInt8] = []
    GetCalendarResponse(calendar: random.calendar()).encode(into: &calendar, with: Arena())
    var record: [UInt8] = []
    GetRecordResponse(record: random.record()).encode(into: &record, with: Arena())
    let result = try JSONMessages.wire(
      "robots.v1.WorkRequest",
      #"{"result": {"id": "x", "key": "k", "success": {"outputs": {"a": {"text": "b"}}}}}"#
    )
    var trigger: [UInt8] = []
    CreateTriggerResponse(
      trigger: ShownTrigger(trigger: random.trigger(), conditionText: "a = 1")
    ).encode(into: &trigger, with: Arena())
    let event = try JSONMessages.wire(
      "robots.v1.SendEventRequest",
      #"""
      {"event": {"id": "E-1", "type": "form_submitted", "targets": [{"item": {"id": "D-1"}},
        {"client": {"address": "a@b.c", "createIfNone": {"pipeline": "p",
          "fields": {"a": {"text": "b"}}}}}], "payload": {"form": {"text": "x"}}}}
      """#
    )
    return [robot, type, pipeline, calendar, record, result, trigger, event]
  }

  @Test("spoilt messages of any kind are read or refused", arguments: UInt64(1)...10)
  func spoilt(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let arena = Arena()
    for _ in 0..<10 {
      for sample in try Self.samples(&random) {
        var bytes = sample
        for _ in 0..<random.number(0...6) where !bytes.isEmpty {
          bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
        }
        bytes.removeLast(random.chance(30) ? random.number(0...bytes.count) : 0)
        for request in Self.requests {
          do {
            _ = try request.init(decoding: bytes.span.bytes, with: arena)
          } catch {
            #expect(error.code == .invalidArgument)
            #expect(
              RequestStatus(error, with: arena).details.count <= Limits.statusDetailsByteCount
            )
          }
          #expect(arena.usedBytes == 0)
        }
      }
    }
  }

  @Test("what a request was read from, sent again, is read alike", arguments: UInt64(1)...10)
  func canonical(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let arena = Arena()
    for _ in 0..<50 {
      var bytes: [UInt8] = []
      GetRecordResponse(record: random.record()).encode(into: &bytes, with: arena)
      var identified = WireWriter()
      identified.append(bytes)
      identified.bytes(8, Array("request-1".utf8))
      let first = try PutRecordRequest(decoding: identified.bytes.span.bytes, with: arena)
      let canonical = first.identity.canonicalBytes
      let second = try PutRecordRequest(decoding: canonical.span.bytes, with: arena)
      #expect(second.command == first.command)
      #expect(first.identity.requestID == "request-1")
      #expect(second.identity.isEmpty)
    }
  }
}
