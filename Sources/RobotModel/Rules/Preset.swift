/// A ready set of robots for one stage, which ships with the service (M9).
package struct Preset: Hashable, Sendable {
  /// The preset's id, "lead-first-stage".
  package var id: String
  /// For people.
  package var displayName: String
  /// What its robots do, in a sentence or two.
  package var description: String
  /// The type of items it is for.
  package var entityType: String
  /// In the stage's order; without ids and places.
  package var robots: [RobotDraft]

  /// Describes a preset.
  package init(
    id: String,
    displayName: String,
    description: String,
    entityType: String,
    robots: [RobotDraft]
  ) {
    self.id = id
    self.displayName = displayName
    self.description = description
    self.entityType = entityType
    self.robots = robots
  }
}

/// Adds a preset's robots to a stage: all of them or none.
///
/// Answers with them.
package struct InstallPreset: Hashable, Sendable {
  package var preset: Preset
  /// Empty: the only pipeline of the preset's entity type.
  package var pipeline: String
  /// Empty: the pipeline's first.
  package var stage: String
  package var isValidateOnly: Bool
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  /// Why, for those who look at the versions later; empty names the preset.
  package var changeReason: String

  /// Asks for a preset's robots.
  package init(
    preset: Preset,
    pipeline: String = "",
    stage: String = "",
    isValidateOnly: Bool = false,
    isForced: Bool = false,
    changeReason: String = ""
  ) {
    self.preset = preset
    self.pipeline = pipeline
    self.stage = stage
    self.isValidateOnly = isValidateOnly
    self.isForced = isForced
    self.changeReason = changeReason
  }
}
