import RobotModel

/// G9: another system has called the trigger's own address.
///
/// The code is what the address is made of and all that keeps strangers out, so no two triggers
/// share one, it is compared without telling by time how much of a guess was right, and it is
/// never written into the history.
struct WebhookReceived: TriggerKind {
  let type = TriggerType(
    id: "webhook_received",
    displayName: "Webhook received",
    description: "Another system has called the address with the trigger's secret code.",
    parameters: [
      Parameter(
        id: "code",
        displayName: "Code",
        description: "The trigger's own secret, a part of its address: 16 characters or more.",
        kind: .text,
        isRequired: true
      )
    ],
    payload: [
      PayloadField(
        id: "code",
        displayName: "Code",
        description: "The code with which the address was called.",
        type: .text,
        isRequired: true
      )
    ],
    hasOpenPayload: true,
    needsPublicURL: true
  )

  func violations(of trigger: Trigger, in engine: Engine) -> [RequestError.Violation] {
    guard let code = trigger.parameters.text("code") else { return [] }
    return problem(of: code, of: trigger, in: engine).map { problem in
      [RequestError.Violation(field: "parameters.code", description: problem)]
    } ?? []
  }

  private func problem(of code: String, of trigger: Trigger, in engine: Engine) -> String? {
    let isPlain = code.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "/") }
    guard isPlain, code.utf8.count <= Limits.secretCodeByteCount else {
      return "cannot be a part of an address; expected at most \(Limits.secretCodeByteCount)"
        + " ASCII characters without spaces and \"/\""
    }
    // One that was saved before the least length was asked for may stay.
    let isKept = engine.store.triggers.trigger(trigger.id)?.parameters.text("code") == code
    if code.utf8.count < Limits.secretCodeMinimumByteCount, !isKept {
      return "has \(code.utf8.count) characters and could be guessed; expected at least"
        + " \(Limits.secretCodeMinimumByteCount), chosen at random"
    }
    let isTaken = engine.store.triggers.all.contains { other in
      other.id != trigger.id && other.type == type.id
        && Self.areAlike(other.parameters.text("code") ?? "", code)
    }
    return isTaken ? "is the code of another trigger; expected one of its own" : nil
  }

  func hears(of event: HeardEvent, with parameters: [NamedValue]) -> Bool {
    Self.areAlike(event.payload.text("code") ?? "", parameters.text("code") ?? "")
  }

  /// Whether two codes are the same, in a time that depends on the given one's length alone.
  static func areAlike(_ given: String, _ code: String) -> Bool {
    let given = Array(given.utf8)
    let code = Array(code.utf8)
    var difference = given.count ^ code.count
    for index in given.indices {
      difference |= Int(given[index] ^ (code.isEmpty ? 0 : code[index % code.count]))
    }
    return difference == 0 && !code.isEmpty
  }
}
