import RobotModel

/// One field of a record that holds something.
///
/// 24 bytes: the value's 17 leave room for the number. Most lists of a CRM have one member, a phone
/// or a tag, and an array for each would take 64 bytes more: such a list is kept as its member.
struct StoredField: Hashable {
  private var content: FieldValue
  let number: FieldNumber
  /// The value is a list, and the content its only member.
  private var isOnlyMember: Bool

  /// Describes what a field holds.
  init(_ number: FieldNumber, _ value: FieldValue) {
    self.number = number
    (content, isOnlyMember) = Self.parts(of: value)
  }

  /// What the field holds.
  var value: FieldValue {
    @inline(__always) get { isOnlyMember ? list : content }
    set { (content, isOnlyMember) = Self.parts(of: newValue) }
  }

  /// Takes a reference to a user as the object that others have of it.
  mutating func shareUser(_ users: UserReferences) {
    guard case .reference = content else { return }
    content = users.shared(content)
  }

  /// Apart, since an array has to be made: whoever reads another value has no part in it.
  @inline(never)
  private var list: FieldValue { .list([content]) }

  private static func parts(of value: FieldValue) -> (content: FieldValue, isOnlyMember: Bool) {
    if case .list(let members) = value, members.count == 1 { return (members[0], true) }
    return (value, false)
  }
}

/// What a field of a record is to hold from now on.
struct StoredChange: Hashable {
  let number: FieldNumber
  /// Nil for nothing.
  let value: FieldValue?

  /// Describes a change.
  init(_ number: FieldNumber, _ value: FieldValue?) {
    self.number = number
    self.value = value
  }
}

extension [StoredField] {
  /// The fields that a new record has by some changes, in no more room than they need.
  init(_ changes: [StoredChange], sharing users: UserReferences) {
    self = []
    reserveCapacity(changes.count { $0.value != nil })
    for index in changes.indices {
      let number = changes[index].number
      if let value = changes[index].value, isEmpty || self[count - 1].number < number {
        append(StoredField(number, value))
      } else {
        self[number] = changes[index].value
      }
    }
    shareUsers(users)
  }

  /// Takes references to users as the objects that others have of them.
  mutating func shareUsers(_ users: UserReferences) {
    for index in indices { self[index].shareUser(users) }
  }

  /// What the field holds, if anything.
  subscript(number: FieldNumber) -> FieldValue? {
    @inline(__always) get {
      // By index: an iterator would copy every value that it passes.
      for index in indices where self[index].number == number { return self[index].value }
      return nil
    }
    set {
      let place = firstIndex { $0.number >= number } ?? count
      let isThere = place < count && self[place].number == number
      switch newValue {
      case .some(let value) where isThere: self[place].value = value
      case .some(let value): insert(StoredField(number, value), at: place)
      case nil where isThere: remove(at: place)
      case nil: break
      }
    }
  }
}
