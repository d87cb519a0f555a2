import Glibc

extension File {
  /// Reads up to `count` bytes at `offset` to the end of `bytes`; fewer only at the file's end.
  ///
  /// - Returns: how many bytes were appended.
  @discardableResult
  package func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(SystemError) -> Int {
    let start = bytes.count
    do {
      try bytes.append(addingCapacity: count) {
        (room: inout OutputSpan<UInt8>) throws(SystemError) in
        try room.withUnsafeMutableBufferPointer { memory, used throws(SystemError) in
          let end = used + count
          var place = offset
          while used < end {
            let step = try readOnce(
              into: UnsafeMutableBufferPointer(rebasing: memory[used..<end]),
              at: place
            )
            if step == 0 { break }
            used += step
            place += step
          }
        }
      }
    } catch {
      bytes.removeLast(bytes.count - start)
      throw error
    }
    return bytes.count - start
  }

  /// Writes all of `bytes` at `offset`, in as many calls as it takes.
  package func write(_ bytes: Span<UInt8>, at offset: Int) throws(SystemError) {
    let number = descriptor.number
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done...)
      let target = off_t(offset + done)
      let step = try systemCall("pwrite", path: path) {
        rest.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, target) }
      }
      if step == 0 {
        throw SystemError(.inputOutput, call: "pwrite", path: path)
      }
      done += step
    }
  }

  /// Writes all of `bytes` at `offset`.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    try write(bytes.span, at: offset)
  }

  private func readOnce(
    into memory: UnsafeMutableBufferPointer<UInt8>,
    at offset: Int
  ) throws(SystemError) -> Int {
    let number = descriptor.number
    return try systemCall("pread", path: path) {
      pread(number, memory.baseAddress, memory.count, off_t(offset))
    }
  }
}
