package import Patch
internal import ProjectModel
internal import SourceEdits

/// What generators made then and make now, compared with what stands on disk: the changes to stage,
/// a decision for each file and node, and the lock that records them.
package struct RegenerationComparison {
  /// What stands on disk, with what earlier steps staged.
  let tree: StagedTree
  /// What was recorded, before it was seen where people moved files.
  let recorded: GeneratedOutputs
  let old: GeneratedOutputs
  let made: MadeAgain
  /// Whether what people deleted is made again.
  let recreates: Bool

  /// The tree's files.
  let files: [RelativePath]
  /// What is made again in the same operation, by the names of locks.
  let together: Set<String>
  /// Files that are not made any more and stay, each with one that rests on it.
  var neededBy: [RelativePath: RelativePath] = [:]
  /// What was generated under other names, once something asked.
  private var known: OtherOutputs?

  var changes: [Change] = []
  var merges: [BasedChange] = []
  var decisions: [RegeneratedOutput] = []
  var warnings: [String] = []
  /// What the lock records.
  var outputs: [LockFile.Output] = []

  /// Creates a comparison that has not looked at anything yet.
  package init(
    tree: StagedTree, recorded: GeneratedOutputs, old: GeneratedOutputs, made: MadeAgain,
    recreates: Bool, files: [RelativePath], together: Set<String>
  ) {
    self.tree = tree
    self.recorded = recorded
    self.old = old
    self.made = made
    self.recreates = recreates
    self.files = files
    self.together = together
  }

  /// What was generated under other names: read once, and not where all is as it was.
  mutating func others() throws(GenerationError) -> OtherOutputs {
    if let known { return known }
    do throws(TreeError) {
      let read = try OtherOutputs(than: old.lock.name, in: tree)
      known = read
      return read
    } catch {
      throw .tree(error)
    }
  }

  var new: GeneratedOutputs { made.outputs }

  /// Compares all outputs, then what is recorded of them.
  package mutating func compare() throws(GenerationError) {
    let keys = Set((old.lock.outputs + new.lock.outputs).map(\.key))
    neededBy = try needed()
    for key in keys.filter({ $0.node == nil }).sorted(by: Self.inOrder) { try compareFile(key) }
    let shared = Dictionary(grouping: keys.filter { $0.node != nil }) { key in
      (old.output(key) ?? new.output(key))?.path ?? key.path
    }
    for (path, nodes) in shared.sorted(by: { $0.key < $1.key }) {
      try compareNodes(nodes.sorted(by: Self.inOrder), of: path)
    }
    try refuseMarkers()
    try record()
  }

  /// Where nothing merges, nothing else would see that a merge of before is not resolved.
  private func refuseMarkers() throws(GenerationError) {
    let merged = Set(merges.map(\.path))
    var findings: [Finding] = []
    for path in Set(old.lock.outputs.map(\.path)).subtracting(merged).sorted() {
      guard let text = try text(at: path, in: tree), let line = firstConflictMarker(in: text) else {
        continue
      }
      findings.append(
        Finding(
          .conflict, path: path, line: line,
          "it still has conflict markers; resolve them, then run the command again"))
    }
    guard findings.isEmpty else { throw .refused(Refusal(findings)) }
  }

  /// What is to be staged, with what the generators say.
  package func result(telling said: GeneratedChanges) -> GeneratedChanges {
    var result = GeneratedChanges(
      changes: changes, layers: said.layers, files: said.files, warnings: warnings)
    result.merges = merges
    result.regenerated = decisions
    result.notes = neededBy.sorted { $0.key < $1.key }.map { path, dependent in
      "\(path) is not generated any more and stays: \(dependent) rests on it"
    }
    if !result.isEmpty {
      result.evidence = said.evidence
      // What the projects lack was said when it was first made.
      if decisions.contains(where: { $0.verdict == .made }) { result.warnings += said.warnings }
    }
    return result
  }

  static func inOrder(_ left: LockFile.Key, _ right: LockFile.Key) -> Bool {
    left.path == right.path ? (left.node ?? "") < (right.node ?? "") : left.path < right.path
  }

  /// The text at a path; nil when no file stands there.
  func text(at path: RelativePath, in tree: StagedTree) throws(GenerationError) -> [UInt8]? {
    do throws(TreeError) {
      return try tree.contents(of: path)
    } catch {
      throw .tree(error)
    }
  }

  /// Writes a file of the project's own bookkeeping when its bytes differ.
  mutating func put(_ path: RelativePath, _ bytes: [UInt8]) throws(GenerationError) {
    guard try text(at: path, in: tree) != bytes else { return }
    changes.append(Change(path, .write(contents: bytes)))
  }

  // MARK: Whole files

  /// Texts of a file with what others put into it.
  private mutating func joined(
    _ sides: [[UInt8]], _ path: RelativePath, _ present: [UInt8]
  ) throws(GenerationError) -> [[UInt8]] {
    let others = try others()
    do throws(TreeError) {
      return try others.put(into: sides, of: path, like: present)
    } catch {
      throw .tree(error)
    }
  }

  private mutating func compareFile(_ key: LockFile.Key) throws(GenerationError) {
    let made = new.pristine[key]
    guard let before = old.output(key) else {
      guard let output = new.output(key), let made else { return }
      return make(output, made)
    }
    guard let present = try text(at: before.path, in: tree) else {
      return keepDeleted(before, made)
    }
    guard let output = new.output(key), let made else {
      // Its nodes are made one by one now.
      if new.lock.outputs.contains(where: { $0.path == before.path && $0.node != nil }) { return }
      return remove(before, present)
    }
    outputs.append(placed(output, like: before))
    // What stands there as it is made now is as good as recorded.
    let isAsMade = present == made.ended(like: present)
    guard let recorded = old.pristine[key] ?? (isAsMade ? made : nil) else {
      return decide(before, .unrecorded)
    }
    var (base, wanted) = (recorded.ended(like: present), made.ended(like: present))
    if base != wanted {
      let sides = try joined([base, wanted], before.path, present)
      (base, wanted) = (sides[0], sides[1])
    }
    if base != wanted { merges.append(BasedChange(before.path, base: base, wanted: wanted)) }
    let isEdited = present != base && present != wanted
    decide(
      before,
      isMoved(before) ? .moved : base == wanted ? .unchanged : isEdited ? .merged : .updated)
  }

  /// Whether a person moved it since it was recorded.
  func isMoved(_ output: LockFile.Output) -> Bool {
    recorded.output(output.key)?.path != output.path
  }

  /// An output where a person moved its file.
  func placed(
    _ output: LockFile.Output, like before: LockFile.Output
  ) -> LockFile.Output {
    guard before.path != output.path else { return output }
    var placed = output
    placed.move(to: before.path)
    placed.pristine = output.pristine.map { _ in
      output.node.map {
        ProjectFiles.pristine(of: before.path, entity: old.lock.name, node: $0)
      } ?? ProjectFiles.pristine(of: before.path)
    }
    return placed
  }

  private mutating func make(_ output: LockFile.Output, _ text: [UInt8]) {
    changes.append(Change(output.path, .write(contents: text), expect: .init(exists: false)))
    outputs.append(output)
    decide(output, .made)
  }

  /// A person deleted it: it stays so, unless it is to be made again.
  private mutating func keepDeleted(_ output: LockFile.Output, _ text: [UInt8]?) {
    if recreates, let text, let again = new.output(output.key) { return make(again, text) }
    // What the generator makes no longer need not be remembered.
    guard new.output(output.key) != nil else { return }
    outputs.append(output)
    decide(output, .kept)
  }

  private mutating func remove(_ output: LockFile.Output, _ present: [UInt8]) {
    guard neededBy[output.path] == nil else {
      // It goes when nothing rests on it any more.
      outputs.append(output)
      return decide(output, .kept)
    }
    guard let base = old.pristine[output.key] else { return decide(output, .unrecorded) }
    merges.append(BasedChange(output.path, base: base.ended(like: present), wanted: nil))
    decide(output, .removed)
  }

  /// The files that are not made any more and that others rest on.
  private mutating func needed() throws(GenerationError) -> [RelativePath: RelativePath] {
    let gone = old.lock.outputs.filter { output in
      output.node == nil && new.output(output.key) == nil && files.contains(output.path)
    }.map(\.path)
    guard !gone.isEmpty else { return [:] }
    // What is made again in the same operation goes by what is there then.
    let again = try others().files(of: together).union(
      (old.lock.outputs + new.lock.outputs).filter { $0.node == nil }.map(\.path))
    let staying = files.filter { !again.contains($0) && !$0.isBelow(ProjectFiles.directory) }
    do throws(TreeError) {
      return try Dependents(tree: tree, staying: staying).dependents(of: gone)
    } catch {
      throw .tree(error)
    }
  }

  /// Notes a decision.
  mutating func decide(_ output: LockFile.Output, _ verdict: RegeneratedOutput.Verdict) {
    let origin = verdict == .moved ? recorded.output(output.key)?.path : nil
    decisions.append(
      RegeneratedOutput(output.path, node: output.node, verdict, origin: origin))
  }
}

extension [UInt8] {
  /// The text with the line endings of a file: git may write other ones than a generator.
  func ended(like file: [UInt8]) -> [UInt8] {
    guard let first = file.firstIndex(of: 0x0A), first > 0, file[first - 1] == 0x0D,
      !contains(0x0D)
    else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count + count / 16)
    for byte in self {
      if byte == 0x0A { result.append(0x0D) }
      result.append(byte)
    }
    return result
  }
}
