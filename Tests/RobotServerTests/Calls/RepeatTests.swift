import Testing

/// S-32: a request that is sent again.
@Suite struct RepeatTests {
  private let server: TestServer
  private let client: TestClient

  init() throws {
    server = try TestServer()
    client = try server.connect()
  }

  private func put(_ name: String, _ ids: String) throws -> Answer {
    try client.call(
      "ExecutionService/PutRecord",
      """
      {"record": {"entityType": "contact", "id": "C-1", "fields": {"name": {"text": "\(name)"}}},
        \(ids)}
      """
    )
  }

  @Test("an event that comes again under a new request id gets the first answer, marked so")
  func newRequestID() throws {
    let first = try put("Anna", #""eventId": "e-1", "requestId": "r-1""#)
    let second = try put("Anna", #""eventId": "e-1", "requestId": "r-2""#)
    #expect(second["duplicate"] == "true")
    #expect(second["record.etag"] == first["record.etag"])
  }

  @Test("an id that comes again with another request is refused, whichever it is")
  func reused() throws {
    _ = try put("Anna", #""eventId": "e-1", "requestId": "r-1""#)
    for ids in [#""eventId": "e-1", "requestId": "r-2""#, #""requestId": "r-1""#] {
      let error = #expect(throws: (any Error).self) { try put("Ewa", ids) }
      #expect("\(error.map { "\($0)" } ?? "")".contains("was used before, for another request"))
    }
  }
}
