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
    bytes.append(contentsOf: repeatElement(0, count: count))
    var done = 0
    do throws(SystemError) {
      while done < count {
        let step = try readOnce(into: &bytes, from: start + done, at: offset + done)
        if step == 0 { break }
        done += step
      }
    } catch {
      bytes.removeLast(count)
      throw error
    }
    bytes.removeLast(count - done)
    return done
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
    into bytes: inout [UInt8],
    from start: Int,
    at offset: Int
  ) throws(SystemError) -> Int {
    let number = descriptor.number
    return try systemCall("pread", path: path) {
      bytes.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
        return pread(number, rest.baseAddress, rest.count, off_t(offset))
      }
    }
  }
}
