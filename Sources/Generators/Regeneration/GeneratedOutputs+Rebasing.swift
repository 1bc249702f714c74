package import Patch
internal import ProjectModel

extension GeneratedOutputs {
  /// The outputs as if they had been made in another directory, where that of all of them got
  /// another name: they are the same files to whoever makes them there now.
  ///
  /// - Parameter directory: where they are made now; nil: where they were.
  package func rebased(to directory: String?) -> GeneratedOutputs {
    guard let directory, let home = try? RelativePath(directory) else { return self }
    // What lies in the root, such as the settings, is shared by all parts.
    let files = lock.outputs.filter { $0.node == nil }.map { $0.origin ?? $0.path }
      .filter { $0.parent != nil }
    guard let old = Self.directory(of: files), old != home else { return self }
    return rebased(from: old, to: home)
  }

  /// The outputs as if they had been made below other directories, where those of a project's layers
  /// got other names: what is gone with its directory stands at the same place below another.
  ///
  /// - Parameter directories: where the layers lie now.
  package func following(
    _ directories: [String], in tree: StagedTree
  ) throws(GenerationError) -> GeneratedOutputs {
    var result = self
    do throws(TreeError) {
      for text in directories {
        guard let home = try? RelativePath(text),
          !lock.outputs.contains(where: { $0.path.isBelow(home) }),
          let old = try result.directory(renamed: home, in: tree)
        else { continue }
        result = result.rebased(from: old, to: home)
      }
    } catch {
      throw .tree(error)
    }
    return result
  }

  /// The directory in which no output stands any more and of whose outputs the most stand below
  /// another one; nil for none. What git ignores may be left in it.
  private func directory(
    renamed home: RelativePath, in tree: StagedTree
  ) throws(TreeError) -> RelativePath? {
    var gone: [LockFile.Output] = []
    var standing: Set<RelativePath> = []
    for output in lock.outputs {
      if try tree.node(at: output.path) == nil {
        gone.append(output)
      } else {
        standing.insert(output.path)
      }
    }
    var found: [RelativePath: Int] = [:]
    for output in gone {
      for old in output.path.ancestors where !standing.contains(where: { $0.isBelow(old) }) {
        let place = Self.rebased(output.path, from: old, to: home)
        guard case .file(let file)? = try tree.node(at: place) else { continue }
        // Files of one name lie in both layers; the one that was generated is the same.
        found[old, default: 0] += file.contents == pristine[output.key] ? 1000 : 1
      }
    }
    return found.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func rebased(from old: RelativePath, to home: RelativePath) -> GeneratedOutputs {
    var result = self
    result.lock.outputs = []
    result.pristine = [:]
    for output in lock.outputs {
      var moved = output
      moved.path = Self.rebased(output.path, from: old, to: home)
      moved.origin = output.origin.map { Self.rebased($0, from: old, to: home) }
      result.lock.outputs.append(moved)
      result.pristine[moved.key] = pristine[output.key]
    }
    return result
  }

  private static func rebased(
    _ path: RelativePath, from old: RelativePath, to new: RelativePath
  ) -> RelativePath {
    guard path.isBelow(old) else { return path }
    return new.appending(RelativePath(unchecked: path.bytes.dropFirst(old.bytes.count + 1)))
  }

  /// The directory that holds them all; nil for the root.
  private static func directory(of files: [RelativePath]) -> RelativePath? {
    guard let first = files.first else { return nil }
    return first.ancestors.first { directory in files.allSatisfy { $0.isBelow(directory) } }
  }
}
