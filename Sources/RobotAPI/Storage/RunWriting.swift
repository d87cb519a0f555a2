import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.Run`, all but what ``decided(_:)`` and ``place(of:)`` add.
  mutating func run(_ run: RunNumbers, ofRobot robot: String) {
    number(1, run.number.rawValue)
    number(2, run.visit.rawValue)
    text(3, robot)
    number(4, run.robotVersion)
    number(5, UInt64(run.position))
    number(6, UInt64(run.occurrence))
    number(7, UInt64(run.state.rawValue))
    number(8, UInt64(run.reason?.rawValue ?? 0))
    number(9, UInt64(run.latenessCause?.rawValue ?? 0))
    optionalNumber(10, run.dueTime?.millisecondsSinceEpoch)
    optionalNumber(11, run.notBeforeTime?.millisecondsSinceEpoch)
    optionalNumber(12, run.startTime?.millisecondsSinceEpoch)
    optionalNumber(13, run.finishTime?.millisecondsSinceEpoch)
    number(14, UInt64(run.attempts))
  }

  /// What a run keeps once something about it was decided.
  mutating func decided(_ detail: borrowing RunDetail) {
    let place = beginMessage(15)
    runDetail(detail)
    endMessage(begunAt: place)
  }

  /// Where a run stands that was placed among others.
  mutating func place(of run: RunNumbers) {
    if let behind = run.placedBehind { anyNumber(16, behind.rawValue) }
  }

  private mutating func runDetail(_ detail: borrowing RunDetail) {
    let rare = detail.rare
    namedValues(1, detail.resolvedParameters)
    namedValues(2, detail.outputs)
    text(3, detail.actingUser)
    text(4, detail.queue)
    if let rare { text(5, rare.message) }
    for operand in detail.operands { message(6) { $0.operand(operand) } }
    if let isSatisfied = detail.isSatisfied { anyNumber(7, isSatisfied ? 1 : 0) }
    if let rare {
      text(8, rare.lateResult)
      text(9, rare.askedBy)
      number(10, UInt64(rare.manualRetries))
    }
    number(11, detail.actingVersion)
    if let rare {
      text(12, rare.invoice)
      text(13, rare.quote)
      value(20, rare.date)
    }
  }

  private mutating func operand(_ operand: DecidedOperand) {
    number(1, UInt64(operand.index))
    value(2, operand.actual)
    flag(3, operand.isSatisfied)
  }
}
