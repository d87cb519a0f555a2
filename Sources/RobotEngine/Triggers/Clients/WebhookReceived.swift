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
        description: "The trigger's own secret, a part of its address.",
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
    let isPlain = code.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "/") }
    guard isPlain, code.utf8.count <= Limits.secretCodeByteCount else {
      return [
        RequestError.Violation(
          field: "parameters.code",
          description: "cannot be a part of an address; expected at most"
            + " \(Limits.secretCodeByteCount) ASCII characters without spaces and \"/\""
        )
      ]
    }
    let isTaken = engine.store.triggers.all.contains { other in
      other.id != trigger.id && other.type == type.id
        && Self.areAlike(other.parameters.text("code") ?? "", code)
    }
    guard isTaken else { return [] }
    return [
      RequestError.Violation(
        field: "parameters.code",
        description: "is the code of another trigger; expected one of its own"
      )
    ]
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
