// A bump allocator for the messages of one call.
//
// protobuf-c allocates every sub-message, string and list on its own and frees them one by one.
// The arena replaces that by moving a pointer through a block: an unpack costs no malloc, and
// `reset()` forgets everything at once. The first block is kept for the life of the arena; what
// doesn't fit gets further blocks, which `reset()` gives back.
//
// Two kinds of use share it. What a stranger sent is unpacked under `limitBytes`: protobuf-c can
// be made to allocate fifty times its input, and at the limit it gets NULL and gives up cleanly.
// What we build ourselves (`Arena+Building.swift`) is bounded by who builds it, and grows freely.

package import CProtobufC

/// A capped bump allocator for the messages of one call; confined to one thread.
///
/// Pointers handed out stay valid until `reset()`.
package final class Arena {
  /// What the C callback works on; it lives at a fixed address, which the allocator carries.
  struct State {
    var allocator: ProtobufCAllocator
    var next: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    /// Bytes in all blocks but the current one.
    var earlierBytes: Int
    var blockStart: UnsafeMutableRawPointer
    var limitBytes: Int
    var isLimited: Bool
    /// Blocks beyond the first; empty in an ordinary call.
    var furtherBlocks: [UnsafeMutableRawPointer]
  }

  let state: UnsafeMutablePointer<State>
  private let firstBlock: UnsafeMutableRawPointer
  private let firstBlockBytes: Int

  /// Every address handed out is a multiple of this, enough for any C type.
  static let alignment = 16

  /// What a request for `byteCount` bytes takes.
  @inline(__always)
  static func rounded(_ byteCount: Int) -> Int {
    (byteCount + alignment - 1) & ~(alignment - 1)
  }

  /// Makes an arena whose unpacking may use up to `limitBytes`, with one block ready.
  package init(
    firstBlockBytes: Int = 16 * 1024,
    limitBytes: Int = Validator.Limits.standard.memoryBytes
  ) {
    precondition(firstBlockBytes > 0 && limitBytes >= 0)
    self.firstBlockBytes = firstBlockBytes
    firstBlock = .allocate(byteCount: firstBlockBytes, alignment: Arena.alignment)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        allocator: ProtobufCAllocator(
          alloc: { state, size in
            state.flatMap { Arena.take(size, from: $0.assumingMemoryBound(to: State.self)) }
          },
          free: { _, _ in },
          allocator_data: nil
        ),
        next: firstBlock,
        end: firstBlock + firstBlockBytes,
        earlierBytes: 0,
        blockStart: firstBlock,
        limitBytes: limitBytes,
        isLimited: false,
        furtherBlocks: []
      )
    )
    state.pointee.allocator.allocator_data = UnsafeMutableRawPointer(state)
  }

  deinit {
    for block in state.pointee.furtherBlocks { block.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
    firstBlock.deallocate()
  }

  /// Bytes handed out since the last `reset()`, alignment included.
  ///
  /// A call that builds a long list looks at it to end its page in time.
  package var usedBytes: Int {
    state.pointee.earlierBytes + (state.pointee.next - state.pointee.blockStart)
  }

  /// Forgets everything handed out; every pointer from this arena is invalid from here on.
  package func reset() {
    if !state.pointee.furtherBlocks.isEmpty {
      for block in state.pointee.furtherBlocks { block.deallocate() }
      state.pointee.furtherBlocks = []
    }
    state.pointee.next = firstBlock
    state.pointee.blockStart = firstBlock
    state.pointee.end = firstBlock + firstBlockBytes
    state.pointee.earlierBytes = 0
  }

  /// Unpacks a message into the arena; nil if the bytes are malformed or need more than the limit.
  ///
  /// protobuf-c trusts its input in ways that crash or lose data: `Validator.validate` first.
  package func unpack(
    _ bytes: UnsafeRawBufferPointer,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> UnsafeMutablePointer<ProtobufCMessage>? {
    state.pointee.isLimited = true
    defer { state.pointee.isLimited = false }
    return withUnsafeMutablePointer(to: &state.pointee.allocator) { allocator in
      protobuf_c_message_unpack(
        descriptor,
        allocator,
        bytes.count,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      )
    }
  }

  /// Hands out `byteCount` uninitialised bytes.
  package func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard let memory = Arena.take(byteCount, from: state) else {
      preconditionFailure("an unlimited arena has no memory for \(byteCount) bytes")
    }
    return memory
  }

  // MARK: - The bump

  private static func take(
    _ byteCount: Int,
    from state: UnsafeMutablePointer<State>
  ) -> UnsafeMutableRawPointer? {
    let available = state.pointee.end - state.pointee.next
    guard byteCount <= available else { return takeFromNewBlock(byteCount, state) }
    let memory = state.pointee.next
    state.pointee.next = memory + min(rounded(byteCount), available)
    return memory
  }

  /// The rare way: a block twice as large as the last, or as large as the request if that is more.
  @inline(never)
  private static func takeFromNewBlock(
    _ byteCount: Int,
    _ state: UnsafeMutablePointer<State>
  ) -> UnsafeMutableRawPointer? {
    let used = state.pointee.earlierBytes + (state.pointee.next - state.pointee.blockStart)
    var blockBytes = max(2 * (state.pointee.end - state.pointee.blockStart), byteCount)
    if state.pointee.isLimited {
      guard byteCount <= state.pointee.limitBytes - used else { return nil }
      blockBytes = max(min(blockBytes, state.pointee.limitBytes - used), byteCount)
    }
    let block = UnsafeMutableRawPointer.allocate(byteCount: blockBytes, alignment: alignment)
    state.pointee.furtherBlocks.append(block)
    state.pointee.earlierBytes = used
    state.pointee.blockStart = block
    state.pointee.next = block
    state.pointee.end = block + blockBytes
    return take(byteCount, from: state)
  }
}
