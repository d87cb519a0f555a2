extension Model {
  /// Makes a contact, or changes its birthday; every item that is linked to it takes notice (S-7).
  mutating func put(contact: Int, birthday: Int64?) {
    settleLinked(to: contact)
    let isChanged = !contacts[contact].isThere || contacts[contact].birthday != birthday
    contacts[contact].wasMade = true
    contacts[contact].isThere = true
    contacts[contact].birthday = birthday
    if isChanged { followBirthday(of: contact) }
  }

  mutating func delete(contact: Int) {
    guard contacts[contact].isThere else { return }
    settleLinked(to: contact)
    contacts[contact].isThere = false
    contacts[contact].birthday = nil
    followBirthday(of: contact)
  }

  /// Starts what is due of the items of which a run is due by the birthday (S-2).
  private mutating func settleLinked(to contact: Int) {
    for item in items.indices where items[item].contact == contact && isDueByContact(item) {
      settle(item)
    }
  }

  private func isDueByContact(_ item: Int) -> Bool {
    items[item].visits.contains { visit in
      hold(item, in: visit.stage) == nil
        && visit.runs.contains { run in
          run.isWaiting && run.robot.readsContact && run.due.map { $0 <= now } ?? false
            && run.notBefore ?? now <= now
        }
    }
  }

  private mutating func followBirthday(of contact: Int) {
    for item in items.indices where items[item].contact == contact {
      followDate(item, where: \.readsContact)
    }
  }
}
