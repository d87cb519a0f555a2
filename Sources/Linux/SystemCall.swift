import Glibc

/// Makes a system call, once more after each interruption, and turns -1 into an error.
///
/// `errno` is read in this function, which is never inlined, straight after `body`: nothing may
/// come between the two. A `body` is therefore the bare call with plain arguments, and holds no
/// object whose release could make a call of its own. A path with a NUL byte is refused, because
/// the kernel would take what stands before it for the whole.
@inline(never)
@discardableResult
func systemCall<Result: FixedWidthInteger & SignedInteger>(
  _ name: StaticString,
  path: String? = nil,
  _ body: () -> Result
) throws(SystemError) -> Result {
  if let path, path.utf8.contains(0) {
    throw SystemError(.invalidArgument, call: name, path: path)
  }
  while true {
    let result = body()
    if result >= 0 { return result }
    let number = errno
    if number != EINTR {
      throw SystemError(ErrorNumber(rawValue: number), call: name, path: path)
    }
  }
}

/// Makes a system call on a non-blocking descriptor; nil when it would have to wait.
@inline(never)
func systemCallIfReady<Result: FixedWidthInteger & SignedInteger>(
  _ name: StaticString,
  path: String? = nil,
  _ body: () -> Result
) throws(SystemError) -> Result? {
  while true {
    let result = body()
    if result >= 0 { return result }
    let number = errno
    if number == EAGAIN { return nil }
    if number != EINTR {
      throw SystemError(ErrorNumber(rawValue: number), call: name, path: path)
    }
  }
}

/// Makes a system call once; an interruption is an error like any other (EINTR).
@inline(never)
func systemCallOnce(
  _ name: StaticString,
  _ body: () -> CInt
) throws(SystemError) -> CInt {
  let result = body()
  if result >= 0 { return result }
  throw SystemError(ErrorNumber(rawValue: errno), call: name)
}
