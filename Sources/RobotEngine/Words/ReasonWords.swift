import RobotModel

extension Reason {
  /// Why something came about, as the end of a sentence: " because the item has no contact: …".
  ///
  /// A message that only says the reason again is left out.
  static func cause(_ reason: Reason?, _ message: String) -> String {
    let because = reason.map { " because \($0.words)" } ?? ""
    return message.isEmpty || message == reason?.words ? because : "\(because): \(message)"
  }

  /// The reason as a part of a sentence, after "because".
  var words: String {
    switch self {
    case .time: "its time has not come"
    case .dateEmpty: "the date it depends on is empty"
    case .previous: "the robot before it has not ended"
    case .workingTime: "it is not working time"
    case .ceiling: "the ceiling for the period is reached"
    case .person: "a person has to act first"
    case .loopBreaker: "robots have moved the item too often"
    case .paused: "automation is paused"
    case .catchingUp: "the source of the item is still catching up"
    case .noWorker: "no worker serves its queue"
    case .backoff: "the last attempt failed and the next is waiting for its time"
    case .conditionFalse: "the condition did not hold"
    case .runLimit: "the robot has run as often as it may"
    case .datePassed: "the date had passed"
    case .tooLate: "it would have started too late"
    case .previousFailed: "a robot before it in the chain failed"
    case .previousSkipped: "a robot before it in the chain was skipped"
    case .previousCancelled: "a robot before it in the chain was cancelled"
    case .suppressed: "automation was suppressed for this entry"
    case .leftStage: "the item left the stage"
    case .pipelineChanged: "the item went to another pipeline"
    case .itemDeleted: "the item was deleted"
    case .ruleDisabled: "the robot was disabled or deleted"
    case .ruleChanged: "the robot was changed"
    case .byPerson: "a person cancelled it"
    case .noContact: "the item has no contact"
    case .noCompany: "the item has no company"
    case .noAddress: "there is no address"
    case .noSession: "there is no session"
    case .noCandidate: "there is no candidate"
    case .noSupervisor: "there is no supervisor"
    case .noResponsible: "the item has no responsible"
    case .noAnswer: "there was no answer"
    case .noConverter: "there is no converter"
    case .noAudience: "there is no audience"
    case .noAuthorisation: "there is no authorisation"
    case .bookingClash: "the booking clashes with another"
    case .currencyMismatch: "amounts in different currencies cannot be compared"
    case .emptyValue: "a required value is empty"
    case .hostNotAllowed: "the host is not allowed"
    case .loopLimit: "robots move the item in a circle"
    case .refused: "it was refused"
    case .retriesExhausted: "every attempt failed"
    case .alreadyInStage: "the item already stood in the stage"
    case .targetBehind: "the stage lies behind the item"
    case .finalStage: "the item stands in a final stage"
    case .notChosen: "another stage was chosen"
    case .paramMismatch: "the parameters did not fit"
    case .disabled: "it is disabled"
    case .excluded: "the sender is excluded"
    case .notFound: "there is no such item"
    case .duplicate: "it was told before"
    }
  }
}

extension LatenessCause {
  /// The cause as a part of a sentence, after "because".
  var words: String {
    switch self {
    case .downtime: "the service was down"
    case .paused: "automation was paused"
    case .loopBreaker: "robots had moved the item too often"
    case .workingTime: "it was not working time"
    case .catchingUp: "the source of the item was still catching up"
    case .backlog: "there was much to do before it"
    }
  }
}
