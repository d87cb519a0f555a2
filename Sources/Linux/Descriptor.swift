import Glibc

/// An open descriptor with exactly one owner, closed when the owner lets go of it.
///
/// It cannot be copied, so closing twice and using after closing do not compile.
package struct Descriptor: ~Copyable, Sendable {
  /// The kernel's number, valid while this value lives.
  package let number: CInt

  /// Takes over `number`, which nobody else may close from now on.
  package init(owning number: CInt) {
    precondition(number >= 0, "a descriptor is never negative, got \(number)")
    self.number = number
  }

  // Linux releases the number even when close reports an error, so there is nothing to retry; what
  // must not be lost has been synced before.
  deinit {
    _ = close(number)
  }

  /// Gives up ownership without closing and returns the number.
  package consuming func take() -> CInt {
    let number = number
    discard self
    return number
  }

  /// A second descriptor of the same open file.
  package func duplicate() throws(SystemError) -> Descriptor {
    let number = number
    return Descriptor(
      owning: try systemCall("fcntl") { fcntl(number, F_DUPFD_CLOEXEC, 0) }
    )
  }
}
