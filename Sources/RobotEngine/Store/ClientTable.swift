// Whose records are these
//
// An event may name a client instead of an item: a contact, a company, a phone number or an e-mail
// address. So every record is linked to the clients that its fields name:
//
//     contacts, company    the record referred to, whether or not it is there
//     phones, emails       the address, in the one form in which it is compared
//
// The items for which an invoice or a quote is written are linked to it in the same way, by its
// field `items`; apart from the clients, since nobody asks for the documents of a contact there.
//
// All links of one client are a list through the rows, whose head is found by the client's hash; a
// link itself is found by the client and the record, so that removing one from a long list does
// not walk it. A hash may stand for two clients: whoever reads a list looks into the records. A
// link costs 24 bytes and two index entries, and only records that name a client have any.

import RobotModel

/// The records that name each client in one of their fields.
final class ClientTable {
  private struct Link {
    var client: UInt64 = 0
    var record = Slot<RecordRow>.none
    var previous = Slot<Link>.none
    var next = Slot<Link>.none
  }

  private let links = Slab<Link>()
  private let heads = SlotIndex<Link>()
  private let pairs = SlotIndex<Link>()

  /// Starts empty.
  init() {}

  /// The records that may name a client, in no order that means anything.
  ///
  /// - Parameter most: No more than so many are looked for.
  func records(naming client: Client, atMost most: Int) -> [Slot<RecordRow>] {
    var records: [Slot<RecordRow>] = []
    var link = head(client.hash)
    while link.isSome, records.count < most {
      records.append(links[link].record)
      link = links[link].next
    }
    return records
  }

  /// Links a record to the clients that its fields name now, instead of those of before.
  func relink(_ record: Slot<RecordRow>, from old: [Client], to new: [Client]) {
    for client in old where !new.contains(client) { unlink(record, client.hash) }
    for client in new where !old.contains(client) { link(record, client.hash) }
  }

  private func link(_ record: Slot<RecordRow>, _ client: UInt64) {
    let pair = Self.pairHash(client, record)
    if find(record, client).isSome { return }
    let head = head(client)
    let slot = links.insert(Link(client: client, record: record, next: head))
    pairs.insert(slot, hash: pair)
    if head.isSome {
      links[head].previous = slot
      heads.remove(head, hash: client)
    }
    heads.insert(slot, hash: client)
  }

  private func unlink(_ record: Slot<RecordRow>, _ client: UInt64) {
    let slot = find(record, client)
    guard slot.isSome else { return }
    let (previous, next) = (links[slot].previous, links[slot].next)
    if next.isSome { links[next].previous = previous }
    if previous.isSome {
      links[previous].next = next
    } else {
      heads.remove(slot, hash: client)
      if next.isSome { heads.insert(next, hash: client) }
    }
    pairs.remove(slot, hash: Self.pairHash(client, record))
    links.remove(slot, leaving: Link())
  }

  private func head(_ client: UInt64) -> Slot<Link> {
    heads.find(hash: client) { links[$0].client == client }
  }

  private func find(_ record: Slot<RecordRow>, _ client: UInt64) -> Slot<Link> {
    pairs.find(hash: Self.pairHash(client, record)) { slot in
      links[slot].client == client && links[slot].record == record
    }
  }

  private static func pairHash(_ client: UInt64, _ record: Slot<RecordRow>) -> UInt64 {
    let product = (client ^ UInt64(record.index)) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }
}

/// Whom a field names: a contact or company, or an address; of an invoice or quote also an item.
enum Client: Hashable {
  case record(RecordKey)
  case address(String)
  /// For which a document is written.
  case item(RecordKey)

  /// Spreads clients over a table; differs from one start of the service to the next.
  var hash: UInt64 {
    var hasher = Hasher()
    hasher.combine(self)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

extension Store {
  /// The clients that a record's fields name.
  func clients(in fields: [StoredField], of type: EntityTypeSlot) -> [Client] {
    var clients: [Client] = []
    let itemsField = schema.itemsField(of: type)
    for number in schema.clientFields(of: type) {
      guard let value = fields[number] else { continue }
      let members = if case .list(let members) = value { members } else { [value] }
      for member in members {
        let named = number == itemsField ? Client(item: member) : Client(member)
        guard let client = named, !clients.contains(client) else { continue }
        clients.append(client)
      }
    }
    return clients
  }
}

extension Client {
  /// The client that a field's value names.
  init?(_ value: FieldValue) {
    switch value {
    case .reference(let key): self = .record(key)
    case .text(let text): self = .address(ClientAddress.normalized(text))
    case .boolean, .integer, .decimal, .money, .date, .timestamp, .list: return nil
    }
  }

  /// The item for which a document is written.
  fileprivate init?(item value: FieldValue) {
    guard case .reference(let key) = value else { return nil }
    self = .item(key)
  }
}
