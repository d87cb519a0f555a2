import Glibc

/// The kernel's number for a failure, with the names of those that callers tell apart.
package struct ErrorNumber: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The value of `errno`.
  package let rawValue: CInt

  /// The number as the kernel gave it.
  package init(rawValue: CInt) {
    self.rawValue = rawValue
  }

  /// EPIPE: nobody reads any more.
  package static let brokenPipe = ErrorNumber(rawValue: EPIPE)
  /// ECANCELED: the wall clock was set.
  package static let cancelled = ErrorNumber(rawValue: ECANCELED)
  /// ECONNABORTED: the peer gave up before it was accepted.
  package static let connectionAborted = ErrorNumber(rawValue: ECONNABORTED)
  /// ECONNREFUSED: a socket file without a listener.
  package static let connectionRefused = ErrorNumber(rawValue: ECONNREFUSED)
  /// ECONNRESET: the peer is gone and left something unread.
  package static let connectionReset = ErrorNumber(rawValue: ECONNRESET)
  /// EEXIST: the file is there already.
  package static let exists = ErrorNumber(rawValue: EEXIST)
  /// EINTR: a signal came.
  package static let interrupted = ErrorNumber(rawValue: EINTR)
  /// EINVAL: an argument makes no sense.
  package static let invalidArgument = ErrorNumber(rawValue: EINVAL)
  /// EIO: the device failed.
  package static let inputOutput = ErrorNumber(rawValue: EIO)
  /// ENAMETOOLONG: a path longer than the kernel takes.
  package static let nameTooLong = ErrorNumber(rawValue: ENAMETOOLONG)
  /// ENOENT: no such file or directory.
  package static let noSuchFile = ErrorNumber(rawValue: ENOENT)
  /// ENOSPC: the disk is full.
  package static let noSpace = ErrorNumber(rawValue: ENOSPC)
  /// ENOTEMPTY: the directory still holds something.
  package static let notEmpty = ErrorNumber(rawValue: ENOTEMPTY)
  /// EDQUOT: the user's disk quota is used up.
  package static let quotaExceeded = ErrorNumber(rawValue: EDQUOT)

  /// Whether the disk, or the share of it that is ours, is full.
  package var isDiskFull: Bool {
    self == .noSpace || self == .quotaExceeded
  }

  package var description: String {
    guard let text = strerror(rawValue) else { return "error \(rawValue)" }
    return String(cString: text)
  }
}
