import RobotModel

extension Engine {
  /// Tells users something of a run's item: each gets a `notification` record.
  func tell(_ recipients: [FieldValue], _ text: String, _ act: RobotAct) {
    let item = store.key(of: act.record)
    for recipient in recipients {
      _ = makePredefinedRecord(
        "notification",
        [
          NamedValue(name: "recipient", value: recipient),
          NamedValue(name: "sender", value: .user(act.actingUser)),
          NamedValue(name: "text", value: .text(text)),
          NamedValue(name: "item", value: .reference(item)),
          NamedValue(name: "time", value: .timestamp(time)),
        ],
        by: act.author
      )
      var parts = EntryParts()
      parts.detail = HistoryDetail(field: "recipient", newValue: recipient, text: text)
      note(.notified, of: act.record, by: act.author, parts)
    }
  }
}
