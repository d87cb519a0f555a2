/// A rule that brings items to its own stage when an event of its type comes in.
///
/// Triggers are always live: no run is pinned to one, so older versions only tell what was.
package struct Trigger: Hashable, Sendable {
  /// The same in every version.
  package var id: String
  /// The stage to which it brings items of its pipeline.
  package var place: StageKey
  /// The place among the stage's triggers, from 1; zero asks for the last place.
  package var position: Int32
  /// For people.
  package var displayName: String
  /// A trigger type's id, "form_submitted".
  package var type: String
  /// In the order of their names.
  package var parameters: [NamedValue]
  /// If it acts; nil for always.
  package var condition: Condition?
  /// Also brings back items that stand in a later stage.
  package var allowsBackwards: Bool
  /// Also takes items out of a final stage.
  package var allowsFromFinal: Bool
  /// An expression for a user; empty for the built-in user `robots`.
  package var actingUser: String
  /// A trigger that is not enabled moves nothing.
  package var isEnabled: Bool
  /// Counts changes, from 1.
  package var version: Int64
  /// Who made this version: a user's id.
  package var author: String
  /// Why its author made this version, in the author's words.
  package var changeReason: String
  /// When the trigger was made.
  package var createTime: Instant
  /// When this version was made.
  package var updateTime: Instant

  /// Describes a trigger that only goes forward, always, and as the built-in user.
  package init(id: String, place: StageKey, type: String) {
    self.id = id
    self.place = place
    self.position = 0
    self.displayName = ""
    self.type = type
    self.parameters = []
    self.condition = nil
    self.allowsBackwards = false
    self.allowsFromFinal = false
    self.actingUser = ""
    self.isEnabled = true
    self.version = 0
    self.author = ""
    self.changeReason = ""
    self.createTime = .epoch
    self.updateTime = .epoch
  }
}
