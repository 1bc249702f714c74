package import Patch
internal import ProjectModel

/// The tree as if nothing had been generated of one entity: what its generators make again is made
/// on it, in memory, as it was the first time.
package enum BareTree {
  /// The tree without the files and nodes of some outputs, and without what was recorded of them.
  package static func make(
    without outputs: GeneratedOutputs, in tree: StagedTree
  ) throws(GenerationError) -> StagedTree {
    var bare = tree
    do throws(TreeError) {
      for output in outputs.lock.outputs {
        if let pristine = output.pristine { try bare.remove(pristine) }
        guard output.node != nil else {
          try bare.remove(output.path)
          continue
        }
        guard let node = outputs.node(output),
          case .file(var file) = try bare.node(at: output.path),
          let text = node.removed(from: file.contents)
        else { continue }
        file.contents = text
        try bare.put(.file(file), at: output.path)
      }
      try bare.remove(ProjectFiles.lock(outputs.lock.name))
      try bare.remove(ProjectFiles.entity(outputs.lock.name))
    } catch {
      throw .tree(error)
    }
    return bare
  }
}

extension StagedTree {
  /// Takes a file out; nothing where none stands.
  fileprivate mutating func remove(_ path: RelativePath) throws(TreeError) {
    switch try node(at: path) {
    case .file, .large: try put(nil, at: path)
    case nil, .directory, .symlink, .special: break
    }
  }
}
