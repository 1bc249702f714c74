internal import Journal
internal import Patch
internal import SourceEdits

/// What several operations can rest on at once: a file that one of them created, or a structured
/// edit that one of them made.
enum Held: Hashable {
  case file(RelativePath)
  /// What made it, in order.
  case edit(RelativePath, [StructuredEdit])

  init(_ edit: RecordedEdit, at path: RelativePath) { self = .edit(path, edit.forward) }

  var path: RelativePath {
    switch self {
    case .file(let path), .edit(let path, _): path
    }
  }
}

extension PathChange {
  /// What the change makes that others can hold.
  var makes: [Held] {
    switch (before, after) {
    case (nil, .file), (nil, .symlink): [.file(path)]
    default: (edits ?? []).map { Held($0, at: path) }
    }
  }

  /// Takes in a later change of the same path: a step has one of each.
  mutating func join(_ later: PathChange) {
    after = later.after
    if let more = later.edits { edits = (edits ?? []) + more }
  }

  /// The hold that an earlier step's change gives to one that found the same in place; nil when the
  /// change did not make it.
  func hold(like found: PathChange) -> PathChange? {
    guard path == found.path else { return nil }
    if let wanted = found.edits?.first,
      let edit = edits?.first(where: { $0.forward == wanted.forward }),
      before != nil
    {
      return PathChange(path: path, before: nil, after: nil, edits: [edit])
    }
    guard makes == [.file(path)] else { return nil }
    return PathChange(path: path, before: nil, after: after)
  }
}
