package import Patch
package import ProjectModel

/// What a lock says was generated of one entity or scaffold, with the text recorded of each output.
package struct GeneratedOutputs: Sendable {
  /// The lock.
  package var lock: LockFile
  /// The pristine of each output that has one.
  package var pristine: [LockFile.Key: [UInt8]]

  /// Nothing of a name.
  package init(nothingOf name: String) {
    lock = LockFile(name: name)
    pristine = [:]
  }

  /// Reads what was generated under a name.
  ///
  /// - Returns: nil when nothing was.
  package init?(of name: String, in tree: StagedTree) throws(GenerationError) {
    let path = ProjectFiles.lock(name)
    do throws(TreeError) {
      guard let bytes = try tree.contents(of: path) else { return nil }
      guard let read = try? LockFile(reading: bytes) else {
        throw TreeError(path: path, reason: "it is no lock file; restore it from git")
      }
      lock = read
      pristine = [:]
      for output in read.outputs {
        guard let place = output.pristine else { continue }
        pristine[output.key] = try tree.contents(of: place)
      }
    } catch {
      throw .tree(error)
    }
  }

  /// The output of a key.
  package func output(_ key: LockFile.Key) -> LockFile.Output? {
    lock.outputs.first { $0.key == key }
  }

  /// The node of an output in a shared file.
  func node(_ output: LockFile.Output) -> GeneratedNode? {
    pristine[output.key].flatMap { GeneratedNode(output, source: $0) }
  }
}
