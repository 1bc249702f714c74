public import SourceEdits

/// A change of a path against a recorded base that is not what stands there: what somebody wrote
/// since is the third side of its merge.
public struct BasedChange: Hashable, Sendable {
  /// The path.
  public var path: RelativePath
  /// What was recorded.
  public var base: [UInt8]
  /// What is wanted, before the edits; nil: nothing.
  public var wanted: [UInt8]?
  /// Structured edits on top of it, by meaning.
  public var edits: [StructuredEdit]

  /// Creates a change.
  public init(
    _ path: RelativePath, base: [UInt8], wanted: [UInt8]?, edits: [StructuredEdit] = []
  ) {
    self.path = path
    self.base = base
    self.wanted = wanted
    self.edits = edits
  }
}

extension StagedTree {
  /// Stages a change against its own base. It merges with what stands there once it lands.
  ///
  /// - Throws: ``Refusal`` where no file stands, or an edit has no place.
  public mutating func stage(_ change: BasedChange) throws(Refusal) {
    let path = change.path
    if let objection = PathGuard.objection(to: path) { throw Refusal(objection) }
    let present: Node?
    do throws(TreeError) {
      present = try node(at: path)
    } catch {
      throw Refusal(Finding(.refused, path: path, error.reason))
    }
    let mode: FileMode?
    switch present {
    case .file(let file): mode = file.mode
    case .large(let file): mode = file.mode
    default:
      throw Refusal(Finding(.refused, path: path, "there is no file to merge with"))
    }
    // Permissions are no part of what was recorded: whatever they are now, they stay.
    let base = Node.file(.init(contents: change.base, mode: mode))
    guard let wanted = change.wanted else { return put(nil, at: path, seen: base) }
    put(.file(.init(contents: wanted, mode: mode)), at: path, seen: base)
    for edit in change.edits { try stage(Change(path, .edit(edit))) }
  }
}
