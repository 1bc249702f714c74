extension FileMode {
  /// The mode a file of this mode has after a change to the other: `100644` and `100755` decide
  /// the executable bits only, and set them where reading is allowed.
  package func combined(with change: FileMode) -> FileMode {
    guard case .executable(let executable) = change else { return change }
    guard case .exact(let bits) = self else { return change }
    return .exact(executable ? bits | (bits & 0o444) >> 2 : bits & ~0o111)
  }
}
