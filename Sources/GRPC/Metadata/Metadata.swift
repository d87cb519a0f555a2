/// The key-value pairs that travel beside the messages of a call, in wire order.
///
/// Keys are lower-case ASCII. A key that ends in `-bin` carries arbitrary bytes, which this
/// type holds decoded; base64 is a matter of the wire. Every other key carries printable ASCII.
/// A key may occur more than once.
package struct Metadata: Sendable, Equatable {
  /// One key with one value.
  package struct Entry: Sendable, Equatable {
    /// The lower-case key.
    package let key: String
    /// The value's bytes: raw for a `-bin` key, else ASCII text.
    package let value: [UInt8]
  }

  /// The pairs in wire order.
  package private(set) var entries: [Entry] = []

  /// Makes metadata without pairs.
  package init() {}

  /// Whether there are no pairs.
  package var isEmpty: Bool { entries.isEmpty }

  /// Adds a text value; the key must not end in `-bin`, the value must be printable ASCII.
  package mutating func append(_ key: String, _ text: String) {
    precondition(!key.hasSuffix("-bin"), "the text of \(key) would be taken for base64")
    append(key: key, bytes: Array(text.utf8))
  }

  /// Adds a binary value; the key must end in `-bin`.
  package mutating func append(_ key: String, binary: [UInt8]) {
    precondition(key.hasSuffix("-bin"), "a binary value needs a key in -bin, not \(key)")
    append(key: key, bytes: binary)
  }

  /// The first value of a key as text, or nil if the key is absent.
  package func text(_ key: String) -> String? {
    binary(key).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first value of a key as bytes, or nil if the key is absent.
  package func binary(_ key: String) -> [UInt8]? {
    entries.first { $0.key == key }?.value
  }

  /// Every value of a key in wire order.
  package func all(_ key: String) -> [[UInt8]] {
    entries.lazy.filter { $0.key == key }.map(\.value)
  }

  mutating func append(key: String, bytes: [UInt8]) {
    entries.append(Entry(key: key, value: bytes))
  }
}

extension Metadata: ExpressibleByDictionaryLiteral {
  /// Makes metadata from text pairs, in the order written.
  package init(dictionaryLiteral elements: (String, String)...) {
    for (key, text) in elements { append(key, text) }
  }
}
