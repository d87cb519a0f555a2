import RobotModel

/// The trigger types of the service, one line each.
enum TriggerCatalogue {
  /// In the order of the catalogue.
  static let kinds: [any TriggerKind] = [
    FormSubmitted(),
    WebhookReceived(),
    InvoicePaid(),
    FieldChanged(),
  ]

  /// The kind with a type's id.
  static func kind(_ id: String) -> (any TriggerKind)? {
    kinds.first { $0.type.id == id }
  }
}
