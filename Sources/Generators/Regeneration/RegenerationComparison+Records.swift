internal import Patch
package import ProjectModel

// What a project keeps of its generated code: part of the same operation.
extension RegenerationComparison {
  /// The lock, the pristine files, and what marks them.
  mutating func record() throws(GenerationError) {
    var lock = new.lock
    lock.outputs = []
    for index in outputs.indices {
      // What a person deleted keeps the text it had, in case it comes back.
      guard let text = newText(of: outputs[index]) ?? old.pristine[outputs[index].key],
        let pristine = outputs[index].pristine
      else { continue }
      try put(pristine, text)
    }
    lock.record(outputs)
    if lock.outputs.isEmpty, lock.page == nil, lock.layers == nil {
      // Nothing is left of it: its generators begin anew when it is asked for again.
      changes.append(Change(ProjectFiles.lock(lock.name), .delete))
    } else {
      try put(ProjectFiles.lock(lock.name), lock.bytes)
    }
    let kept = Set(lock.outputs.compactMap(\.pristine))
    for output in recorded.lock.outputs {
      guard let pristine = output.pristine, !kept.contains(pristine),
        try text(at: pristine, in: tree) != nil
      else { continue }
      changes.append(Change(pristine, .delete))
    }
    for path in [ProjectFiles.gitattributes, ProjectFiles.gitignore] {
      if let text = try text(at: path, in: made.tree) { try put(path, text) }
    }
  }

  private func newText(of output: LockFile.Output) -> [UInt8]? {
    let isLeft = decisions.contains {
      $0.path == output.path && $0.node == output.node
        && [.kept, .unrecorded].contains($0.verdict)
    }
    return isLeft ? nil : new.pristine[output.key]
  }

  /// The entity file: what people wrote into it beside the definition stays.
  package mutating func compareEntity(_ stored: Entity) throws(GenerationError) {
    let path = ProjectFiles.entity(stored.name)
    guard let wanted = try text(at: path, in: made.tree) else { return }
    let base = Array(EntityFile.text(of: stored).utf8)
    guard base != wanted else { return }
    let present = try text(at: path, in: tree) ?? []
    merges.append(
      BasedChange(path, base: base.ended(like: present), wanted: wanted.ended(like: present)))
  }
}
