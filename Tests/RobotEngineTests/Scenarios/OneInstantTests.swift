import Testing

@Suite("One instant of one item")
struct OneInstantTests {
  @Test("S-16: by due time, then stage order; what a chain releases comes in its place")
  func order() throws {
    _ = try Scenario(
      """
      robot a in new: write_log text=a after 60 minute
      robot b in new: write_log text=b after 1 hour
      robot c in new: write_log text=c after previous
      robot d in new: write_log text=d after 1 hour
      0     put D-1 stage=new
      1h    expect log D-1 a, b, c, d
      """
    )
  }

  @Test("S-16: a robot that ends the visit comes last, whatever its place")
  func endsVisitLast() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer
      robot a in new: write_log text=a
      robot b in new: write_log text=b after previous
      robot c in new: write_log text=c after 1 second
      robot in in offer: write_log text=in
      0     put D-1 stage=new
            expect log D-1 a, b, in
            D-1@0: go SUCCEEDED, a SUCCEEDED, b SUCCEEDED, c CANCELLED LEFT_STAGE
      """
    )
  }

  @Test("S-16: of several robots that end the visit the first that succeeds does")
  func firstThatSucceeds() throws {
    _ = try Scenario(
      """
      robot one in new: change_stage stage=offer if source = "web"
      robot two in new: change_stage stage=work
      robot three in new: change_stage stage=won
      0     put D-1 stage=new
            expect stage D-1 work
            D-1@0: one SKIPPED CONDITION_FALSE, two SUCCEEDED, three CANCELLED LEFT_STAGE
      """
    )
  }

  @Test("S-13: the third automated move to one stage in one chain fails, LOOP_LIMIT")
  func loopLimit() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer
      robot back in offer: change_stage stage=new
      0     put D-1 stage=new
            D-1@0: go SUCCEEDED
            D-1@1: back SUCCEEDED
            D-1@2: go SUCCEEDED
            D-1@3: back SUCCEEDED
            D-1@4: go FAILED LOOP_LIMIT
            expect stage D-1 new
      """
    )
  }

  @Test("S-13: a timer that fires begins a new chain")
  func timersBeginChains() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer after 1 hour
      robot back in offer: change_stage stage=new
      0     put D-1 stage=new
      5h    expect stage D-1 new
            D-1@8: go SUCCEEDED
            D-1@9: back SUCCEEDED
            D-1: go WAITING TIME
      """
    )
  }

  @Test("S-13: workers' results go on with the chain, also after a restart")
  func workersContinueChains() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer
      robot ask in offer: notify recipients=user:bob text=hm
      robot back in offer: change_stage stage=new after previous
      0     put D-1 stage=new
            hand-out q ask
            complete ask success
            expect stage D-1 offer
            hand-out q ask
            complete ask success
            expect stage D-1 new
            D-1: go FAILED LOOP_LIMIT
      """,
      executors: ["notify": "q"]
    )
  }
}
