import RobotModel

// Echoes (S-27)
//
// A CRM that carries out a robot's action tells robotd of the change as of any other, and names the
// action's key. The echo and the worker's result say the same, so the first one is the success: an
// echo's values are what was done, by the robot, and start what its success would have started. One
// that comes behind the result starts nothing. Of an action that was withdrawn the change is the
// CRM's own.

/// Whose doing a change is, and what it starts.
struct ChangeOrigin {
  let author: Author
  /// Triggers hear of it, and the robots of a stage that the item enters start.
  let startsAutomation: Bool
  /// The run whose action it was; `none` for the caller's own change.
  let run: Slot<RunRow>
}

extension Engine {
  /// Finds out whose doing a change of a record is.
  ///
  /// - Parameters:
  ///   - cause: The key of the action that has caused it; empty for none.
  ///   - suppressesAutomation: What the caller asks for a change of its own.
  func origin(
    ofChange cause: String,
    of record: Slot<RecordRow>,
    by caller: Caller,
    suppressesAutomation: Bool
  ) -> ChangeOrigin {
    let run = cause.isEmpty ? .none : self.run(ofAction: cause, on: record)
    let isEcho = run.isSome && store.runs[run].attempts > 0
    switch isEcho ? store.runs[run].state : .cancelled {
    case .ready where actingRobot(of: run).kind.changesItem,
      .dispatched where actingRobot(of: run).kind.changesItem:
      return ChangeOrigin(author: robotAct(of: run).author, startsAutomation: true, run: run)
    case .succeeded:
      return ChangeOrigin(author: Author(caller), startsAutomation: false, run: .none)
    case .waiting, .ready, .dispatched, .failed, .skipped, .cancelled:
      return ChangeOrigin(
        author: Author(caller),
        startsAutomation: !suppressesAutomation,
        run: .none
      )
    }
  }

  /// Makes a change of a record, and tells the triggers of an invoice's items what was paid by it.
  func hearingPayment(
    of record: Slot<RecordRow>,
    from origin: ChangeOrigin,
    at eventTime: Instant?,
    _ change: () -> Void
  ) {
    hearingPayment(
      of: record,
      by: origin.author,
      at: eventTime,
      isHeard: origin.startsAutomation,
      change
    )
  }

  /// Moves an item as somebody asks for, or as a robot's action has done.
  func move(
    _ record: Slot<RecordRow>,
    to stage: StageSlot,
    from origin: ChangeOrigin,
    at eventTime: Instant?
  ) {
    move(
      record,
      to: stage,
      at: entryTime(of: record, eventTime: eventTime),
      by: origin.author,
      automatedMoves: origin.run.isSome ? automatedMoves(endingIn: stage, by: origin.run) : [],
      suppressesAutomation: !origin.startsAutomation
    )
  }

  /// Ends the run whose action a change was; its item is yet to be settled.
  func succeed(byEcho origin: ChangeOrigin) {
    if !origin.run.isSome { return }
    if store.runs[origin.run].state == .dispatched { setState(.ready, of: origin.run) }
    let part = coldPart(of: origin.run)
    part.notBeforeTime = nil
    part.detail.message = ""
    end(origin.run, as: .succeeded)
    enqueueOthers(after: origin.run)
    releaseSuccessor(of: origin.run)
  }

  /// The run of a record's item that has an action's key; `none` if there is none.
  private func run(ofAction key: String, on record: Slot<RecordRow>) -> Slot<RunRow> {
    guard let end = key.firstIndex(of: "/"), let number = StoreNumber(text: String(key[..<end]))
    else { return .none }
    let visit = store.visit(number)
    guard visit.isSome, store.visits[visit].record == record else { return .none }
    return store.runs(of: visit).first { actionKey(of: $0) == key } ?? .none
  }
}
