/// A trigger as a request gives it: the condition may come as a tree, as text, or as both alike.
package struct TriggerDraft: Hashable, Sendable {
  /// `condition` is nil where the request gives only the text.
  package var trigger: Trigger
  /// Empty where the request gives none.
  package var conditionText: String

  /// Joins a trigger with the text form of its condition.
  package init(trigger: Trigger, conditionText: String = "") {
    self.trigger = trigger
    self.conditionText = conditionText
  }
}

/// Adds a trigger to a stage.
///
/// Answers with it.
package struct CreateTrigger: Hashable, Sendable {
  package var draft: TriggerDraft
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a new trigger.
  package init(draft: TriggerDraft, isValidateOnly: Bool = false, changeReason: String = "") {
    self.draft = draft
    self.isValidateOnly = isValidateOnly
    self.changeReason = changeReason
  }
}

/// Changes the parts of a trigger that the mask names.
///
/// Answers with it.
package struct UpdateTrigger: Hashable, Sendable {
  package var draft: TriggerDraft
  package var etag: String
  /// Paths of `robots.v1.Trigger`; empty for all that can be changed.
  package var mask: [String]
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a change.
  package init(
    draft: TriggerDraft,
    etag: String = "",
    mask: [String] = [],
    isValidateOnly: Bool = false,
    changeReason: String = ""
  ) {
    self.changeReason = changeReason
    self.draft = draft
    self.etag = etag
    self.mask = mask
    self.isValidateOnly = isValidateOnly
  }
}

/// Deletes a trigger.
package struct DeleteTrigger: Hashable, Sendable {
  package var id: String
  package var etag: String

  /// Asks for a deletion.
  package init(id: String, etag: String = "") {
    self.id = id
    self.etag = etag
  }
}
