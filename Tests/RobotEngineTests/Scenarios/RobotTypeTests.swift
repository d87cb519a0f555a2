import Testing

@Suite("What the robot types do")
struct RobotTypeTests {
  @Test("R5: changes the responsible")
  func changeResponsible() throws {
    _ = try Scenario(
      """
      robot one in new: change_responsible user=user:bob
      robot two in new: change_responsible user=creator after previous
      0     put D-1 stage=new responsible=ann creator=eve
            D-1: one SUCCEEDED, two SUCCEEDED
            expect field D-1 responsible=eve
            put D-2 stage=new
            D-2: one SUCCEEDED, two FAILED EMPTY_VALUE
            expect field D-2 responsible=bob
      """
    )
  }

  @Test("R6: changes stage and pipeline")
  func changeStage() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=new pipeline=service
      robot wait in new: write_log text=never after 1 day
      robot here in service/new: write_log text=here
      0     put D-1 stage=new
            expect stage D-1 service/new
            D-1@0: go SUCCEEDED, wait CANCELLED PIPELINE_CHANGED
            D-1: here SUCCEEDED
      """
    )
  }

  @Test("R8: makes a notification for each recipient, once")
  func notify() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=responsible text="{{name}} is new"
      0     put D-1 stage=new name=Desk responsible=bob
            expect count notification 1
            put D-2 stage=new
            D-2: tell FAILED NO_RESPONSIBLE
            expect count notification 1
      """
    )
  }

  @Test("R9, S-20: writes to the history in the acting user's name")
  func writeLog() throws {
    _ = try Scenario(
      """
      robot log in new: write_log text="{{name}}, {{now}}" as responsible
      0     put D-1 stage=new name=Desk responsible=bob
            expect log D-1 "Desk, 2026-06-01T08:00:00Z"
            put D-2 stage=new
            D-2: log FAILED NO_RESPONSIBLE
      """
    )
  }

  @Test("R10: makes a comment on the item")
  func addComment() throws {
    _ = try Scenario(
      """
      robot say in new: add_comment text=Nice
      0     put D-1 stage=new
            expect count comment 1
            D-1: say SUCCEEDED
      """
    )
  }

  @Test("R13, S-19: sets, appends and clears fields")
  func modifyItem() throws {
    _ = try Scenario(
      """
      robot mod in new: modify_item set.source=web append.tags=vip clear.description=true
      0     put D-1 stage=new tags=old description=x name=Desk
            expect field D-1 source=web
            expect field D-1 tags="old, vip"
            expect field D-1 description=
            expect field D-1 name=Desk
            move D-1 offer
            move D-1 new
            expect field D-1 tags="old, vip"
      """
    )
  }

  @Test("R13, S-14: a robot's own change of a field does not restart the stage's robots")
  func ownChanges() throws {
    _ = try Scenario(
      """
      robot mod in new: modify_item set.source=web
      robot log in new: write_log text=once
      0     put D-1 stage=new
            expect log D-1 once
            D-1: mod SUCCEEDED, log SUCCEEDED
      """
    )
  }
}
