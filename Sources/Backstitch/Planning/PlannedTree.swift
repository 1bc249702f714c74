internal import FileSystem
internal import Journal
public import Patch

/// The working tree as it would be once a plan has landed.
public struct PlannedTree: ReadableTree {
  let now: WorkspaceTree
  let wanted: [RelativePath: Image?]
  let contents: ContentPool

  /// See ``ReadableTree``.
  public func node(at path: RelativePath) throws(TreeError) -> Node? {
    guard let image = wanted[path] else { return try now.node(at: path) }
    switch image {
    case nil: return nil
    case .directory: return .directory
    case .symlink(let target): return .symlink(target: target.bytes)
    case .file(let file):
      do throws(BackstitchError) {
        return .file(
          .init(
            contents: try contents.bytes(of: file.id, in: now.system), mode: .exact(file.mode)))
      } catch {
        throw TreeError(path: path, reason: error.description, isDamage: error.isDamage)
      }
    }
  }

  /// See ``ReadableTree``.
  public func files() throws(TreeError) -> [RelativePath] {
    let made = wanted.filter { $0.value.map { !$0.isDirectory } ?? false }.keys
    return (try now.files().filter { wanted[$0] == nil } + made).sorted()
  }

  /// See ``ReadableTree``.
  public func children(of directory: RelativePath?) throws(TreeError) -> [RelativePath] {
    let made = wanted.filter { $0.key.parent == directory && $0.value != nil }.keys
    return (try now.children(of: directory).filter { wanted[$0] == nil } + made).sorted()
  }
}

extension Workspace {
  /// The working tree as it would be once a plan has landed.
  public func tree(after plan: Plan) throws(BackstitchError) -> PlannedTree {
    PlannedTree(
      now: try tree(),
      wanted: Dictionary(plan.net.map { ($0.path, $0.after) }, uniquingKeysWith: { $1 }),
      contents: plan.contents)
  }
}

extension Workspace {
  /// What was recorded of files that were to be deleted and are gone: perhaps somebody moved them.
  public func absent(from plan: Plan) throws(BackstitchError) -> [RelativePath: [UInt8]] {
    var contents = plan.contents
    var found: [RelativePath: [UInt8]] = [:]
    for case (let path, .file(let file)) in plan.absent {
      contents.note(.file(file))
      found[path] = try contents.bytes(of: file.id, in: try files())
    }
    return found
  }

  /// What was recorded of a file that is in conflict because it is gone; nil for any other.
  public func recorded(at path: RelativePath, in plan: Plan) throws(BackstitchError) -> [UInt8]? {
    let conflict = (plan.conflicts + plan.decided).first { $0.path == path && $0.found == nil }
    guard case .file(let file)? = conflict?.recorded else { return nil }
    var contents = plan.contents
    contents.note(conflict?.recorded)
    return try contents.bytes(of: file.id, in: try files())
  }
}
