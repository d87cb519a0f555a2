/// Why a run waits, was skipped, was cancelled or failed, and why a trigger did not move an item:
/// one closed list.
///
/// The numbers are those of `robots.v1.Reason`.
package enum Reason: UInt8, Hashable, Sendable, CaseIterable {
  // Waiting.
  case time = 1
  case dateEmpty = 2
  case previous = 3
  case workingTime = 4
  case ceiling = 5
  case person = 6
  case loopBreaker = 7
  case paused = 8
  case catchingUp = 9
  // Ready, not yet handed out; NO_WORKER is also a failure.
  case noWorker = 20
  case backoff = 21
  // Skipped.
  case conditionFalse = 30
  case runLimit = 31
  case datePassed = 32
  case tooLate = 33
  case previousFailed = 34
  case previousSkipped = 35
  case previousCancelled = 36
  case suppressed = 37
  // Cancelled.
  case leftStage = 50
  case pipelineChanged = 51
  case itemDeleted = 52
  case ruleDisabled = 53
  case ruleChanged = 54
  case byPerson = 55
  // Failed.
  case noContact = 70
  case noCompany = 71
  case noAddress = 72
  case noSession = 73
  case noCandidate = 74
  case noSupervisor = 75
  case noResponsible = 76
  case noAnswer = 77
  case noConverter = 78
  case noAudience = 79
  case noAuthorisation = 80
  case bookingClash = 81
  case currencyMismatch = 82
  case emptyValue = 83
  case hostNotAllowed = 84
  case loopLimit = 85
  // The CRM refused, or the error is permanent.
  case refused = 86
  case retriesExhausted = 87
  // Triggers.
  case alreadyInStage = 100
  case targetBehind = 101
  case finalStage = 102
  case notChosen = 103
  case paramMismatch = 104
  case disabled = 105
  case excluded = 106
  case notFound = 107
  case duplicate = 108
}

extension Reason {
  /// The name in the interface: "LEFT_STAGE".
  package var name: String {
    var name = ""
    for character in "\(self)" {
      if character.isUppercase { name += "_" }
      name += character.uppercased()
    }
    return name
  }
}

/// Why a run started after its due time.
///
/// The numbers are those of `robots.v1.LatenessCause`.
package enum LatenessCause: UInt8, Hashable, Sendable, CaseIterable {
  case downtime = 1
  case paused = 2
  case loopBreaker = 3
  case workingTime = 4
  case catchingUp = 5
  case backlog = 6
}
