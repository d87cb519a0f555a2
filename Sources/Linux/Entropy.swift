import CLinux
import Glibc

/// Random bytes from the kernel.
package enum Entropy {
  /// Sixty-four random bits.
  package static func word() throws(SystemError) -> UInt64 {
    var word: UInt64 = 0
    try systemCall("getrandom") { getrandom(&word, 8, 0) }
    return word
  }
}
