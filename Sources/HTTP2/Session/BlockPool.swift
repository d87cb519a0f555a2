import CNghttp2

/// Memory for nghttp2, which takes eight small blocks a call and gives them back.
///
/// Blocks of up to 512 bytes come from shelves, one for each multiple of 64 bytes, and go back
/// there. The C library keeps seven freed blocks of a size at hand and searches for any more: with
/// many calls in flight, that costs three times as much. A shelf keeps at most 256 blocks, all
/// together half a megabyte. In front of each block stands its capacity.
///
/// Confined to one thread; it must outlive every session that uses it.
final class BlockPool {
  private struct Shelf {
    var first: UnsafeMutableRawPointer?
    var count = 0
  }

  private static let headBytes = 16
  private static let stepBytes = 64
  private static let shelfCount = 8
  private static let mostKept = 256

  private let shelves: UnsafeMutablePointer<Shelf>

  init() {
    shelves = .allocate(capacity: BlockPool.shelfCount)
    shelves.initialize(repeating: Shelf(), count: BlockPool.shelfCount)
  }

  deinit {
    for index in 0..<BlockPool.shelfCount {
      while shelves[index].count > 0 {
        BlockPool.release(take((index + 1) * BlockPool.stepBytes))
      }
    }
    shelves.deallocate()
  }

  /// How many blocks lie on the shelves.
  var idleCount: Int { (0..<BlockPool.shelfCount).reduce(0) { $0 + shelves[$1].count } }

  /// The functions as nghttp2 takes them; it copies them into each session.
  var functions: nghttp2_mem {
    nghttp2_mem(
      mem_user_data: Unmanaged.passUnretained(self).toOpaque(),
      malloc: { byteCount, user in withPool(user) { $0.take(byteCount) } },
      free: { block, user in withPool(user) { $0.giveBack(block) } },
      calloc: { count, size, user in
        let (byteCount, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { return nil }
        return withPool(user) { pool in
          let block = pool.take(byteCount)
          block.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
          return block
        }
      },
      realloc: { block, byteCount, user in withPool(user) { $0.resize(block, to: byteCount) } }
    )
  }

  /// A block of at least so many bytes, aligned to 16.
  @inline(__always)
  func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let index = BlockPool.shelf(ofCapacity: byteCount)
    guard index < BlockPool.shelfCount else { return BlockPool.make(capacity: byteCount) }
    guard let block = shelves[index].first else {
      return BlockPool.make(capacity: (index + 1) * BlockPool.stepBytes)
    }
    shelves[index].first = block.load(as: UnsafeMutableRawPointer?.self)
    shelves[index].count &-= 1
    return block
  }

  /// Takes a block back; nil is none.
  @inline(__always)
  func giveBack(_ block: UnsafeMutableRawPointer?) {
    guard let block else { return }
    let index = BlockPool.shelf(ofCapacity: BlockPool.capacity(of: block))
    guard index < BlockPool.shelfCount, shelves[index].count < BlockPool.mostKept else {
      return BlockPool.release(block)
    }
    block.storeBytes(of: shelves[index].first, as: UnsafeMutableRawPointer?.self)
    shelves[index].first = block
    shelves[index].count &+= 1
  }

  /// A block of at least so many bytes with the content of another one, which is given back.
  func resize(_ block: UnsafeMutableRawPointer?, to byteCount: Int) -> UnsafeMutableRawPointer {
    guard let block else { return take(byteCount) }
    let capacity = BlockPool.capacity(of: block)
    guard byteCount > capacity else { return block }
    let larger = take(byteCount)
    larger.copyMemory(from: block, byteCount: capacity)
    giveBack(block)
    return larger
  }

  /// Which shelf has the smallest blocks of at least so many bytes: none for too many, and for 0.
  @inline(__always)
  private static func shelf(ofCapacity byteCount: Int) -> Int {
    Int(truncatingIfNeeded: UInt(bitPattern: byteCount &- 1) / UInt(BlockPool.stepBytes))
  }

  @inline(never)
  private static func make(capacity: Int) -> UnsafeMutableRawPointer {
    let head = UnsafeMutableRawPointer.allocate(byteCount: headBytes + capacity, alignment: 16)
    head.storeBytes(of: capacity, as: Int.self)
    return head + headBytes
  }

  @inline(never)
  private static func release(_ block: UnsafeMutableRawPointer) {
    (block - headBytes).deallocate()
  }

  @inline(__always)
  private static func capacity(of block: UnsafeMutableRawPointer) -> Int {
    (block - headBytes).load(as: Int.self)
  }
}

@inline(__always)
private func withPool<Result>(
  _ user: UnsafeMutableRawPointer?,
  _ body: (BlockPool) -> Result
) -> Result {
  guard let user else { preconditionFailure("nghttp2 has lost the pool of its memory") }
  return Unmanaged<BlockPool>.fromOpaque(user)._withUnsafeGuaranteedRef { body($0) }
}
