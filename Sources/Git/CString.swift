/// Runs a body with the bytes as a C string.
func withCString<Result>(
  _ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  var copy = bytes.map { CChar(bitPattern: $0) }
  copy.append(0)
  return copy.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("a C string has its NUL") }
    return body(start)
  }
}
