import Testing

@Suite("Entering a stage")
struct EntryTests {
  @Test("M1, T1: immediate robots act in the step of the entry, delayed ones wait")
  func immediateAndDelayed() throws {
    _ = try Scenario(
      """
      robot greet in new: write_log text="Hello"
      robot remind in new: write_log text="Reminder" after 2 day
      0     put D-1 stage=new name=Ann
            D-1: greet SUCCEEDED, remind WAITING TIME
            expect due D-1 remind 2d
      2d    D-1: greet SUCCEEDED, remind SUCCEEDED
            expect log D-1 Hello, Reminder
      """
    )
  }

  @Test("R6: a robot's move ends the visit and starts the target's robots in the same instant")
  func changeStage() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer
      robot log in new: write_log text="in new"
      robot later in new: write_log text="never" after 1 hour
      robot hello in offer: write_log text="in offer"
      0     put D-1 stage=new
            expect stage D-1 offer
            D-1@0: go SUCCEEDED, log SUCCEEDED, later CANCELLED LEFT_STAGE
            D-1: hello SUCCEEDED
            expect log D-1 "in new", "in offer"
      """
    )
  }
}
