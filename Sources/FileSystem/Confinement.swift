internal import CShims
internal import Glibc

/// Runs a body with the bytes as a C string.
func withCString<Result>(
  _ bytes: some Sequence<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  var copy = bytes.map { CChar(bitPattern: $0) }
  copy.append(0)
  return copy.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("a C string has its NUL") }
    return body(start)
  }
}

/// Opens a path below a directory without following links or leaving it (I12).
///
/// A path longer than the kernel takes is walked in parts. Where `openat2` is missing (an old
/// kernel, a strict container) every component is opened by itself with `O_NOFOLLOW`.
///
/// - Returns: a descriptor, or -1 with `errno` set.
func openBeneath(_ root: Int32, _ path: [UInt8], _ flags: Int32) -> Int32 {
  if path.count < Int(PATH_MAX) {
    // Without O_NOFOLLOW, which would turn a link at the end from ELOOP into ENOTDIR.
    let opened = withCString(path) { bs_open_beneath(root, $0, flags, 0) }
    if opened >= 0 || errno != ENOSYS { return opened }
  }
  let components = path.split(separator: UInt8(ascii: "/"))
  var directory = root
  for (index, component) in components.enumerated() {
    let isLast = index == components.count - 1
    let wanted = isLast ? flags : bs_o_path | O_DIRECTORY
    let next = withCString(component) { openat(directory, $0, wanted | O_NOFOLLOW | O_CLOEXEC) }
    let code = errno
    if directory != root { Glibc.close(directory) }
    errno = code
    if next < 0 { return -1 }
    directory = next
  }
  return directory
}
