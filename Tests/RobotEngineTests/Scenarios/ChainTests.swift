import Testing

@Suite("After previous")
struct ChainTests {
  @Test("T7, S-3: a chain runs in order within the instant, and parallel robots never wait for it")
  func order() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      robot two in new: write_log text=two after previous
      robot three in new: write_log text=three after previous
      robot side in new: write_log text=side
      0     put D-1 stage=new
            D-1: one SUCCEEDED, two SUCCEEDED, three SUCCEEDED, side SUCCEEDED
            expect log D-1 one, two, three, side
      """
    )
  }

  @Test("S-4: a chained delay counts from the finish of the robot before")
  func chainedDelay() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 2 hour
      robot two in new: write_log text=two after 30 minute after previous
      robot three in new: write_log text=three after previous
      0     put D-1 stage=new
            D-1: one WAITING TIME, two WAITING PREVIOUS, three WAITING PREVIOUS
      2h    D-1: one SUCCEEDED, two WAITING TIME, three WAITING PREVIOUS
            expect due D-1 two 2h30m
      2h30m D-1: one SUCCEEDED, two SUCCEEDED, three SUCCEEDED
      """
    )
  }

  @Test("S-3: ON_SUCCESS blocks after anything but success, and passes the reason on")
  func onSuccess() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one if source = "web"
      robot two in new: write_log text=two after previous
      robot three in new: write_log text=three after 1 day after previous
      robot side in new: write_log text=side
      0     put D-1 stage=new
            D-1: one SKIPPED CONDITION_FALSE, two SKIPPED PREVIOUS_SKIPPED, three SKIPPED PREVIOUS_SKIPPED, side SUCCEEDED
      """
    )
  }

  @Test("S-3: a failure blocks ON_SUCCESS and UNLESS_FAILED, but not ON_FINISH")
  func failure() throws {
    _ = try Scenario(
      """
      robot fail in new: change_responsible user=responsible
      robot success in new: write_log text=a after previous
      robot unless in new: write_log text=b after previous unless_failed
      robot finish in new: write_log text=c after previous on_finish
      0     put D-1 stage=new
            D-1: fail FAILED NO_RESPONSIBLE, success SKIPPED PREVIOUS_FAILED, unless SKIPPED PREVIOUS_FAILED, finish SUCCEEDED
      """
    )
  }

  @Test("S-3: UNLESS_FAILED is released by a skip, and blocked by what was blocked")
  func unlessFailed() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=a if source = "web"
      robot two in new: write_log text=b after previous unless_failed
      robot three in offer: write_log text=c if source = "web"
      robot four in offer: write_log text=d after previous
      robot five in offer: write_log text=e after previous unless_failed
      0     put D-1 stage=new
            D-1: one SKIPPED CONDITION_FALSE, two SUCCEEDED
            move D-1 offer
            D-1: three SKIPPED CONDITION_FALSE, four SKIPPED PREVIOUS_SKIPPED, five SKIPPED PREVIOUS_SKIPPED
      """
    )
  }

  @Test("S-3: a robot that is disabled meanwhile is looked through")
  func lookThrough() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 hour
      robot two in new: write_log text=two after 5 day after previous
      robot three in new: write_log text=three after previous
      0     put D-1 stage=new
      10m   disable two
            D-1: one WAITING TIME, two CANCELLED RULE_DISABLED, three WAITING PREVIOUS
      1h    D-1: one SUCCEEDED, two CANCELLED RULE_DISABLED, three SUCCEEDED
      """
    )
  }

  @Test("S-3: the successor of a disabled robot follows one that has ended, at once")
  func lookThroughEnded() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      robot two in new: write_log text=two after 5 day after previous
      robot three in new: write_log text=three after previous
      0     put D-1 stage=new
            D-1: one SUCCEEDED, two WAITING TIME, three WAITING PREVIOUS
      1h    delete-robot two
            D-1: one SUCCEEDED, two CANCELLED RULE_DISABLED, three SUCCEEDED
      """
    )
  }

  @Test("S-3: without any robot before it, the successor of a disabled robot starts at once")
  func lookThroughFirst() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day
      robot two in new: write_log text=two after previous
      robot three in new: write_log text=three after 2 hour after previous
      0     put D-1 stage=new
      1h    disable one
            D-1: one CANCELLED RULE_DISABLED, two SUCCEEDED, three WAITING TIME
            expect due D-1 three 3h
      3h    expect log D-1 two, three
      """
    )
  }

  @Test("S-3: a disabled robot is no predecessor for later entries; the first of a chain starts")
  func disabledAtEntry() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day
      robot two in new: write_log text=two after previous
      0     disable one
            put D-1 stage=new
            D-1: two SUCCEEDED
      """
    )
  }

  @Test("S-3: a robot that waits when the visit closes releases nothing")
  func closedVisit() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day
      robot two in new: write_log text=two after previous on_finish
      robot three in new: write_log text=three after previous on_finish survives
      0     put D-1 stage=new
      1h    move D-1 offer
            D-1@0: one CANCELLED LEFT_STAGE, two CANCELLED LEFT_STAGE, three CANCELLED LEFT_STAGE
      2d    expect log D-1
      """
    )
  }
}
