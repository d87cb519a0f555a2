import RobotModel

extension Engine {
  /// What an event says, checked against its type and in the form in which triggers hear of it.
  func storedPayload(
    _ payload: [NamedValue],
    of type: TriggerType,
    _ violations: inout Violations
  ) -> [NamedValue] {
    var stored: [NamedValue] = []
    for given in payload {
      guard let field = type.payload.first(where: { $0.id == given.name }) else {
        if !type.hasOpenPayload {
          violations.add(
            "event.payload.\(given.name)",
            "\"\(type.id)\" says no such thing"
              + Suggestion.phrase(for: given.name, among: type.payload.map(\.id))
          )
        }
        continue
      }
      do throws(ValueProblem) {
        if let value = try storedValue(given.value, in: field) {
          stored.append(NamedValue(name: given.name, value: value))
        }
      } catch {
        violations.add("event.payload.\(given.name)", error.description)
      }
    }
    for field in type.payload where field.isRequired {
      if !payload.contains(where: { $0.name == field.id }) {
        violations.add("event.payload.\(field.id)", "is needed: \(field.description)")
      }
    }
    return stored
  }

  /// A value of a payload; a text where another type is expected is read as one.
  private func storedValue(
    _ value: FieldValue,
    in field: PayloadField
  ) throws(ValueProblem) -> FieldValue? {
    var described = Field(id: field.id, displayName: "", type: field.type)
    described.referenceType = field.referenceType
    var value = value
    if case .text(let text) = value, field.type != .text {
      guard let read = try TextReading.value(of: text, in: described) else { return nil }
      value = read
    }
    return try FieldChecker(schema: store.schema).stored(value, in: described)
  }
}
