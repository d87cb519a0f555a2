import Protobuf

/// What the service has acknowledged: every element must be, in order, and as a put.
struct Acknowledgements {
  /// How many there were.
  private(set) var count = 0
  /// Whether each was of the next number and told of a put.
  private(set) var areGood = true

  /// The state in words.
  var words: String { areGood ? "all in order" : "not all in order or not all as puts" }

  /// Takes an IngestResponse: a list of acknowledgements.
  mutating func take(_ response: ArraySlice<UInt8>) {
    var reader = WireReader(response)
    while let field = try? reader.next() {
      guard field.number == 1, case .bytes(let acknowledgement) = field.payload else { continue }
      count += 1
      note(acknowledgement)
    }
  }

  private mutating func note(_ acknowledgement: ArraySlice<UInt8>) {
    var reader = WireReader(acknowledgement)
    var (isNext, isPut) = (false, false)
    while let field = try? reader.next() {
      switch (field.number, field.payload) {
      case (Self.numberField, .varint(let number)): isNext = number == UInt64(count)
      case (Self.putField, .bytes): isPut = true
      default: break
      }
    }
    areGood = areGood && isNext && isPut
  }

  private static let numberField = 1
  private static let putField = 2
}
