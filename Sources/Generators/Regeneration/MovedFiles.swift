package import Patch
package import ProjectModel

/// Where people moved generated files: found by their content, as git finds renames.
package struct MovedFiles {
  /// A move is believed when so much of what was generated stands in the file, and no other file
  /// has as much.
  private static let share = 0.6
  /// Shorter files are alike by chance.
  private static let shortest = 5

  private let tree: StagedTree
  private let files: [RelativePath]

  /// - Parameter files: the tree's files.
  package init(tree: StagedTree, files: [RelativePath]) {
    self.tree = tree
    self.files = files
  }

  /// The new places of those outputs whose files are gone, by what they are known by.
  package func places(of outputs: GeneratedOutputs) throws(GenerationError) -> [LockFile.Key:
    RelativePath]
  {
    do throws(TreeError) {
      var found: [LockFile.Key: RelativePath] = [:]
      var candidates: [RelativePath]?
      for output in outputs.lock.outputs where output.node == nil {
        guard let pristine = outputs.pristine[output.key], try tree.node(at: output.path) == nil,
          Self.lines(of: pristine).count >= Self.shortest
        else { continue }
        if candidates == nil { candidates = try unclaimed() }
        let free = candidates ?? []
        found[output.key] = try place(of: output.path, pristine, among: free)
      }
      // Two outputs in one file: nobody knows which it is.
      let taken = Dictionary(grouping: found.keys) { found[$0] }
      found = found.filter { taken[$0.value]?.count == 1 }
      for output in outputs.lock.outputs where output.node != nil {
        guard let node = outputs.node(output), node.hasText,
          let pristine = outputs.pristine[output.key]
        else { continue }
        found[output.key] = try place(of: node, in: output.path, pristine)
      }
      return found
    } catch {
      throw .tree(error)
    }
  }

  /// The new place of a file that is gone, by what it was; nil when none is like it, or several.
  package func place(
    of path: RelativePath, as pristine: [UInt8]
  ) throws(GenerationError) -> RelativePath? {
    guard Self.lines(of: pristine).count >= Self.shortest else { return nil }
    do throws(TreeError) {
      return try place(of: path, pristine, among: try unclaimed())
    } catch {
      throw .tree(error)
    }
  }

  /// The files that nothing generated.
  private func unclaimed() throws(TreeError) -> [RelativePath] {
    var made: Set<RelativePath> = []
    for name in try ProjectFiles.locks(in: tree) {
      guard let bytes = try tree.contents(of: ProjectFiles.lock(name)),
        let lock = try? LockFile(reading: bytes)
      else { continue }
      made.formUnion(lock.outputs.map(\.path))
    }
    return files.filter { !made.contains($0) && !$0.isBelow(ProjectFiles.directory) }
  }

  private func place(
    of path: RelativePath, _ pristine: [UInt8], among files: [RelativePath]
  ) throws(TreeError) -> RelativePath? {
    let kind = path.fileName.split(separator: ".").last
    let wanted = Self.lines(of: pristine)
    var best: (path: RelativePath, share: Double)?
    var isTied = false
    for file in files where file.fileName.split(separator: ".").last == kind {
      guard case .file(let node)? = try tree.node(at: file),
        (pristine.count / 3...pristine.count * 3).contains(node.contents.count)
      else { continue }
      let share = Self.share(of: wanted, in: Self.lines(of: node.contents))
      guard share >= Self.share, share >= best?.share ?? 0 else { continue }
      isTied = share == best?.share
      best = (file, share)
    }
    return isTied ? nil : best?.path
  }

  /// The one other file that has a node which is not in its own any more.
  private func place(
    of node: GeneratedNode, in path: RelativePath, _ pristine: [UInt8]
  ) throws(TreeError) -> RelativePath? {
    guard path.fileName.hasSuffix(".py"), let owner = node.className,
      try tree.contents(of: path).flatMap(node.replaced(in:)) == nil
    else { return nil }
    let wanted = Self.lines(of: pristine)
    let head = Array("class \(owner)".utf8)
    var found: [RelativePath] = []
    for file in files where file.fileName.hasSuffix(".py") {
      guard case .file(let present)? = try tree.node(at: file),
        present.contents.firstRange(of: head) != nil,
        node.replaced(in: present.contents) != nil,
        Self.share(of: wanted, in: Self.lines(of: present.contents)) >= Self.share
      else { continue }
      found.append(file)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether so much of what was generated stands in a text that it is believed to be that.
  package static func isLike(_ pristine: [UInt8], _ present: [UInt8]) -> Bool {
    share(of: lines(of: pristine), in: lines(of: present)) >= share
  }

  /// The lines with something on them, each with how often it occurs, blanks aside.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in text.split(separator: 0x0A) {
      let bare = line.drop { $0 == 0x20 || $0 == 0x09 }
      if !bare.isEmpty { counts[bare, default: 0] += 1 }
    }
    return counts
  }

  private static func share(
    of wanted: [ArraySlice<UInt8>: Int], in present: [ArraySlice<UInt8>: Int]
  ) -> Double {
    let common = wanted.reduce(0) { $0 + min($1.value, present[$1.key] ?? 0) }
    return Double(common) / Double(max(wanted.values.reduce(0, +), 1))
  }
}

extension GeneratedOutputs {
  /// The outputs with the places that people gave their files.
  package func moved(to places: [LockFile.Key: RelativePath]) -> GeneratedOutputs {
    var result = self
    for index in lock.outputs.indices {
      guard let place = places[lock.outputs[index].key] else { continue }
      result.lock.outputs[index].move(to: place)
    }
    return result
  }
}

extension LockFile.Output {
  /// Says that its file lies elsewhere now.
  mutating func move(to place: RelativePath) {
    guard place != path else { return }
    let home = origin ?? path
    path = place
    origin = home == place ? nil : home
  }
}
