import CLinux
import Glibc

/// A program started by this one, to be waited for.
package struct ChildProcess: ~Copyable {
  /// Its number, valid until it was waited for.
  package let processID: Int32

  /// How a child ended.
  package enum Ending: Sendable, Equatable {
    /// It ended by itself with this status.
    case exited(Int32)
    /// A signal with this number ended it.
    case killed(Int32)
  }

  /// Where a stream of the child goes.
  package enum Output: Sendable {
    /// Where ours goes.
    case inherited
    /// Nowhere.
    case discarded
    /// Into a file, after what is there.
    case file(String)
  }

  /// Starts a program, with no signal blocked or ignored.
  ///
  /// - Parameters:
  ///   - path: the program; it is not searched for.
  ///   - arguments: without the program's own name.
  ///   - environment: the whole environment as `NAME=value`; nil passes ours on.
  ///   - output: where standard output goes.
  ///   - errors: where standard error goes.
  package init(
    _ path: String,
    _ arguments: [String],
    environment: [String]? = nil,
    output: Output = .inherited,
    errors: Output = .inherited
  ) throws(SystemError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    ChildProcess.direct(output, as: 1, in: &actions)
    ChildProcess.direct(errors, as: 2, in: &actions)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    ChildProcess.restoreSignals(in: &attributes)

    var argumentPointers: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    argumentPointers.append(nil)
    var environmentPointers: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) }
    environmentPointers.append(nil)
    defer {
      for pointer in argumentPointers + environmentPointers { free(pointer) }
    }
    var processID: pid_t = 0
    let result =
      environment == nil
      ? posix_spawn(&processID, path, &actions, &attributes, argumentPointers, environ)
      : posix_spawn(
        &processID,
        path,
        &actions,
        &attributes,
        argumentPointers,
        environmentPointers
      )
    if result != 0 {
      throw SystemError(ErrorNumber(rawValue: result), call: "posix_spawn", path: path)
    }
    self.processID = processID
  }

  /// Asks the child to stop (SIGTERM).
  package func terminate() throws(SystemError) {
    try SignalSource.send(.terminate, to: processID)
  }

  /// Ends the child at once (SIGKILL).
  package func kill() throws(SystemError) {
    let number = processID
    try systemCall("kill") { Glibc.kill(number, SIGKILL) }
  }

  /// Waits until the child has ended.
  package consuming func wait() throws(SystemError) -> Ending {
    let number = processID
    var status: CInt = 0
    try systemCall("waitpid") { waitpid(number, &status, 0) }
    return ChildProcess.ending(status)
  }

  /// How the child ended if it has, nil while it runs; does not wait.
  ///
  /// After an ending was told, the number is free for other processes: let go of this value.
  package func endingIfOver() throws(SystemError) -> Ending? {
    let number = processID
    var status: CInt = 0
    let ended = try systemCall("waitpid") { waitpid(number, &status, WNOHANG) }
    return ended == 0 ? nil : ChildProcess.ending(status)
  }

  private static func ending(_ status: CInt) -> Ending {
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
  }

  private static func direct(
    _ output: Output,
    as number: CInt,
    in actions: inout posix_spawn_file_actions_t
  ) {
    switch output {
    case .inherited: return
    case .discarded:
      posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
    case .file(let path):
      posix_spawn_file_actions_addopen(
        &actions,
        number,
        path,
        O_WRONLY | O_CREAT | O_APPEND,
        0o600
      )
    }
  }

  private static func restoreSignals(in attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    )
  }
}
