internal import Patch
internal import ProjectModel
internal import SourceEdits

/// What was generated under all names but one: it shares files with what is made again, and rests on
/// them.
struct OtherOutputs {
  private let tree: StagedTree
  private let locks: [LockFile]

  /// Reads all locks but one. One that cannot be read is told of by what works with it.
  init(than name: String, in tree: StagedTree) throws(TreeError) {
    self.tree = tree
    var locks: [LockFile] = []
    for other in try ProjectFiles.locks(in: tree) where other != name {
      guard let bytes = try tree.contents(of: ProjectFiles.lock(other)),
        let lock = try? LockFile(reading: bytes)
      else { continue }
      locks.append(lock)
    }
    self.locks = locks
  }

  /// Whether one of them has an output.
  func has(_ key: LockFile.Key) -> Bool {
    locks.contains { $0.outputs.contains { $0.key == key } }
  }

  /// The whole files of those of some names.
  func files(of names: Set<String>) -> Set<RelativePath> {
    Set(
      locks.filter { names.contains($0.name) }.flatMap(\.outputs).filter { $0.node == nil }
        .map(\.path))
  }

  /// The nodes that they have in a file, with their texts, in the order in which they stand there.
  private func nodes(
    of path: RelativePath, in present: [UInt8]
  ) throws(TreeError) -> [(node: GeneratedNode, source: [UInt8])] {
    var found: [(node: GeneratedNode, source: [UInt8], place: Int)] = []
    for lock in locks {
      for output in lock.outputs where output.path == path && output.node != nil {
        guard
          let source = try output.pristine.flatMap({ (place) throws(TreeError) in
            try tree.contents(of: place)
          }),
          let node = GeneratedNode(output, source: source),
          let bare = node.removed(from: present)
        else { continue }
        let place = zip(bare, present).prefix { $0 == $1 }.count
        found.append((node, source, place))
      }
    }
    return found.sorted { $0.place < $1.place }.map { ($0.node, $0.source) }
  }

  /// Both sides of a merge of a whole file with what others put into it: what they have of it is not
  /// for the merge to decide.
  ///
  /// - Parameter present: what stands on disk.
  func put(
    into sides: [[UInt8]], of path: RelativePath, like present: [UInt8]
  ) throws(TreeError) -> [[UInt8]] {
    let nodes = try nodes(of: path, in: present)
    guard !nodes.isEmpty else { return sides }
    let imports = Self.imports(of: nodes.map(\.source), in: present)
    return sides.map { side in
      (imports + nodes.map(\.node.insertion)).reduce(side) { text, edit in
        // What one side has no place for, such as an attribute of a class that goes, is left to the
        // merge.
        (try? edit.apply(to: text))?.text ?? text
      }
    }
  }

  /// The imports of a Python file that some texts need.
  private static func imports(
    of sources: [[UInt8]], in present: [UInt8]
  ) -> [StructuredEdit] {
    guard let outline = try? PythonOutline(present) else { return [] }
    let words = sources.reduce(into: Set<String>()) { words, source in
      words.formUnion(RegenerationComparison.words(in: source))
    }
    return outline.imports.flatMap { statement in
      statement.names.compactMap { name -> StructuredEdit? in
        guard let local = name.local, words.contains(local), let module = statement.dottedModule
        else { return nil }
        return .addImport(ImportEdit(module: module, name: name.name, alias: name.alias))
      }
    }
  }
}
