import Linux
import RobotEngine
import RobotModel

extension FileStore {
  /// Removes bytes that no record names, while no file is being written.
  ///
  /// They are of uploads that a crash has ended, and of files that were deleted or erased.
  /// - Returns: how many files were removed.
  @discardableResult
  func sweep(_ log: Log) -> Int {
    precondition(!isBusy, "bytes are swept whose record is still to come")
    guard FileSystem.exists(directory) else { return 0 }
    var removed = 0
    do {
      let named = try namedDigests()
      for name in try FileSystem.list(directory) {
        let path = "\(directory)/\(name)"
        if case .directory = try FileSystem.status(of: path).kind {
          for digest in try FileSystem.list(path) where !named.contains(digest) {
            willRemove(digest)
            try FileSystem.remove("\(path)/\(digest)")
            removed += 1
          }
        } else {
          try FileSystem.remove(path)
          removed += 1
        }
      }
      if removed > 0 { log.info("unnamed files removed", ["files": .init(removed)]) }
    } catch {
      // Bytes that are left over take room and harm nothing; the next start tries again.
      log.warning("files were not swept", ["error": .text("\(error)")])
    }
    return removed
  }

  /// What the records of all files name.
  private func namedDigests() throws(RequestError) -> Set<String> {
    var named: Set<String> = []
    var request = PageRequest(size: Limits.pageSizeMaximum)
    repeat {
      let page = try state.engine.records(ofType: "file", filter: "", page: request)
      for record in page.elements {
        if let header = StoredFileHeader(record) { named.insert(header.digest) }
      }
      request.token = page.nextToken
    } while !request.token.isEmpty
    return named
  }
}
