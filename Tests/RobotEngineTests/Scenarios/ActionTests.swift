import Testing

@Suite("Actions of worker queues")
struct ActionTests {
  let executors = ["notify": "robot.notify"]

  @Test("S-26: an action is handed out, succeeds, and releases its chain")
  func success() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      robot next in new: write_log text=told after previous
      0     put D-1 stage=new
            D-1: tell READY, next WAITING PREVIOUS
            hand-out robot.notify tell
            D-1: tell DISPATCHED, next WAITING PREVIOUS
      5m    complete tell success accepted
            D-1: tell SUCCEEDED, next SUCCEEDED
            complete tell success ignored
            expect count notification 0
      """,
      executors: executors
    )
  }

  @Test("S-26: failures are tried again with growing pauses, until the attempts are used up")
  func retries() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      robot next in new: write_log text=told after previous unless_failed
      0     put D-1 stage=new
            hand-out robot.notify tell
            complete tell failure "no line"
            D-1: tell READY BACKOFF, next WAITING PREVIOUS
            hand-out robot.notify
      5s    hand-out robot.notify tell
            complete tell failure "no line"
      15s   hand-out robot.notify tell
            complete tell failure "no line"
      35s   hand-out robot.notify tell
            complete tell failure "no line"
      75s   hand-out robot.notify tell
            complete tell failure "no line"
      155s  hand-out robot.notify tell
            complete tell failure "no line"
      315s  hand-out robot.notify tell
            complete tell failure "no line"
      635s  hand-out robot.notify tell
            complete tell failure "no line"
      1235s hand-out robot.notify tell
            complete tell failure "no line"
      1835s hand-out robot.notify tell
            complete tell failure "no line"
            D-1: tell FAILED RETRIES_EXHAUSTED, next SKIPPED PREVIOUS_FAILED
      """,
      executors: executors
    )
  }

  @Test("S-26: a permanent failure is not tried again")
  func permanent() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      0     put D-1 stage=new
            hand-out robot.notify tell
            complete tell failure "no such user" permanent accepted
            D-1: tell FAILED REFUSED
            complete tell success ignored
            D-1: tell FAILED REFUSED
      """,
      executors: executors
    )
  }

  @Test("S-2: a person's move withdraws started actions; a late result changes nothing")
  func withdrawn() throws {
    _ = try Scenario(
      """
      robot one in new: notify recipients=user:bob text=Hello
      robot two in new: notify recipients=user:eve text=Hello
      robot three in new: write_log text=never after previous on_finish
      0     put D-1 stage=new
            hand-out robot.notify one
            move D-1 offer
            D-1@0: one CANCELLED LEFT_STAGE, two CANCELLED LEFT_STAGE, three CANCELLED LEFT_STAGE
            hand-out robot.notify
            complete one success ignored
            D-1@0: one CANCELLED LEFT_STAGE, two CANCELLED LEFT_STAGE, three CANCELLED LEFT_STAGE
      """,
      executors: executors
    )
  }

  @Test("S-2: a move by a robot of the visit withdraws nothing that has started")
  func committed() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      robot go in new: change_stage stage=offer
      robot also in offer: notify recipients=user:bob text=There
      0     put D-1 stage=new
            expect stage D-1 offer
            D-1@0: tell READY, go SUCCEEDED
            hand-out robot.notify tell
            complete tell success
            D-1@0: tell SUCCEEDED, go SUCCEEDED
            hand-out robot.notify also
      """,
      executors: executors
    )
  }

  @Test("S-2: a deletion by a person withdraws the actions of every visit")
  func deletion() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      robot go in new: change_stage stage=offer
      robot also in offer: notify recipients=user:bob text=There
      0     put D-1 stage=new
            delete D-1
            D-1@0: tell CANCELLED ITEM_DELETED, go SUCCEEDED
            D-1@1: also CANCELLED ITEM_DELETED
            hand-out robot.notify
      """,
      executors: executors
    )
  }

  @Test("S-26: actions of one item start in run order, one at a time; items do not wait")
  func oneAtATime() throws {
    _ = try Scenario(
      """
      robot one in new: notify recipients=user:bob text=1
      robot two in new: notify recipients=user:bob text=2
      0     put D-1 stage=new
            put D-2 stage=offer
            hand-out robot.notify one
            hand-out robot.notify
            complete one failure "no line"
            hand-out robot.notify two
      5s    hand-out robot.notify
            complete two success
            hand-out robot.notify one
      """,
      executors: executors,
      restarts: false
    )
  }

  @Test("S-26: an action whose worker went away is handed out again with the same key")
  func returned() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      0     put D-1 stage=new
            hand-out robot.notify tell
            return tell
            D-1: tell READY
            hand-out robot.notify tell
            complete tell success accepted
      """,
      executors: executors
    )
  }

  @Test("S-26: the first valid result wins, even after the action was taken back")
  func resultAfterReturn() throws {
    _ = try Scenario(
      """
      robot tell in new: notify recipients=user:bob text=Hello
      0     put D-1 stage=new
            hand-out robot.notify tell
            return tell
            complete tell success accepted
            D-1: tell SUCCEEDED
            hand-out robot.notify
      """,
      executors: executors
    )
  }

  @Test("S-27: where a worker changes the stage, the item moves at its success")
  func changesItem() throws {
    _ = try Scenario(
      """
      robot go in new: change_stage stage=offer
      robot hello in offer: write_log text=hello
      0     put D-1 stage=new
            expect stage D-1 new
            hand-out crm go
            expect stage D-1 new
            complete go success
            expect stage D-1 offer
            D-1@0: go SUCCEEDED
            D-1: hello SUCCEEDED
      """,
      executors: ["change_stage": "crm"]
    )
  }
}
