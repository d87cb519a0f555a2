import Journal
import Linux

/// The journal's files as files of a directory.
final class DirectoryStorage: JournalStorage {
  private let directory: String

  /// The storage in the directory at a path.
  init(_ directory: String) {
    self.directory = directory
  }

  func list() throws(StorageError) -> [String] {
    do throws(SystemError) {
      return try FileSystem.list(directory)
    } catch {
      throw StorageError(error, file: "")
    }
  }

  func open(_ name: String) throws(StorageError) -> any JournalFile {
    try DirectoryFile(directory, name, .readWrite)
  }

  func create(_ name: String) throws(StorageError) -> any JournalFile {
    try DirectoryFile(directory, name, .createEmpty)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    do throws(SystemError) {
      try FileSystem.rename("\(directory)/\(name)", to: "\(directory)/\(newName)")
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func remove(_ name: String) throws(StorageError) {
    do throws(SystemError) {
      try FileSystem.remove("\(directory)/\(name)")
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func synchronize() throws(StorageError) {
    do throws(SystemError) {
      try FileSystem.synchronizeDirectory(directory)
    } catch {
      throw StorageError(error, file: "")
    }
  }
}

/// One file of the directory.
private final class DirectoryFile: JournalFile {
  let name: String
  private let file: File

  init(_ directory: String, _ name: String, _ access: File.Access) throws(StorageError) {
    self.name = name
    do throws(SystemError) {
      file = try File("\(directory)/\(name)", access)
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func size() throws(StorageError) -> Int {
    do throws(SystemError) {
      return try file.status().size
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(StorageError) {
    do throws(SystemError) {
      try file.read(count, at: offset, appendingTo: &bytes)
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func allocate(_ byteCount: Int) throws(StorageError) {
    do throws(SystemError) {
      try file.allocate(byteCount)
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(StorageError) {
    do throws(SystemError) {
      try file.write(bytes, at: offset)
    } catch {
      throw StorageError(error, file: name)
    }
  }

  func synchronize() throws(StorageError) {
    do throws(SystemError) {
      try file.synchronizeData()
    } catch {
      throw StorageError(error, file: name)
    }
  }
}

extension StorageError {
  /// A system call that failed on a file of the directory.
  init(_ error: SystemError, file: String) {
    self.init(
      operation: "\(error.call)",
      file: file,
      reason: error.number.description,
      isDiskFull: error.number.isDiskFull
    )
  }
}
