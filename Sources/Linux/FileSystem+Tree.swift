extension FileSystem {
  /// Removes a directory with everything in it; symbolic links are removed, not followed.
  package static func removeTree(_ path: String) throws(SystemError) {
    for name in try list(path) {
      let inner = "\(path)/\(name)"
      if try statusOfName(inner).kind == .directory {
        try removeTree(inner)
      } else {
        try remove(inner)
      }
    }
    try removeDirectory(path)
  }
}
