import CLinux
import Glibc

/// What the file system knows about a file.
package struct FileStatus: Sendable {
  /// What a name stands for.
  package enum Kind: Sendable {
    /// A file with bytes.
    case regular
    /// A directory.
    case directory
    /// A Unix socket.
    case socket
    /// A link to another name; only seen where links are not followed.
    case symbolicLink
    /// A device or a pipe.
    case other
  }

  /// What it is.
  package let kind: Kind
  /// The user it belongs to.
  package let userID: UInt32
  /// The group it belongs to.
  package let groupID: UInt32
  /// The twelve permission bits, such as `0o600`.
  package let mode: UInt32
  /// Length in bytes.
  package let size: Int
  /// The number that names the file on its device.
  package let inode: UInt64
  /// The device it lies on.
  package let device: UInt64
  /// When its bytes last changed, in milliseconds since 1970.
  package let modifiedMilliseconds: Int64

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFSOCK: kind = .socket
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    userID = status.st_uid
    groupID = status.st_gid
    mode = status.st_mode & 0o7777
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    modifiedMilliseconds =
      Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
  }
}
