internal import Journal
internal import Patch

/// What later steps read of a path that a step staged against its own base: what it will be once it
/// lands, with what people wrote since.
extension Transaction {
  /// The merge of a change with what stands in the tree; nil where that is the change's base, and
  /// where both sides changed the same, which is a conflict once it lands.
  func merged(_ change: PathChange, over present: Node?) -> Node? {
    guard case .file(let before) = change.before, case .file = change.after,
      case .file(let file)? = present
    else { return nil }
    var contents = contents
    var image = before
    image.id = contents.add(file.contents)
    image.size = UInt64(file.contents.count)
    guard image.id != before.id, let files = try? workspace.files() else { return nil }
    var merger = Merger(files: files, contents: contents)
    let item = LandingRequest.Item(
      path: change.path, base: change.before, theirs: change.after, edits: change.edits ?? [])
    guard let outcome = try? merger.decide(item, ours: .file(image)),
      case .file(let after) = outcome.after,
      let bytes = try? merger.contents.bytes(of: after.id, in: files)
    else { return nil }
    return .file(.init(contents: bytes, mode: file.mode))
  }
}
