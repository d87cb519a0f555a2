import RobotModel

/// The robot types of the service, one line each.
package enum Catalogue {
  /// The types' ids, in the order of the catalogue.
  package static var typeIDs: [String] { kinds.map(\.type.id) }

  /// In the order of the catalogue.
  static let kinds: [any RobotKind] = [
    Notify(),
    Control(),
    AddComment(),
    WriteLog(),
    ChangeResponsible(),
    ChangeStage(),
    ModifyItem(),
  ]

  /// The kind with a type's id.
  static func kind(_ id: String) -> (any RobotKind)? {
    kinds.first { $0.type.id == id }
  }
}
