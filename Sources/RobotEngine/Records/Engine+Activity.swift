import RobotModel

/// What an item's fields of its activity tell of (S-33): each holds the newest time.
///
/// They are fields like any other, so a CRM that knows more than events and changes may put them.
enum Activity: String {
  /// The client has done something: mail, call, form, chat, visit, payment, signature.
  case client = "last_client_activity"
  /// A message was sent to the client, a task or activity completed, or a person changed the item.
  case staff = "last_staff_activity"
  /// A person has written to the client, called, or completed an activity.
  case answer = "last_staff_answer"
}

extension Engine {
  /// Keeps the time of an activity, if it is the item's newest.
  ///
  /// It is no change by anybody: the history does not tell of it, triggers do not hear of it, and
  /// the etag stays. Runs that wait by the field follow it.
  /// - Parameter moment: When it was; nil for now.
  func noteActivity(_ activity: Activity, of record: Slot<RecordRow>, at moment: Instant? = nil) {
    let type = store.records[record].entityType
    guard store.schema.hasStages(type),
      let number = store.schema.number(ofField: activity.rawValue, in: type)
    else { return }
    let moment = moment ?? time
    if let known = lastTime(of: activity, for: record), known >= moment { return }
    store.records[record].fields[number] = .timestamp(moment)
    touch(record)
    followDates(of: record, fields: [number])
  }

  /// When an activity with an item was last; nil for never.
  func lastTime(of activity: Activity, for record: Slot<RecordRow>) -> Instant? {
    let type = store.records[record].entityType
    guard let number = store.schema.number(ofField: activity.rawValue, in: type),
      case .timestamp(let moment)? = store.records[record].fields[number]
    else { return nil }
    return moment
  }

  /// Keeps when a person has changed an item, unless the change itself says so; other authors'
  /// changes are no activity.
  func noteStaffActivity(
    of record: Slot<RecordRow>,
    by author: Author,
    fields: [FieldNumber] = [],
    at moment: Instant? = nil
  ) {
    guard author.isPerson else { return }
    let type = store.records[record].entityType
    let number = store.schema.number(ofField: Activity.staff.rawValue, in: type)
    if let number, fields.contains(number) { return }
    noteActivity(.staff, of: record, at: moment)
  }
}
