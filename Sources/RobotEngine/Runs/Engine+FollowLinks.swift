import RobotModel

// Following a linked record to which very many items refer (S-7)
//
// A company with all its deals is changed by one command, but the due times that move by that may
// be a hundred thousand. As with a calendar some of them, as a rule all, are computed anew with the
// command, and the others in steps that come before anything else that is due; how far the steps
// have come is stored with each of them. An item whose turn has not come follows before anything of
// it is started or changed.
//
// What was due by the time of the change starts as it was due (S-2): of the first items before the
// command is applied, of the others since their due times stay.

extension Engine {
  /// Starts what is due of the items that read a date of a record that is about to change, or to
  /// be made.
  func settleLinked(to key: RecordKey) {
    if dateWatchers.isEmpty { return }
    for item in dateWatchers.items(watching: key).prefix(Self.changedAtOnce)
    where pendingRuns(of: item).contains(where: { isDue($0, by: time) && reads($0, key) }) {
      settle(item)
    }
  }

  /// Lets the items whose runs read a record's dates take notice of its change; some now, the
  /// others soon.
  ///
  /// Where an earlier change is under way both begin anew as one.
  func followLinks(to record: Slot<RecordRow>, fields: [FieldNumber]?) {
    if dateWatchers.isEmpty { return }
    let key = store.key(of: record)
    let items = dateWatchers.items(watching: key)
    if items.isEmpty { return }
    var change = LinkChange(of: record, key, fields: fields, at: time, items)
    let earlier = linkChanges.firstIndex { $0.record == record }
    if let earlier { change.include(linkChanges.remove(at: earlier)) }
    follow(&change)
    if !change.itemsLeft.isEmpty { linkChanges.append(change) }
    if earlier != nil || !change.itemsLeft.isEmpty { keep(change) }
  }

  /// Goes on with the oldest change of a linked record that is not done; false if there is none.
  func followSomeLinks() -> Bool {
    guard var change = linkChanges.first else { return false }
    follow(&change)
    if change.itemsLeft.isEmpty {
      linkChanges.removeFirst()
    } else {
      linkChanges[0] = change
    }
    keep(change)
    return true
  }

  /// Lets an item follow the changes whose turn has not come to it yet.
  func finishFollowing(_ item: Slot<RecordRow>) {
    for index in linkChanges.indices
    where linkChanges[index].itemsLeft.contains(item)
      && linkChanges[index].itemsAhead.insert(item).inserted
    {
      follow(linkChanges[index], item)
    }
  }

  private func follow(_ change: inout LinkChange) {
    for item in change.itemsLeft.take(Self.changedAtOnce) {
      change.lastItem = store.records[item].number
      if !change.itemsAhead.contains(item) { follow(change, item) }
    }
  }

  private func follow(_ change: LinkChange, _ item: Slot<RecordRow>) {
    followDates(ofItem: item, dueAfter: change.time) { path in
      guard let link = path.link, target(of: link, of: item) == change.key else { return false }
      return change.fields.map { path.reads($0) } ?? true
    }
  }

  private func keep(_ change: LinkChange) {
    batch.definitions.append(.linkProgress(progress(of: change)))
  }

  /// A change as it is stored.
  func progress(of change: LinkChange) -> LinkProgress {
    let type = store.records[change.record].entityType
    return LinkProgress(
      record: store.records[change.record].number,
      fields: (change.fields ?? []).map { store.schema.name(of: $0, in: type) },
      time: change.time,
      lastItem: change.lastItem,
      isOver: change.itemsLeft.isEmpty
    )
  }

  private func reads(_ run: Slot<RunRow>, _ key: RecordKey) -> Bool {
    let record = store.visits[store.runs[run].visit].record
    let path = store.robots.compiled(store.runs[run].version).datePath
    return path?.link.map { target(of: $0, of: record) == key } ?? false
  }
}

// MARK: - After a crash

extension Engine {
  /// Takes in how far the items had come to follow a linked record, which a snapshot brings later.
  func load(_ progress: LinkProgress) {
    loadedLinkProgress.removeAll { $0.record == progress.record }
    if !progress.isOver { loadedLinkProgress.append(progress) }
  }

  /// Finds the items to which the changes of linked records had not come when the service ended.
  func findInterruptedLinkChanges() {
    for progress in loadedLinkProgress {
      let record = store.record(progress.record)
      guard record.isSome else { continue }
      let (type, key) = (store.records[record].entityType, store.key(of: record))
      let fields = progress.fields.compactMap { store.schema.number(ofField: $0, in: type) }
      let items = dateWatchers.items(watching: key).filter {
        store.records[$0].number > progress.lastItem
      }
      var change = LinkChange(
        of: record,
        key,
        fields: progress.fields.isEmpty ? nil : fields,
        at: progress.time,
        items
      )
      change.lastItem = progress.lastItem
      linkChanges.append(change)
    }
    loadedLinkProgress = []
  }
}
