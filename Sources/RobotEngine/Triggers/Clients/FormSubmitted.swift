import RobotModel

/// G7: the client has sent a form.
struct FormSubmitted: TriggerKind {
  let type = TriggerType(
    id: "form_submitted",
    displayName: "Form submitted",
    description: "The client has sent a form of a site, this one or any.",
    parameters: [
      Parameter(
        id: "form",
        displayName: "Form",
        description: "The form's id; any form if it is not given.",
        kind: .text
      )
    ],
    payload: [
      PayloadField(
        id: "form",
        displayName: "Form",
        description: "The form's id.",
        type: .text
      )
    ],
    hasOpenPayload: true
  )

  let isClientActivity = true

  func hears(of event: HeardEvent, with parameters: [NamedValue]) -> Bool {
    guard let form = parameters.text("form") else { return true }
    return event.payload.text("form") == form
  }

  func subject(of payload: [NamedValue]) -> String {
    payload.text("form").map { "form \"\($0)\"" } ?? ""
  }
}
