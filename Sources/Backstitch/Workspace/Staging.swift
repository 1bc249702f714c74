internal import Journal
internal import Patch

/// Turns what a step staged into recorded changes, contents going to a pool.
struct Staging {
  let umask: UInt16

  func changes(of tree: StagedTree, pool: inout ContentPool) -> [PathChange] {
    tree.touched.sorted { $0.key < $1.key }.compactMap { path, touched in
      let before = image(of: touched.before, like: nil, pool: &pool)
      let after = image(of: touched.after, like: before, pool: &pool)
      guard before != after else { return nil }
      let edits = touched.edits.filter { !$0.inverse.isEmpty }.map { staged in
        RecordedEdit(
          forward: [staged.edit], backward: staged.inverse, evidence: staged.evidence)
      }
      return PathChange(
        path: path, before: before, after: after, edits: edits.isEmpty ? nil : edits)
    }
  }

  /// What stood where a step looked and left things as they are.
  func relied(in tree: StagedTree, pool: inout ContentPool) -> [RelativePath: Image?] {
    var found: [RelativePath: Image?] = [:]
    for (path, node) in tree.relied { found[path] = .some(image(of: node, like: nil, pool: &pool)) }
    for (path, touched) in tree.touched {
      let before = image(of: touched.before, like: nil, pool: &pool)
      if before == image(of: touched.after, like: before, pool: &pool) {
        found[path] = .some(before)
      }
    }
    return found
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
