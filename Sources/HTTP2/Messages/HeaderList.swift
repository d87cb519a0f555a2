import CNghttp2

/// Header fields to send, laid out once in the form nghttp2 takes.
///
/// A permanent list is made at start and sent again and again: nghttp2 is told not to copy it,
/// so it must outlive every session that sends it. Any other list is copied when submitted.
package final class HeaderList {
  /// One field to send: a lower-case name and a value, both as bytes.
  package struct Field {
    let name: [UInt8]
    let value: [UInt8]

    /// Makes a field of a fixed name and value.
    package init(_ name: StaticString, _ value: StaticString) {
      self.init(name, value.withUTF8Buffer { Array($0) })
    }

    /// Makes a field of a fixed name and a value made at run time.
    package init(_ name: StaticString, _ value: [UInt8]) {
      self.init(name: name.withUTF8Buffer { Array($0) }, value: value)
    }

    /// Makes a field of a name and a value made at run time.
    package init(name: [UInt8], value: [UInt8]) {
      self.name = name
      self.value = value
    }
  }

  let pairs: UnsafeMutableBufferPointer<nghttp2_nv>
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Lays out fields in the order given; pseudo-headers must come first.
  package init(_ fields: [Field], isPermanent: Bool = false) {
    let byteCount = fields.reduce(0) { $0 + $1.name.count + $1.value.count }
    bytes = .allocate(capacity: max(byteCount, 1))
    pairs = .allocate(capacity: max(fields.count, 1))
    let copyFlags = NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
    var offset = 0
    for (index, field) in fields.enumerated() {
      let name = bytes.baseAddress.map { $0 + offset }
      offset = bytes[offset...].update(fromContentsOf: field.name)
      let value = bytes.baseAddress.map { $0 + offset }
      offset = bytes[offset...].update(fromContentsOf: field.value)
      pairs.initializeElement(
        at: index,
        to: nghttp2_nv(
          name: name,
          value: value,
          namelen: field.name.count,
          valuelen: field.value.count,
          flags: isPermanent ? UInt8(copyFlags) : 0
        )
      )
    }
    count = fields.count
  }

  /// How many fields there are.
  package let count: Int

  deinit {
    pairs.deallocate()
    bytes.deallocate()
  }
}
