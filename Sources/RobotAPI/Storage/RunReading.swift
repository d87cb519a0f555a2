import RobotModel

extension StorageReader {
  /// `robots.storage.v1.Run`, in its parts.
  mutating func run() throws(FactError) -> (RunNumbers, robot: String, RunDetail?) {
    var message = try message()
    var run = RunNumbers.none
    var robot = ""
    var detail: RunDetail?
    while let field = try message.next() {
      switch field {
      case 1: run.number = try message.storeNumber()
      case 2: run.visit = try message.storeNumber()
      case 3: robot = try message.text()
      case 4: run.robotVersion = try message.signedNumber()
      case 5: run.position = try message.smallNumber()
      case 6: run.occurrence = try message.smallNumber()
      case 7: run.state = try message.choice(RunState.self)
      case 8: run.reason = try message.choice(Reason.self)
      case 9: run.latenessCause = try message.choice(LatenessCause.self)
      case 10: run.dueTime = try message.instant()
      case 11: run.notBeforeTime = try message.instant()
      case 12: run.startTime = try message.instant()
      case 13: run.finishTime = try message.instant()
      case 14: run.attempts = try message.smallNumber()
      case 15: detail = try message.runDetail()
      case 16: run.placedBehind = try message.storeNumber()
      default: try message.skip()
      }
    }
    return (run, robot, detail)
  }

  private mutating func runDetail() throws(FactError) -> RunDetail {
    var message = try message()
    var detail = RunDetail()
    while let field = try message.next() {
      switch field {
      case 1: detail.resolvedParameters.append(try message.namedValue())
      case 2: detail.outputs.append(try message.namedValue())
      case 3: detail.actingUser = try message.text()
      case 4: detail.queue = try message.text()
      case 5: detail.message = try message.text()
      case 6: detail.operands.append(try message.operand())
      case 7: detail.isSatisfied = try message.flag()
      case 8: detail.lateResult = try message.text()
      case 9: detail.askedBy = try message.text()
      case 10: detail.manualRetries = try message.smallNumber()
      case 11: detail.actingVersion = try message.signedNumber()
      case 12: detail.invoice = try message.text()
      case 13: detail.quote = try message.text()
      case 20: detail.date = try message.value()
      default: try message.skip()
      }
    }
    return detail
  }

  private mutating func operand() throws(FactError) -> DecidedOperand {
    var message = try message()
    var operand = DecidedOperand(index: 0, actual: nil, isSatisfied: false)
    while let field = try message.next() {
      switch field {
      case 1: operand.index = try message.smallNumber()
      case 2: operand.actual = try message.value()
      case 3: operand.isSatisfied = try message.flag()
      default: try message.skip()
      }
    }
    return operand
  }
}

extension RunNumbers {
  /// What a run is of which nothing was read yet.
  fileprivate static var none: RunNumbers {
    RunNumbers(
      number: .none,
      visit: .none,
      robotVersion: 0,
      position: 0,
      occurrence: 0,
      state: .waiting,
      reason: nil,
      latenessCause: nil,
      dueTime: nil,
      notBeforeTime: nil,
      startTime: nil,
      finishTime: nil,
      attempts: 0,
      placedBehind: nil
    )
  }
}
