import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct RequestStatusTests {
  private func json(_ error: RequestError) throws -> String {
    let status = RequestStatus(error, with: Arena())
    return try JSONMessages.json("google.rpc.Status", status.details)
  }

  @Test("S-30: a wrong request names its fields")
  func badRequest() throws {
    let error = RequestError.invalid([
      .init(field: "robot.type", description: "there is no \"x\""),
      .init(field: "robot.alias", description: "is taken"),
    ])
    let status = RequestStatus(error, with: Arena())
    #expect(status.code == 3)
    #expect(status.message == "robot.type: there is no \"x\" (and 1 more)")
    #expect(
      try json(error) == """
        {"code":3,"message":"robot.type: there is no \\"x\\" (and 1 more)","details":[\
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"INVALID_ARGUMENT",\
        "domain":"robots.v1"},{"@type":"type.googleapis.com/google.rpc.BadRequest",\
        "fieldViolations":[{"field":"robot.type","description":"there is no \\"x\\""},\
        {"field":"robot.alias","description":"is taken"}]}]}
        """
    )
  }

  @Test("S-30: what is missing, taken or changed is named as a resource")
  func resource() throws {
    #expect(
      try json(.notFound("robot", "r1")) == """
        {"code":5,"message":"there is no robot \\"r1\\"","details":[\
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"NOT_FOUND",\
        "domain":"robots.v1","metadata":{"resource":"robot","id":"r1"}},\
        {"@type":"type.googleapis.com/google.rpc.ResourceInfo","resourceType":"robot",\
        "resourceName":"r1"}]}
        """
    )
    #expect(RequestStatus(.alreadyExists("robot", "r1"), with: Arena()).code == 6)
    let stale = RequestError.staleEtag("robot", "r1", current: "2-x")
    #expect(RequestStatus(stale, with: Arena()).code == 10)
    #expect(try !json(stale).contains("RetryInfo"))
  }

  @Test("S-30: what the state forbids is a precondition, with its counts")
  func precondition() throws {
    let error = RequestError.unmet(
      "IN_USE",
      "the stage holds 3 items",
      metadata: [.init("items", "3")]
    )
    #expect(
      try json(error) == """
        {"code":9,"message":"the stage holds 3 items","details":[\
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IN_USE",\
        "domain":"robots.v1","metadata":{"items":"3"}},\
        {"@type":"type.googleapis.com/google.rpc.PreconditionFailure","violations":[\
        {"type":"IN_USE","description":"the stage holds 3 items"}]}]}
        """
    )
  }

  @Test("where trying again may help, a delay is told")
  func retry() throws {
    let error = RequestError(.unavailable, reason: "DISK_FULL", message: "the disk is full")
    #expect(
      try json(error) == """
        {"code":14,"message":"the disk is full","details":[\
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"DISK_FULL",\
        "domain":"robots.v1"},{"@type":"type.googleapis.com/google.rpc.RetryInfo",\
        "retryDelay":"1s"}]}
        """
    )
  }

  @Test("every kind of refusal has its status code")
  func codes() {
    let codes: [(RequestError.Code, Int)] = [
      (.permissionDenied, 7), (.resourceExhausted, 8), (.outOfRange, 11), (.unimplemented, 12),
    ]
    for (code, number) in codes {
      let error = RequestError(code, reason: "R", message: "m")
      #expect(RequestStatus(error, with: Arena()).code == number)
    }
  }

  @Test("a refusal fits into the trailers that stock clients take, however much is wrong")
  func size() throws {
    let long = String(repeating: "ł", count: 100_000)
    let error = RequestError(
      .invalidArgument,
      reason: "INVALID_ARGUMENT",
      message: long,
      violations: (0..<500).map { .init(field: "\($0).\(long)", description: long) },
      metadata: (0..<500).map { .init("key\($0)", long) }
    )
    let status = RequestStatus(error, with: Arena())
    #expect(status.message.utf8.count <= 512)
    #expect(status.message.hasSuffix("łł…"))
    #expect(status.details.count <= 3 * 1024)
    let many = RequestError.invalid((0..<500).map { .init(field: "f\($0)", description: "wrong") })
    let details = RequestStatus(many, with: Arena()).details
    #expect(2 * 1024...3 * 1024 ~= details.count)
    #expect(try json(many).contains(#"{"field":"f99","description":"wrong"}"#))
  }
}
