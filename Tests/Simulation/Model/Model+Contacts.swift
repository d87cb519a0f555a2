extension Model {
  /// Makes a contact, or changes its birthday; every item that is linked to it takes notice (S-7).
  mutating func put(contact: Int, birthday: Int64?) {
    let isChanged = !contacts[contact].isThere || contacts[contact].birthday != birthday
    contacts[contact].wasMade = true
    contacts[contact].isThere = true
    contacts[contact].birthday = birthday
    if isChanged { followBirthday(of: contact) }
  }

  mutating func delete(contact: Int) {
    guard contacts[contact].isThere else { return }
    contacts[contact].isThere = false
    contacts[contact].birthday = nil
    followBirthday(of: contact)
  }

  private mutating func followBirthday(of contact: Int) {
    for item in items.indices where items[item].contact == contact {
      followDate(item, where: \.readsContact)
    }
  }
}
