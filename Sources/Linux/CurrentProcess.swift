import CLinux
import Glibc

/// This process: its number, program and memory.
package enum CurrentProcess {
  /// The number of this process.
  package static var processID: Int32 { getpid() }

  /// The path of the running program.
  package static func executablePath() throws(SystemError) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try systemCall("readlink", path: "/proc/self/exe") {
      buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
        return readlink("/proc/self/exe", start, bytes.count)
      }
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// Memory that is resident now, in bytes.
  package static func residentBytes() throws(SystemError) -> Int {
    let text = String(
      decoding: try FileSystem.contents(of: "/proc/self/statm"),
      as: UTF8.self
    )
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else {
      throw SystemError(.invalidArgument, call: "read", path: "/proc/self/statm")
    }
    return pages * sysconf(CInt(_SC_PAGESIZE))
  }

  /// Gives memory that was freed back to the system; takes some milliseconds for a gigabyte.
  package static func returnFreeMemory() {
    _ = malloc_trim(0)
  }

  /// Takes the program's code and constants out of this process's memory.
  ///
  /// They stay in the kernel's page cache, and each page comes back when it is used next, which
  /// costs a microsecond. So nothing is lost but what is not used any more: of a program that has
  /// started, most of it. A debugger must set its breakpoints after this.
  package static func releaseProgramPages() {
    clinux_release_program_pages()
  }

  /// Ends the process at once with a status, without running anything more.
  package static func exit(_ status: Int32) -> Never {
    Glibc._exit(status)
  }
}
