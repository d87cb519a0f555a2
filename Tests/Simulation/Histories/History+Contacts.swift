import RobotEngine
import RobotModel
import TestSupport

// The records to which items are linked. What is due of an item by its contact's date starts before
// that changes (S-2).

extension History {
  mutating func putContact() throws {
    let contact = random.below(Self.contacts.count)
    // Some weeks ago or ahead, so that it comes again soon.
    let day = now / Clocks.day - 50 + Int64(random.below(62))
    let birthday = random.oneIn(6) ? nil : day
    let key = SimulatedRules.key(contact: Self.contacts[contact])
    try command("put \(key.id) \(birthday.map { "\($0)" } ?? "-")") { history in
      history.model.put(contact: contact, birthday: birthday)
      let value = birthday.map { FieldValue.date(CivilDate(daysSinceEpoch: $0)) }
      let change = FieldChange(name: SimulatedRules.birthdayField, value: value)
      _ = try history.service.engine.perform(
        PutRecord(key: key, changes: [change]),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
    }
  }

  mutating func deleteContact() throws {
    let contact = random.below(Self.contacts.count)
    let key = SimulatedRules.key(contact: Self.contacts[contact])
    try command("delete \(key.id)") { history in
      history.model.delete(contact: contact)
      history.perform { engine, caller, now throws(RequestError) in
        _ = try engine.perform(DeleteRecord(key: key), by: caller, at: now)
      }
    }
  }
}
