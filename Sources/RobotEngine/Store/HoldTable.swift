import RobotModel

/// What holds automation up: pauses, and loop breakers that have stopped an item (S-13, S-37).
///
/// Who pauses everything or a pipeline is one of a few; items are rows of their own, only for those
/// that are held or were not long ago. A store in which nothing is held answers by one comparison.
final class HoldTable {
  /// An item that is held, or whose visits do not all count.
  struct ItemRow: Hashable {
    var pauseTime = StoredInstant.none
    var pauseUser = NameSlot.empty
    var breakTime = StoredInstant.none
    /// Visits up to this number no longer count for the loop breaker.
    var countedNumber = StoreNumber.none
    /// Visits up to this number are of a record that was deleted before.
    var formerNumber = StoreNumber.none

    /// Why the item's due runs wait, if they do.
    var reason: Reason? {
      if pauseTime.instant != nil { return .paused }
      return breakTime.instant == nil ? nil : .loopBreaker
    }
  }

  private struct Entry {
    var record: Slot<RecordRow>
    var row: ItemRow
  }

  /// The last pause of everything, which may have ended.
  private(set) var everything: Pause?
  /// The last pause of each pipeline that was ever paused.
  private(set) var pipelines: [(key: PipelineKey, pause: Pause)] = []
  private var items = Slab<Entry>()
  private var index = SlotIndex<Entry>()
  /// Whether anything may be held; false makes every other question needless.
  private(set) var isHolding = false
  /// How many items are paused, and how many the loop breaker has stopped.
  private(set) var pausedItemCount = 0
  private(set) var stoppedItemCount = 0

  /// Holds nothing.
  init() {}

  /// The pauses of everything and of pipelines, also those that have ended.
  var kept: [Pause] { (everything.map { [$0] } ?? []) + pipelines.map(\.pause) }

  /// All automation is paused.
  var isEverythingPaused: Bool { everything.map { $0.endTime == nil } ?? false }

  /// The pause of a pipeline, which may have ended.
  func pause(ofPipeline pipeline: String, type: String) -> Pause? {
    pipelines.first { $0.key.id == pipeline && $0.key.entityType == type }?.pause
  }

  /// Sets the pause of everything or of a pipeline.
  func put(_ pause: Pause) {
    switch pause.scope {
    case .everything: everything = pause
    case .pipeline(let key):
      if let place = pipelines.firstIndex(where: { $0.key == key }) {
        pipelines[place].pause = pause
      } else {
        pipelines.append((key, pause))
      }
    case .item: preconditionFailure("an item's pause is a row")
    }
    noteChange()
  }

  /// Forgets the pause of a pipeline that is gone.
  func removePipeline(_ key: PipelineKey) {
    pipelines.removeAll { $0.key == key }
    noteChange()
  }

  private func noteChange() {
    isHolding =
      isEverythingPaused || pausedItemCount + stoppedItemCount > 0
      || pipelines.contains { $0.pause.endTime == nil }
  }
}

// MARK: - Items

extension HoldTable {
  /// One more than the greatest place of an item's row.
  var itemEndIndex: UInt32 { items.endIndex }

  /// The item at a place, if there is one.
  func record(at index: UInt32) -> Slot<RecordRow> { items[Slot(index: index)].record }

  /// What is known of an item; a row that says nothing where there is none.
  func row(of record: Slot<RecordRow>) -> ItemRow {
    let slot = slot(of: record)
    return slot.isSome ? items[slot].row : ItemRow()
  }

  /// Sets what is known of an item; a row that says nothing is not kept.
  func set(_ row: ItemRow, of record: Slot<RecordRow>) {
    let slot = slot(of: record)
    count(self.row(of: record), by: -1)
    count(row, by: 1)
    if row == ItemRow() {
      guard slot.isSome else { return }
      index.remove(slot, hash: Self.hash(record))
      items.remove(slot, leaving: Entry(record: .none, row: row))
    } else if slot.isSome {
      items[slot].row = row
    } else {
      index.insert(items.insert(Entry(record: record, row: row)), hash: Self.hash(record))
    }
    noteChange()
  }

  private func count(_ row: ItemRow, by difference: Int) {
    if row.pauseTime.instant != nil { pausedItemCount += difference }
    if row.breakTime.instant != nil { stoppedItemCount += difference }
  }

  private func slot(of record: Slot<RecordRow>) -> Slot<Entry> {
    index.find(hash: Self.hash(record)) { items[$0].record == record }
  }

  private static func hash(_ record: Slot<RecordRow>) -> UInt64 {
    let product = UInt64(record.index) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }
}
