import CLinux
import Glibc

/// A second thread that runs one closure and is waited for.
package struct HelperThread: ~Copyable {
  private let handle: pthread_t

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: at most 15 bytes, as `top -H` shows it.
  ///   - body: what it does; the thread ends with it.
  package init(name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    precondition(name.utf8.count < 16, "a thread's name has at most 15 bytes, got \(name)")
    var handle = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let result = pthread_create(
      &handle,
      nil,
      { argument in
        guard let argument else { preconditionFailure("a thread without work") }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      },
      work.toOpaque()
    )
    if result != 0 {
      work.release()
      throw SystemError(ErrorNumber(rawValue: result), call: "pthread_create", path: name)
    }
    // A thread without a name works as well.
    _ = clinux_name_thread(handle, name)
    self.handle = handle
  }

  /// Waits until the thread has ended.
  package consuming func join() {
    let result = pthread_join(handle, nil)
    precondition(result == 0, "a thread is joined once, by another one")
  }

  /// A number of the calling thread, to check that a thing stays on its thread.
  package static var currentID: UInt { UInt(pthread_self()) }
}
