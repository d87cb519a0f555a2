// Maps from names to values: a record's fields, a robot's parameters, a run's outputs.
//
// protobuf-c knows no maps. It gives an array of entries in the order of the wire, with a name as
// often as it was sent, and a C type of its own for each map, though all map<string, Value> have
// the same members. So the entries are put into the order of their names first, the last of equal
// names winning as the format wants, and `Robots__V1__Record__FieldsEntry` stands for all of them.

import CRobotsProto
import RobotModel

/// An array of a map's entries as protobuf-c keeps it.
typealias MapEntries<Entry> = UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>?

/// The entry that stands for those of every map<string, Value>.
private typealias ValueEntry = Robots__V1__Record__FieldsEntry

extension MessageReader {
  /// What a map asks of fields, in the order of their names; a value without a kind clears.
  ///
  /// Puts the message's own entries into that order too.
  mutating func fieldChanges<Entry>(
    _ count: inout Int,
    _ entries: MapEntries<Entry>,
    _ field: String,
    atMost limit: Int
  ) -> [FieldChange] {
    map(&count, entries, field, atMost: limit) { reader, name, value in
      FieldChange(name: name, value: value.flatMap { reader.value($0) })
    }
  }

  /// The names and values of a map where each name must have a value, in the order of the names.
  ///
  /// Puts the message's own entries into that order too.
  mutating func namedValues<Entry>(
    _ count: inout Int,
    _ entries: MapEntries<Entry>,
    _ field: String,
    atMost limit: Int
  ) -> [NamedValue] {
    map(&count, entries, field, atMost: limit) { reader, name, value in
      NamedValue(name: name, value: reader.neededValue(value))
    }
  }

  private mutating func map<Entry, Result>(
    _ count: inout Int,
    _ entries: MapEntries<Entry>,
    _ field: String,
    atMost limit: Int,
    _ read: (inout MessageReader, String, UnsafeMutablePointer<Robots__V1__Value>?) -> Result
  ) -> [Result] {
    guard isCount(count, atMost: limit, field), let entries else { return [] }
    return entries.withMemoryRebound(to: UnsafeMutablePointer<ValueEntry>?.self, capacity: count) {
      putInOrder(&count, $0)
      var results: [Result] = []
      results.reserveCapacity(count)
      for case let entry? in UnsafeBufferPointer(start: $0, count: count) {
        let name = text(entry.pointee.key)
        let value = entry.pointee.value
        results.append(within("\(field).\(name.prefix(64))") { read(&$0, name, value) })
      }
      return results
    }
  }

  /// Sorts the entries by their names, keeping the last of equal names; usually nothing moves.
  private func putInOrder(
    _ count: inout Int,
    _ entries: UnsafeMutablePointer<UnsafeMutablePointer<ValueEntry>?>
  ) {
    if isInOrder(UnsafeBufferPointer(start: entries, count: count)) { return }
    let given = list(count, entries) { $0 }
    let sorted = given.indices.sorted { left, right in
      let order = order(given[left].pointee.key, given[right].pointee.key)
      return order == 0 ? left < right : order < 0
    }
    count = 0
    for index in sorted {
      if count > 0, let last = entries[count - 1],
        order(last.pointee.key, given[index].pointee.key) == 0
      {
        count -= 1
      }
      entries[count] = given[index]
      count += 1
    }
  }

  private func isInOrder(
    _ entries: UnsafeBufferPointer<UnsafeMutablePointer<ValueEntry>?>
  ) -> Bool {
    var last: UnsafeMutablePointer<CChar>?
    for case let entry? in entries {
      if let last, order(last, entry.pointee.key) >= 0 { return false }
      last = entry.pointee.key
    }
    return true
  }

  /// Compares two C strings byte by byte: negative, zero or positive.
  private func order(
    _ left: UnsafeMutablePointer<CChar>,
    _ right: UnsafeMutablePointer<CChar>
  ) -> Int {
    var index = 0
    while left[index] == right[index] {
      if left[index] == 0 { return 0 }
      index += 1
    }
    return Int(UInt8(bitPattern: left[index])) - Int(UInt8(bitPattern: right[index]))
  }
}

extension MessageBuilder {
  /// Makes a map's entries by their C initialiser.
  func map<Entry>(
    _ values: [NamedValue],
    _ initialise: (UnsafeMutablePointer<Entry>?) -> Void
  ) -> (Int, MapEntries<Entry>) {
    list(values) { named in
      let entry: UnsafeMutablePointer<Entry> = message(initialise)
      entry.withMemoryRebound(to: ValueEntry.self, capacity: 1) {
        $0.pointee.key = text(named.name)
        $0.pointee.value = value(named.value)
      }
      return entry
    }
  }
}
