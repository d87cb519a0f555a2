/// An entry of the catalogue: what robots of this type do and which parameters they take.
package struct RobotType: Hashable, Sendable {
  /// "notify", "change_stage".
  package var id: String
  /// For people.
  package var displayName: String
  /// One sentence.
  package var description: String
  /// The tags under which it is listed.
  package var categories: [RobotCategory]
  /// Makes or asks for data without a visible effect.
  package var isAuxiliary: Bool
  /// Its success takes the item out of the stage.
  package var endsVisit: Bool
  /// What it takes.
  package var parameters: [Parameter]
  /// What later robots of the chain can use.
  package var outputs: [Output]

  /// Describes a robot type.
  package init(
    id: String,
    displayName: String,
    description: String,
    categories: [RobotCategory],
    isAuxiliary: Bool = false,
    endsVisit: Bool = false,
    parameters: [Parameter],
    outputs: [Output] = []
  ) {
    self.id = id
    self.displayName = displayName
    self.description = description
    self.categories = categories
    self.isAuxiliary = isAuxiliary
    self.endsVisit = endsVisit
    self.parameters = parameters
    self.outputs = outputs
  }
}

/// A tag of the catalogue.
package enum RobotCategory: UInt8, Hashable, Sendable, CaseIterable {
  case forEmployee = 1
  case clientCommunication = 2
  case advertising = 3
  case customerData = 4
  case itemManagement = 5
  case own = 6
}

/// One named input of a robot or trigger type.
package struct Parameter: Hashable, Sendable {
  package var id: String
  package var displayName: String
  package var description: String
  package var kind: ParameterKind
  package var isRequired: Bool
  package var isMultiple: Bool
  /// Of a choice: what can be chosen.
  package var options: [String]
  /// Taken when the parameter is not given.
  package var defaultValue: FieldValue?

  /// Describes a parameter.
  package init(
    id: String,
    displayName: String,
    description: String,
    kind: ParameterKind,
    isRequired: Bool = false,
    isMultiple: Bool = false,
    options: [String] = [],
    defaultValue: FieldValue? = nil
  ) {
    self.id = id
    self.displayName = displayName
    self.description = description
    self.kind = kind
    self.isRequired = isRequired
    self.isMultiple = isMultiple
    self.options = options
    self.defaultValue = defaultValue
  }
}

/// What a parameter takes.
package enum ParameterKind: UInt8, Hashable, Sendable, CaseIterable {
  /// A text with placeholders.
  case template = 1
  case text = 2
  case boolean = 3
  case integer = 4
  /// `responsible`, `creator` or `user:ID`.
  case user = 5
  case choice = 6
  /// The id of a stage of the robot's pipeline, or of the pipeline named beside it.
  case stage = 7
  /// The id of a pipeline of the robot's entity type.
  case pipeline = 8
  /// Any number of parameters `set.FIELD`, `append.FIELD` and `clear.FIELD`.
  case fieldValues = 9
  /// The id of a field of the entity type.
  case field = 20
}

/// One named result of a robot type.
package struct Output: Hashable, Sendable {
  package var id: String
  package var displayName: String
  package var type: ValueType

  /// Describes an output.
  package init(id: String, displayName: String, type: ValueType) {
    self.id = id
    self.displayName = displayName
    self.type = type
  }
}
