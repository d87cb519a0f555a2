import CLinux

/// CRC32C by the processor's own instruction.
package enum HardwareChecksum {
  /// Whether this processor has the instruction; `update` may only be called if it has.
  package static let isAvailable = clinux_has_crc32c() == 1

  /// Continues `checksum` (0 at the start) over `bytes`.
  @Sendable
  package static func update(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { clinux_crc32c(checksum, $0.baseAddress, $0.count) }
  }
}
