public import SourceEdits

/// One change of one path, as a change set lists it.
public struct Change: Hashable, Sendable {
  /// The path it names.
  public var path: RelativePath
  /// What it does there.
  public var action: Action
  /// What must be there before; checked when the change is staged.
  public var expect: Expectation?

  /// Creates a change.
  public init(_ path: RelativePath, _ action: Action, expect: Expectation? = nil) {
    self.path = path
    self.action = action
    self.expect = expect
  }

  /// The kinds of change.
  public enum Action: Hashable, Sendable {
    /// Creates or overwrites a file.
    case write(contents: [UInt8], mode: FileMode? = nil)
    /// Replaces text that must occur exactly `count` times.
    case replace(old: [UInt8], new: [UInt8], count: Int)
    /// A structured edit.
    case edit(StructuredEdit)
    /// Moves a file or link.
    case move(to: RelativePath)
    /// Deletes a file, a link, or a directory with all that is in it.
    case delete
    /// Creates a symbolic link.
    case symlink(target: [UInt8])
    /// Changes permissions.
    case chmod(FileMode)
  }

  /// A precondition: status 2 when it does not hold.
  public struct Expectation: Hashable, Sendable {
    /// Whether something stands at the path.
    public var exists: Bool?
    /// SHA-256 of the file's bytes, in hexadecimal.
    public var sha256: String?

    /// Creates a precondition.
    public init(exists: Bool? = nil, sha256: String? = nil) {
      self.exists = exists
      self.sha256 = sha256
    }
  }
}

/// An ordered list of changes with a description.
public struct ChangeSet: Hashable, Sendable {
  /// One line that says what it is for.
  public var description: String?
  /// The changes; they compose in order.
  public var changes: [Change]

  /// Creates a change set.
  public init(description: String? = nil, changes: [Change]) {
    self.description = description
    self.changes = changes
  }
}
