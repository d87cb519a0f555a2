/// An entry of the catalogue: which events triggers of this type hear of.
package struct TriggerType: Hashable, Sendable {
  /// "form_submitted", "invoice_paid".
  package var id: String
  /// For people.
  package var displayName: String
  /// One sentence.
  package var description: String
  /// What it takes.
  package var parameters: [Parameter]
  /// What an event of the type says.
  package var payload: [PayloadField]
  /// An event may say more than that.
  package var hasOpenPayload: Bool
  /// Cannot be saved while no public address is configured.
  package var needsPublicURL: Bool
  /// Its events also come from records that are put.
  package var comesFromRecords: Bool

  /// Describes a trigger type.
  package init(
    id: String,
    displayName: String,
    description: String,
    parameters: [Parameter],
    payload: [PayloadField],
    hasOpenPayload: Bool = false,
    needsPublicURL: Bool = false,
    comesFromRecords: Bool = false
  ) {
    self.id = id
    self.displayName = displayName
    self.description = description
    self.parameters = parameters
    self.payload = payload
    self.hasOpenPayload = hasOpenPayload
    self.needsPublicURL = needsPublicURL
    self.comesFromRecords = comesFromRecords
  }
}

/// One named thing that an event says.
package struct PayloadField: Hashable, Sendable {
  package var id: String
  package var displayName: String
  package var description: String
  package var type: ValueType
  package var isRequired: Bool
  /// Of a reference: the entity type referred to.
  package var referenceType: String

  /// Describes a part of a payload.
  package init(
    id: String,
    displayName: String,
    description: String,
    type: ValueType,
    isRequired: Bool = false,
    referenceType: String = ""
  ) {
    self.id = id
    self.displayName = displayName
    self.description = description
    self.type = type
    self.isRequired = isRequired
    self.referenceType = referenceType
  }
}
