package import Patch
package import ProjectModel

// The registration of a router: one thing, in whichever registrar's file it stands.
extension GeneratedOutputs {
  private static var registrationNode: String { "registration" }

  /// The registration; nil where none was made.
  package var registration: LockFile.Output? {
    lock.outputs.first { $0.node == Self.registrationNode }
  }

  /// The registrar that includes the router now: where it was recorded, else one that is reached,
  /// else any; nil when none does.
  package func registrar(in detection: Detection) -> RegistrarFinding? {
    guard let recorded = registration else { return nil }
    let router = lock.outputs.first {
      $0.template.hasPrefix(Template.router.name + "@") && $0.node == nil
    }
    let named = pristine[recorded.key].map { text in
      String(decoding: text.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }
    let found = detection.backends.flatMap { backend in
      let modules = [named, router.flatMap { backend.module(of: $0.path) }].compactMap(\.self)
      return backend.registrars.filter { !Set($0.modules).isDisjoint(with: modules) }
    }
    return found.first { $0.path == recorded.path } ?? found.first(where: \.isLive) ?? found.first
  }

  /// Whether the file of the recorded registration has it, in words that nothing else may see.
  package func isRegistered(in tree: StagedTree) throws(GenerationError) -> Bool {
    guard let recorded = registration, let node = node(recorded) else { return false }
    do throws(TreeError) {
      return try tree.contents(of: recorded.path).map(node.isInserted) ?? false
    } catch {
      throw .tree(error)
    }
  }

  /// The outputs with the registration in another file.
  package func registered(in path: RelativePath) -> GeneratedOutputs {
    guard let recorded = registration, recorded.path != path || recorded.origin != nil else {
      return self
    }
    var result = self
    result.lock.outputs.removeAll { $0.key == recorded.key }
    let text = result.pristine.removeValue(forKey: recorded.key)
    var moved = recorded
    (moved.path, moved.origin) = (path, nil)
    moved.pristine = recorded.pristine.map { _ in
      ProjectFiles.pristine(of: path, entity: lock.name, node: Self.registrationNode)
    }
    result.lock.record([moved])
    result.pristine[moved.key] = text
    return result
  }
}
