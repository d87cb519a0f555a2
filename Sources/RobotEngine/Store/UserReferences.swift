import RobotModel

/// Makes references to the same user one object.
///
/// A reference takes 64 bytes of its own, and most records name one of a few hundred people as
/// responsible. A user's place follows from the id; who comes to a place takes it over, so what is
/// kept here has a bound, and users that are named again and again are found at once.
final class UserReferences {
  private static let placeCount = 1_024
  private let places = Cell([FieldValue?](repeating: nil, count: placeCount))

  /// Knows nobody.
  init() {}

  /// The same value, as the object of earlier ones where it is known.
  func shared(_ value: FieldValue) -> FieldValue {
    guard case .reference(let key) = value, key.entityType == "user" else { return value }
    let place = Int(UInt(bitPattern: key.id.hashValue) % UInt(Self.placeCount))
    if let known = places.value[place], known == value { return known }
    places.value[place] = value
    return value
  }
}
