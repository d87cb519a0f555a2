import Protobuf
import RobotAPI
import RobotModel

/// The batches of the journal: what is read as facts can be written, and reads as the same facts.
enum FactTarget: FuzzTarget {
  static let name = "facts"

  static let seeds: [[UInt8]] = samples.map { sample in
    let json = #"{"timeMilliseconds": "1772438400000", "facts": [\#(sample)]}"#
    guard
      let wire = try? JSONMapping().jsonToWire("robots.storage.v1.Batch", Array(json.utf8))
    else { preconditionFailure("the sample is no batch: \(json)") }
    return wire
  }

  static func run(_ input: RawSpan) throws {
    let codec = FactCodec()
    guard let (time, facts) = try? read(input, codec) else { return }
    var bytes: [UInt8] = []
    codec.beginBatch(at: time)
    for fact in facts { codec.put(fact) }
    codec.endBatch(into: &bytes)
    do {
      let again = try read(bytes.span.bytes, codec)
      try promise(again.0 == time && again.1 == facts, "facts change when they are written")
    } catch let error as FactError {
      throw BrokenPromise(description: "written facts cannot be read: \(error)")
    }
  }

  private static func read(
    _ bytes: RawSpan,
    _ codec: FactCodec
  ) throws(FactError) -> (Instant, [Fact]) {
    var facts: [Fact] = []
    let time = try codec.decodeBatch(bytes, into: &facts)
    return (time, facts)
  }

  private static let samples = [
    "",
    #"{"store": {"timeMilliseconds": "5", "simulatedClock": true, "lastNumber": "9"}}"#,
    #"{"removedRecord": "7"}, {"removedVisit": "8"}, {"removedRun": "9"}, {"removedRobot": "r"}"#,
    #"{"removedPipeline": {"entityType": "deal", "id": "sales"}}, {"removedEntityType": "car"}"#,
    """
    {"record": {"number": "3", "entityType": "deal", "id": "D-1", "pipeline": "sales", "stage": "new",
      "revision": "2", "createTimeMilliseconds": "1", "updateTimeMilliseconds": "2", "visit": "4",
      "fields": [{"field": "name", "value": {"text": "Łóżko"}}, {"field": "amount", "value":
      {"money": {"currencyCode": "PLN", "units": "5", "nanos": 5}}}, {"field": "tags", "value":
      {"list": {"values": [{"text": "a"}, {"integer": "-1"}]}}}, {"field": "area", "value":
      {"decimal": {"value": "-1.5"}}}, {"field": "day", "value": {"date": {"year": 2026, "month": 6,
      "day": 3}}}, {"field": "at", "value": {"timestamp": "2026-06-03T10:00:00.5Z"}},
      {"field": "who", "value": {"reference": {"entityType": "user", "id": "U"}}}]}}
    """,
    """
    {"visit": {"number": "4", "record": "3", "pipeline": "sales", "stage": "new",
      "enterTimeMilliseconds": "1", "leaveTimeMilliseconds": "0", "entryValues": [{"field": "a",
      "value": {"boolean": true}}], "automatedMoves": [{"entityType": "deal", "stage": "new"}]}},
    {"run": {"number": "5", "visit": "4", "robot": "r", "robotVersion": "1", "position": 2,
      "state": 1, "reason": 0, "dueTimeMilliseconds": "5", "attempts": 1, "detail": {"queue": "q",
      "resolvedParameters": [{"field": "text", "value": {"text": "x"}}], "message": "m",
      "operands": [{"index": 1, "actual": {"integer": "5"}, "satisfied": true}],
      "satisfied": true}}}
    """,
    """
    {"historyEntry": {"sequence": "6", "timeMilliseconds": "7", "entityType": "deal", "recordId": "D",
      "kind": 2, "field": "name", "oldValue": {"text": "a"}, "newValue": {"text": "b"}, "reason": 1}},
    {"rememberedRequest": {"scope": "request 0", "id": "R", "fingerprint": "AAEC", "response": ""}}
    """,
    """
    {"robotVersion": {"robot": {"id": "r", "entityType": "deal", "pipeline": "sales", "stage": "new",
      "type": "notify", "parameters": {"text": {"text": "x"}}, "timing": {"after": {"count": "2",
      "unit": "TIME_UNIT_DAY"}}, "version": "3", "enabled": true, "condition": {"comparison":
      {"path": "a", "operator": "CONDITION_OPERATOR_EMPTY"}}}}},
    {"pipeline": {"pipeline": {"entityType": "deal", "id": "sales", "stages": [{"id": "new",
      "kind": "STAGE_KIND_IN_PROGRESS"}]}, "revision": "1"}},
    {"entityType": {"entityType": {"id": "car", "fields": [{"id": "a", "type": "VALUE_TYPE_TEXT"}]},
      "revision": "1"}}
    """,
  ]
}
