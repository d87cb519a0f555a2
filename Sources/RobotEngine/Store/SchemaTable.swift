import RobotModel

/// A field's place in its entity type: what a stored field is named by.
struct FieldNumber: Hashable, Comparable, Sendable {
  /// The place, from 0 in the order in which the fields were made.
  let rawValue: UInt16

  /// Wraps a place.
  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  static func < (left: FieldNumber, right: FieldNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// An entity type's place in the ``SchemaTable``.
struct EntityTypeSlot: Hashable, Sendable {
  /// The place.
  let rawValue: UInt16

  /// Wraps a place.
  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}

/// A stage's place in the ``SchemaTable``; it outlives the stage, since visits name it.
struct StageSlot: Hashable, Sendable {
  /// The place.
  let rawValue: UInt32

  /// Wraps a place.
  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Of a record that stands nowhere.
  static let none = StageSlot(rawValue: .max)
}

/// The definitions that records and robots are made of: entity types, fields, pipelines, stages.
///
/// Names are interned here once; everything else in the store keeps slots and numbers. A slot is
/// never given to another name, so that what was stored under it stays readable after its
/// definition is gone. Every list is in order of making, which loading repeats.
final class SchemaTable {
  /// An entity type and the numbers of its fields.
  struct EntityTypeEntry {
    /// Kept after the type is gone.
    let id: String
    /// Nil once the type is gone, and while only records have named it.
    var definition: EntityType? { didSet { hasStages = definition?.hasStages ?? false } }
    /// Whether records of the type stand in stages.
    private(set) var hasStages = false
    /// By number; a field that is gone keeps its place.
    private(set) var fieldNames: [String] = []
    /// By number; nil for a field that is gone.
    private(set) var fields: [Field?] = []
    /// By number, as `fields`: what is asked for most.
    private(set) var presentNames: [String?] = []
    /// By number, as `fields`.
    private(set) var forms: [FieldForm?] = []
    var numbers: [String: FieldNumber] = [:]
    /// The field in which an item of the type says in which zone it lives, if there is one.
    private(set) var zoneField: FieldNumber?
    /// The fields that name clients.
    var clientFields: [FieldNumber] = []
    /// Of a document: the one of those that names its items.
    var itemsField: FieldNumber?
    /// Sorted by id.
    var pipelines: [String] = []
    /// The records of the type, deleted ones too, by time of making.
    var firstRecord = Slot<RecordRow>.none
    var lastRecord = Slot<RecordRow>.none
    /// How many of them are not deleted.
    var recordCount = 0
    /// By number: the field that was asked for after this one the last time.
    private var following: [FieldNumber] = []
    /// The field that was asked for last.
    private var lastFound = FieldNumber(rawValue: 0)

    /// An entity type that only has a name.
    init(id: String) {
      self.id = id
    }

    /// Looks up the fields that name clients and items.
    mutating func findClientFields() {
      clientFields = ["contacts", "company", "phones", "emails"].compactMap { numbers[$0] }
      itemsField = DocumentType(rawValue: id).flatMap { _ in numbers[DocumentType.itemsField] }
      if let itemsField { clientFields.append(itemsField) }
    }

    /// Makes a number for a field's name.
    mutating func addField(named id: String) -> FieldNumber {
      let number = FieldNumber(rawValue: UInt16(fields.count))
      fieldNames.append(id)
      fields.append(nil)
      presentNames.append(nil)
      forms.append(nil)
      following.append(number)
      numbers[id] = number
      return number
    }

    /// Sets a field's definition, or takes it away.
    mutating func set(_ field: Field?, at number: Int) {
      fields[number] = field
      presentNames[number] = field?.id
      forms[number] = field.map { FieldForm($0) }
      if fieldNames[number] == "time_zone" {
        zoneField = field == nil ? nil : FieldNumber(rawValue: UInt16(number))
      }
    }

    /// The number of a field that exists.
    ///
    /// Callers name the same fields in the same order again and again, so the one that followed
    /// last time is tried first: that is a comparison instead of a hash.
    mutating func number(ofField id: String) -> FieldNumber? {
      if following.isEmpty { return nil }
      let guess = following[Int(lastFound.rawValue)]
      if let name = presentNames[Int(guess.rawValue)], name == id {
        lastFound = guess
        return guess
      }
      guard let number = numbers[id], presentNames[Int(number.rawValue)] != nil else { return nil }
      following[Int(lastFound.rawValue)] = number
      lastFound = number
      return number
    }
  }

  /// A stage and the items that stand in it.
  struct StageRow {
    let key: StageKey
    let entityType: EntityTypeSlot
    /// Nil once the stage is gone, and while only visits have named it.
    var stage: Stage?
    /// The place in the pipeline's order, from 0.
    var position = 0
    /// The items of the stage, the newest entry last.
    var firstItem = Slot<RecordRow>.none
    var lastItem = Slot<RecordRow>.none
    var itemCount = 0
  }

  /// What every command looks up.
  private struct Entries {
    var entityTypes: [EntityTypeEntry] = []
    var stages: [StageRow] = []
    var entityTypeSlots: [String: EntityTypeSlot] = [:]
    var stageSlots: [StageKey: StageSlot] = [:]
    /// The entity type and the stage that were looked up last, since many commands in a row name
    /// the same.
    var lastEntityType = EntityTypeSlot(rawValue: 0)
    var lastStage: (key: StageKey, slot: StageSlot)?
    /// The entity type that was looked up last.
    var lastType: (id: String, slot: EntityTypeSlot)?
  }

  private let entries = Cell(Entries())
  private var pipelines: [PipelineKey: Pipeline] = [:]
  /// Ids of the entity types that exist, sorted.
  private(set) var entityTypeIDs: [String] = []

  /// Starts empty.
  init() {}

  /// A table like this one that can be changed to see what would become of it.
  func copy() -> SchemaTable {
    let copy = SchemaTable()
    copy.entityTypes = entityTypes
    copy.stages = stages
    copy.entityTypeSlots = entityTypeSlots
    copy.stageSlots = stageSlots
    copy.pipelines = pipelines
    copy.entityTypeIDs = entityTypeIDs
    return copy
  }

  /// A table with these definitions and none of the records.
  func copyOfDefinitions() -> SchemaTable {
    let copy = copy()
    for index in copy.entityTypes.indices {
      (copy.entityTypes[index].firstRecord, copy.entityTypes[index].lastRecord) = (.none, .none)
      copy.entityTypes[index].recordCount = 0
    }
    for index in copy.stages.indices {
      (copy.stages[index].firstItem, copy.stages[index].lastItem) = (.none, .none)
      copy.stages[index].itemCount = 0
    }
    return copy
  }
}

extension SchemaTable {
  private(set) var entityTypes: [EntityTypeEntry] {
    @inline(__always) _read { yield entries.value.entityTypes }
    @inline(__always) _modify { yield &entries.value.entityTypes }
  }

  var stages: [StageRow] {
    @inline(__always) _read { yield entries.value.stages }
    @inline(__always) _modify { yield &entries.value.stages }
  }

  private var entityTypeSlots: [String: EntityTypeSlot] {
    @inline(__always) _read { yield entries.value.entityTypeSlots }
    @inline(__always) _modify { yield &entries.value.entityTypeSlots }
  }

  private var stageSlots: [StageKey: StageSlot] {
    @inline(__always) _read { yield entries.value.stageSlots }
    @inline(__always) _modify { yield &entries.value.stageSlots }
  }
}

// MARK: - Entity types and fields

extension SchemaTable {
  /// The place of the entity type, if it exists.
  func slot(ofEntityType id: String) -> EntityTypeSlot? {
    var slot = entries.value.lastEntityType
    if Int(slot.rawValue) >= entityTypes.count || entityTypes[Int(slot.rawValue)].id != id {
      guard let found = entityTypeSlots[id] else { return nil }
      slot = found
      entries.value.lastEntityType = found
    }
    // Comparing with nil would copy the whole definition.
    return switch entityTypes[Int(slot.rawValue)].definition {
    case .some: slot
    case .none: nil
    }
  }

  /// The entity type, if it exists.
  func entityType(_ id: String) -> EntityType? {
    guard let slot = entityTypeSlots[id] else { return nil }
    return entityTypes[Int(slot.rawValue)].definition
  }

  /// Whether records of the type stand in stages.
  func hasStages(_ type: EntityTypeSlot) -> Bool {
    entityTypes[Int(type.rawValue)].hasStages
  }

  /// The entity type's id, whether or not it still exists.
  func id(of slot: EntityTypeSlot) -> String { entityTypes[Int(slot.rawValue)].id }

  /// The entity type at a place, if it still exists.
  func definition(of slot: EntityTypeSlot) -> EntityType? {
    entityTypes[Int(slot.rawValue)].definition
  }

  /// The number of a field that exists.
  func number(ofField id: String, in type: EntityTypeSlot) -> FieldNumber? {
    entityTypes[Int(type.rawValue)].number(ofField: id)
  }

  /// What a value must be to be stored as it is in a field that still exists.
  func form(of number: FieldNumber, in type: EntityTypeSlot) -> FieldForm? {
    entityTypes[Int(type.rawValue)].forms[Int(number.rawValue)]
  }

  /// The field of a type that names an item's zone, if there is one.
  func zoneField(of type: EntityTypeSlot) -> FieldNumber? {
    entityTypes[Int(type.rawValue)].zoneField
  }

  /// The field with a number, if it still exists.
  func field(_ number: FieldNumber, of type: EntityTypeSlot) -> Field? {
    entityTypes[Int(type.rawValue)].fields[Int(number.rawValue)]
  }

  /// The name of a field, whether or not it still exists.
  func name(of number: FieldNumber, in type: EntityTypeSlot) -> String {
    entityTypes[Int(type.rawValue)].fieldNames[Int(number.rawValue)]
  }

  /// The names of an entity type's fields by their numbers; nil for those that are gone.
  func presentNames(of type: EntityTypeSlot) -> [String?] {
    entityTypes[Int(type.rawValue)].presentNames
  }

  /// Sets an entity type's definition; a field that keeps its name and type keeps its number.
  func put(_ type: EntityType) {
    let slot = internEntityType(type.id)
    if entityTypes[Int(slot.rawValue)].definition == nil { entityTypeIDs.insertSorted(type.id) }
    entityTypes[Int(slot.rawValue)].definition = type
    retireFields(of: slot, except: type.fields)
    for field in type.fields {
      let number = internField(field.id, in: slot)
      entityTypes[Int(slot.rawValue)].set(field, at: Int(number.rawValue))
    }
    entityTypes[Int(slot.rawValue)].findClientFields()
  }

  /// The fields by which records of a type name clients (S-31), and of a document its items.
  func clientFields(of type: EntityTypeSlot) -> [FieldNumber] {
    entityTypes[Int(type.rawValue)].clientFields
  }

  /// The field by which documents of a type name their items; nil where it is no such type.
  func itemsField(of type: EntityTypeSlot) -> FieldNumber? {
    entityTypes[Int(type.rawValue)].itemsField
  }

  /// Takes an entity type's definition away; its name stays known.
  func removeEntityType(_ id: String) {
    guard let slot = entityTypeSlots[id] else { return }
    entityTypes[Int(slot.rawValue)].definition = nil
    retireFields(of: slot, except: [])
    entityTypeIDs.removeSorted(id)
  }

  /// Takes the names of fields that are gone, so that a later field of the same name gets a number
  /// of its own and never shows what the old one held.
  private func retireFields(of slot: EntityTypeSlot, except kept: [Field]) {
    let index = Int(slot.rawValue)
    for number in entityTypes[index].fields.indices {
      guard let field = entityTypes[index].fields[number] else { continue }
      entityTypes[index].set(nil, at: number)
      if !kept.contains(where: { $0.id == field.id && $0.type == field.type }) {
        entityTypes[index].numbers[field.id] = nil
      }
    }
  }

  /// The place of a name, which need not be defined yet.
  func internEntityType(_ id: String) -> EntityTypeSlot {
    if let last = entries.value.lastType, last.id == id { return last.slot }
    if let slot = entityTypeSlots[id] {
      entries.value.lastType = (id, slot)
      return slot
    }
    let slot = EntityTypeSlot(rawValue: UInt16(entityTypes.count))
    entityTypes.append(EntityTypeEntry(id: id))
    entityTypeSlots[id] = slot
    return slot
  }

  /// The number of a field's name, which need not be defined yet.
  func internField(_ id: String, in type: EntityTypeSlot) -> FieldNumber {
    let index = Int(type.rawValue)
    return entityTypes[index].numbers[id] ?? entityTypes[index].addField(named: id)
  }

  /// The same, at once where a field that exists has one of the numbers from one on.
  func internField(
    _ id: String,
    in type: EntityTypeSlot,
    near first: FieldNumber
  ) -> FieldNumber {
    let entry = entityTypes[Int(type.rawValue)]
    let start = Int(first.rawValue)
    for number in start..<start + Self.fieldsTried where number < entry.presentNames.count {
      if entry.presentNames[number] == id { return FieldNumber(rawValue: UInt16(number)) }
    }
    return internField(id, in: type)
  }

  /// As many comparisons take as long as looking a name up.
  private static let fieldsTried = 8
}

// MARK: - Records of a type

extension SchemaTable {
  /// The first record of a type, deleted or not, by time of making.
  func firstRecord(of type: EntityTypeSlot) -> Slot<RecordRow> {
    entityTypes[Int(type.rawValue)].firstRecord
  }

  /// How many records of the type there are.
  func recordCount(of type: EntityTypeSlot) -> Int { entityTypes[Int(type.rawValue)].recordCount }

  /// Counts records of a type in or out.
  func countRecords(of type: EntityTypeSlot, by difference: Int) {
    entityTypes[Int(type.rawValue)].recordCount += difference
  }

  /// Puts a record at the end of its type's list and gives the one before it, if any.
  func appendRecord(
    _ record: Slot<RecordRow>,
    to type: EntityTypeSlot
  ) -> Slot<RecordRow> {
    let last = entityTypes[Int(type.rawValue)].lastRecord
    if !last.isSome { entityTypes[Int(type.rawValue)].firstRecord = record }
    entityTypes[Int(type.rawValue)].lastRecord = record
    return last
  }
}

// MARK: - Pipelines and stages

extension SchemaTable {
  /// The pipeline, if it exists.
  func pipeline(_ key: PipelineKey) -> Pipeline? { pipelines[key] }

  /// The ids of an entity type's pipelines, sorted.
  func pipelineIDs(ofEntityType id: String) -> [String] {
    guard let slot = entityTypeSlots[id] else { return [] }
    return entityTypes[Int(slot.rawValue)].pipelines
  }

  /// The place of a stage that exists.
  func slot(ofStage key: StageKey) -> StageSlot? {
    if let last = entries.value.lastStage, last.key == key { return last.slot }
    guard let slot = stageSlots[key], stages[Int(slot.rawValue)].stage != nil else { return nil }
    entries.value.lastStage = (key, slot)
    return slot
  }

  /// The stage's names, whether or not it still exists.
  func key(of slot: StageSlot) -> StageKey { stages[Int(slot.rawValue)].key }

  /// The stage at a place, if it still exists.
  func stage(_ slot: StageSlot) -> Stage? { stages[Int(slot.rawValue)].stage }

  /// The stage's place in its pipeline's order, from 0.
  func position(of slot: StageSlot) -> Int { stages[Int(slot.rawValue)].position }

  /// How many items stand in the stage.
  func itemCount(in slot: StageSlot) -> Int { stages[Int(slot.rawValue)].itemCount }

  /// Sets a pipeline's definition.
  func put(_ pipeline: Pipeline) {
    let key = pipeline.key
    removePipeline(key)
    let type = internEntityType(pipeline.entityType)
    entityTypes[Int(type.rawValue)].pipelines.insertSorted(pipeline.id)
    pipelines[key] = pipeline
    for (position, stage) in pipeline.stages.enumerated() {
      let slot = internStage(
        StageKey(entityType: pipeline.entityType, pipeline: pipeline.id, stage: stage.id)
      )
      stages[Int(slot.rawValue)].stage = stage
      stages[Int(slot.rawValue)].position = position
    }
  }

  /// Takes a pipeline's definition away; the names of its stages stay known.
  func removePipeline(_ key: PipelineKey) {
    entries.value.lastStage = nil
    guard let old = pipelines.removeValue(forKey: key), let type = entityTypeSlots[key.entityType]
    else { return }
    entityTypes[Int(type.rawValue)].pipelines.removeSorted(key.id)
    for stage in old.stages {
      let slot = internStage(
        StageKey(entityType: key.entityType, pipeline: key.id, stage: stage.id)
      )
      stages[Int(slot.rawValue)].stage = nil
    }
  }

  /// The place of a stage's names, which need not be defined yet.
  func internStage(_ key: StageKey) -> StageSlot {
    if let slot = slot(ofStage: key) ?? stageSlots[key] { return slot }
    let slot = StageSlot(rawValue: UInt32(stages.count))
    stages.append(StageRow(key: key, entityType: internEntityType(key.entityType)))
    stageSlots[key] = slot
    return slot
  }
}

extension [String] {
  /// Inserts into a list that is sorted by UTF-8 bytes, unless it is there.
  fileprivate mutating func insertSorted(_ text: String) {
    let place = firstIndex { !$0.utf8.lexicographicallyPrecedes(text.utf8) } ?? endIndex
    if place < endIndex, self[place] == text { return }
    insert(text, at: place)
  }

  /// Removes from the list.
  fileprivate mutating func removeSorted(_ text: String) {
    if let place = firstIndex(of: text) { remove(at: place) }
  }
}
