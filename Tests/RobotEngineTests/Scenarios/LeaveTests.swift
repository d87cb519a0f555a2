import Testing

@Suite("Leaving a stage")
struct LeaveTests {
  @Test("S-2: leaving cancels what waits, naming the kind of leave")
  func reasons() throws {
    _ = try Scenario(
      """
      robot wait in new: write_log text=late after 1 day
      robot stay in offer: write_log text=late after 1 day
      0     put D-1 stage=new
            move D-1 offer
            D-1@0: wait CANCELLED LEFT_STAGE
            move D-1 service/new
            D-1@1: stay CANCELLED PIPELINE_CHANGED
            put D-2 stage=new
            delete D-2
            D-2: wait CANCELLED ITEM_DELETED
            expect stage D-2 nowhere
      2d    expect log D-1
            expect log D-2
      """
    )
  }

  @Test("S-2: what is due at the instant of a move starts before it")
  func dueBeforeMove() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 hour
      robot two in new: write_log text=two after 61 minute
      0     put D-1 stage=new
      1h    move D-1 offer
            D-1@0: one SUCCEEDED, two CANCELLED LEFT_STAGE
            expect log D-1 one
      """
    )
  }

  @Test("S-2: a robot that survives the change of stage goes on, but not after a deletion")
  func survives() throws {
    _ = try Scenario(
      """
      robot keep in new: write_log text=kept after 1 day survives
      robot drop in new: write_log text=dropped after 1 day
      0     put D-1 stage=new
            put D-2 stage=new
      1h    move D-1 offer
            move D-1 service/new
            move D-2 offer
            delete D-2
            D-1@0: keep WAITING TIME, drop CANCELLED LEFT_STAGE
            D-2@0: keep CANCELLED ITEM_DELETED, drop CANCELLED LEFT_STAGE
      1d    D-1@0: keep SUCCEEDED, drop CANCELLED LEFT_STAGE
            expect log D-1 kept
            expect log D-2
      """
    )
  }

  @Test("S-1: naming the present stage again does nothing")
  func sameStage() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      robot two in new: write_log text=two after 1 hour
      0     put D-1 stage=new
            move D-1 new
            put D-1 stage=new name=Ann
            D-1: one SUCCEEDED, two WAITING TIME
            D-1@0: one SUCCEEDED, two WAITING TIME
      """
    )
  }

  @Test("S-15: every entry is a new visit and runs everything again")
  func reentry() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      0     put D-1 stage=new
            move D-1 offer
            move D-1 new
            D-1@0: one SUCCEEDED
            D-1@2: one SUCCEEDED
            expect log D-1 one, one
      """
    )
  }

  @Test("a record that is made anew under a deleted id begins again")
  func madeAnew() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one limit ONCEPERITEM
      robot two in new: write_log text=two after 1 day
      0     put D-1 stage=new name=Ann
            delete D-1
            expect count deal 0
      1s    put D-1 stage=new source=web
            expect count deal 1
            expect field D-1 name=
            D-1@0: one SUCCEEDED, two CANCELLED ITEM_DELETED
            D-1@1: one SUCCEEDED, two WAITING TIME
      1d1s  expect log D-1 one, one, two
      """
    )
  }
}
