/// One durable change, as those who watch changes are told of it.
package enum Change: Hashable, Sendable {
  /// A record was made, changed, moved or deleted.
  case record(RecordChange)
  /// An item has entered a stage or left it.
  case visit(Visit, of: RecordKey)
  /// A run came into being or changed.
  case run(RunView)
  /// Something happened; in words, too.
  case historyEntry(HistoryEntry, summary: String)
  /// A version of a robot, trigger or calendar was published, or the rule deleted; with the text
  /// form of its condition.
  case rule(RuleVersionView, conditionText: String)
  case entityType(EntityType)
  case deletedEntityType(String)
  case pipeline(Pipeline)
  case deletedPipeline(PipelineKey)
  /// A robot's application to existing items has begun, gone on or ended.
  case application(RobotApplication)
  /// Everything or a pipeline was paused, or goes on.
  case pause(Pause)
}

/// A record as a change has left it, and what was different before.
package struct RecordChange: Hashable, Sendable {
  package var record: Record
  /// It was not there before.
  package var isCreated = false
  /// What changed of a record that was there before, in the order of the first changes.
  package var fields: [ChangedField] = []
  /// Where a moved item stood before; nil where it was not moved.
  package var oldPlace: StageKey?

  /// A record of which nothing more is said.
  package init(record: Record) {
    self.record = record
  }
}

/// A field before and after a change; nil where it is empty.
package struct ChangedField: Hashable, Sendable {
  package var name: String
  package var old: FieldValue?
  package var new: FieldValue?

  /// Describes a field's change.
  package init(name: String, old: FieldValue?, new: FieldValue?) {
    self.name = name
    self.old = old
    self.new = new
  }
}

/// What kind of change it is; the numbers are those of `robots.v1.ChangeKind`.
package enum ChangeKind: UInt8, Hashable, Sendable, CaseIterable {
  case record = 1
  case visit = 2
  case run = 3
  case history = 4
  case rule = 5
  /// Entity types and pipelines.
  case schema = 6
  case application = 7
  case pause = 8
}

/// Which changes somebody asks for.
package struct ChangeFilter: Hashable, Sendable {
  /// Of records of these types and of what belongs to them; empty for all.
  package var entityTypes: [String] = []
  /// Of these kinds; empty for all.
  package var kinds: [ChangeKind] = []

  /// All changes.
  package init() {}

  /// Whether changes of a kind are asked for.
  package func takes(_ kind: ChangeKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

  /// Whether changes of a kind are asked for that belong to an entity type.
  package func takes(_ kind: ChangeKind, of entityType: String) -> Bool {
    takes(kind) && (entityTypes.isEmpty || entityTypes.contains(entityType))
  }
}
