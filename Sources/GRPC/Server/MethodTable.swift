import HTTP2

/// The methods a server answers, found by the path bytes of a request.
///
/// Looking a path up costs one hash and one comparison and allocates nothing: an open table of
/// at least twice as many places as methods, filled before the first connection.
package final class MethodTable {
  /// One method with what serves it.
  final class Method {
    let descriptor: MethodDescriptor
    /// The bytes of its path, at a fixed address.
    let path: UnsafeRawBufferPointer
    /// What serves a method with one message each way; nil for any other.
    let unaryHandler: (any UnaryHandler)?
    /// What makes the handlers of a method that streams; nil for any other.
    let makeStreamHandler: (() -> any StreamHandler)?

    init(
      _ descriptor: MethodDescriptor,
      unaryHandler: (any UnaryHandler)? = nil,
      makeStreamHandler: (() -> any StreamHandler)? = nil
    ) {
      self.descriptor = descriptor
      self.unaryHandler = unaryHandler
      self.makeStreamHandler = makeStreamHandler
      let bytes = Array(descriptor.path.utf8)
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
      room.copyBytes(from: bytes)
      path = UnsafeRawBufferPointer(room)
    }

    deinit { path.deallocate() }
  }

  /// Passed by every call before its handler; nil lets every call pass.
  @exclusivity(unchecked) package var gate: (any CallGate)?

  @exclusivity(unchecked) private(set) var methods: [Method] = []
  @exclusivity(unchecked) private var places: [Int32] = [Int32](
    repeating: MethodTable.free,
    count: 16
  )
  private static let free: Int32 = -1

  /// Makes a table without methods.
  package init(gate: (any CallGate)? = nil) {
    self.gate = gate
  }

  /// The methods in the order they were added.
  package var descriptors: [MethodDescriptor] { methods.map(\.descriptor) }

  /// Adds a method with one message each way.
  package func add(_ descriptor: MethodDescriptor, unary handler: any UnaryHandler) {
    precondition(
      !descriptor.isClientStreaming && !descriptor.isServerStreaming,
      "\(descriptor.path) streams: it needs a stream handler"
    )
    add(Method(descriptor, unaryHandler: handler))
  }

  /// Adds a method; `makeHandler` makes the handler of each of its calls.
  package func add(
    _ descriptor: MethodDescriptor,
    stream makeHandler: @escaping () -> any StreamHandler
  ) {
    add(Method(descriptor, makeStreamHandler: makeHandler))
  }

  /// The method of a path, or nil; it lives as long as the table, so nobody needs to retain it.
  func method(at path: UnsafeRawBufferPointer) -> Unmanaged<Method>? {
    let index = places[place(of: path)]
    return index == MethodTable.free ? nil : Unmanaged.passUnretained(methods[Int(index)])
  }

  private func add(_ method: Method) {
    methods.append(method)
    if methods.count * 2 > places.count {
      places = [Int32](repeating: MethodTable.free, count: places.count * 2)
      for index in 0..<methods.count - 1 { enter(index) }
    }
    enter(methods.count - 1)
  }

  private func enter(_ index: Int) {
    let method = methods[index]
    let place = self.place(of: method.path)
    precondition(
      places[place] == MethodTable.free,
      "\(method.descriptor.path) is already in the table"
    )
    places[place] = Int32(index)
  }

  /// Where the path is, or the free place where it would be.
  private func place(of path: UnsafeRawBufferPointer) -> Int {
    var place = Int(truncatingIfNeeded: hash(path)) & (places.count - 1)
    while places[place] != MethodTable.free {
      if methods[Int(places[place])].path.equals(path) { return place }
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  /// Mixes eight bytes a step; the table is ours, so nobody gains from choosing collisions.
  private func hash(_ path: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: path.count)
    var offset = 0
    while offset + 8 <= path.count {
      let word = path.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset += 8
    }
    while offset < path.count {
      hash = (hash ^ UInt64(path[offset])) &* 0x9E37_79B9_7F4A_7C15
      offset += 1
    }
    return hash ^ hash >> 32
  }
}
