internal import Journal
internal import Patch
internal import SourceEdits

/// Turns what a step staged into recorded changes, contents going to a pool.
struct Staging {
  let umask: UInt16

  /// - Returns: what is to change, and what stood where the step looked and left things as they are.
  func changes(
    of tree: StagedTree, pool: inout ContentPool
  ) -> (changes: [PathChange], relied: [RelativePath: Image?]) {
    var relied = tree.relied.mapValues { image(of: $0, like: nil, pool: &pool) }
    let changes = tree.touched.sorted { $0.key < $1.key }.compactMap {
      path, touched -> PathChange? in
      let before = image(of: touched.before, like: nil, pool: &pool)
      let after = image(of: touched.after, like: before, pool: &pool)
      guard before != after else {
        relied[path] = .some(before)
        return nil
      }
      let edits = touched.edits.filter { !$0.inverse.isEmpty }.map { staged in
        RecordedEdit(
          forward: [staged.edit], backward: staged.inverse, evidence: staged.evidence)
      }
      return PathChange(
        path: path, before: before, after: after, edits: edits.isEmpty ? nil : edits)
    }
    return (changes, relied)
  }

  /// What a step found in place and rests on.
  func holds(of tree: StagedTree, pool: inout ContentPool) -> [PathChange] {
    tree.held.compactMap { change in
      switch change.action {
      case .write(let contents, let mode):
        let image = image(
          of: .file(.init(contents: contents, mode: mode)), like: nil, pool: &pool)
        return PathChange(path: change.path, before: nil, after: image)
      case .edit(let edit):
        // What takes it back is known to whoever made it.
        let evidence = EditEvidence(line: 1, reason: "it was there")
        let edits = [RecordedEdit(forward: [edit], backward: [], evidence: evidence)]
        return PathChange(path: change.path, before: nil, after: nil, edits: edits)
      default: return nil
      }
    }
  }

  private func image(of node: Node?, like before: Image?, pool: inout ContentPool) -> Image? {
    switch node {
    case nil, .special: nil
    case .directory: .directory(mode: 0o777 & ~umask)
    case .symlink(let target): .symlink(target: Bytes(target))
    case .large(let file): large(file, like: before, pool: &pool)
    case .file(let file):
      .file(
        FileImage(
          id: pool.add(file.contents), size: UInt64(file.contents.count),
          mode: mode(file.mode, like: before)))
    }
  }

  private func large(_ file: LargeFile, like before: Image?, pool: inout ContentPool) -> Image {
    pool.note(file.id, at: file.origin)
    return .file(
      FileImage(id: file.id, size: file.size, mode: mode(file.mode, like: before)))
  }

  private func mode(_ mode: FileMode?, like before: Image?) -> UInt16 {
    switch mode {
    case .exact(let bits): return bits
    case .executable(true): return 0o777 & ~umask
    case .executable(false): return 0o666 & ~umask
    case nil:
      if case .file(let file) = before { return file.mode }
      return 0o666 & ~umask
    }
  }
}
