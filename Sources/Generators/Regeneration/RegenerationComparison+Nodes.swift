internal import Patch
internal import ProjectModel
internal import SourceEdits

// Nodes of files that people and other entities share: the merge of such a file is confined to the
// nodes that change.
extension RegenerationComparison {
  /// Compares the nodes of one file.
  mutating func compareNodes(
    _ keys: [LockFile.Key], of path: RelativePath
  ) throws(GenerationError) {
    guard let present = try text(at: path, in: tree) else {
      for key in keys {
        guard let output = old.output(key) else { continue }
        outputs.append(output)
        decide(output, .kept)
      }
      return
    }
    var nodes = SharedFile(path: path, homes: Set(keys.map(\.path)), present: present)
    for key in keys {
      switch (old.output(key), new.output(key)) {
      case (let before?, let after?): try compare(before, after, in: &nodes)
      case (nil, let after?): try add(after, to: &nodes)
      case (let before?, nil): try remove(before, from: &nodes)
      case (nil, nil): break
      }
    }
    guard nodes.isChanged else { return }
    merges.append(
      BasedChange(
        path, base: nodes.base, wanted: nodes.wanted,
        edits: edits(for: nodes)))
  }

  private mutating func compare(
    _ before: LockFile.Output, _ after: LockFile.Output, in file: inout SharedFile
  ) throws(GenerationError) {
    guard !isUnrecorded(before) else {
      outputs.append(before)
      return decide(before, .unrecorded)
    }
    guard let mine = old.node(before), let theirs = new.node(after) else {
      outputs.append(after)
      return decide(before, .unchanged)
    }
    guard mine.hasText else {
      // A router that somebody moved is registered by another name.
      let isThere = theirs.isInserted(in: file.present) || isMovedWith(before)
      if !isThere, recreates { return try add(after, to: &file) }
      outputs.append(after)
      return decide(before, isThere ? .unchanged : .kept)
    }
    guard let base = mine.replaced(in: file.base), let wanted = theirs.replaced(in: file.wanted)
    else {
      if recreates { return try add(after, to: &file) }
      outputs.append(before)
      return decide(before, .kept)
    }
    outputs.append(placed(after, like: before))
    guard old.pristine[before.key] != new.pristine[after.key] else {
      return decide(before, isMoved(before) ? .moved : .unchanged)
    }
    let isEdited = mine.replaced(in: file.present) != file.present
    if theirs.isShared {
      // Another part may have changed it in the same operation.
      if theirs.replaced(in: file.present) == file.present { return decide(before, .unchanged) }
      if !isEdited {
        file.edits.append(theirs.insertion)
        return decide(before, .updated)
      }
    }
    (file.base, file.wanted) = (base, wanted)
    file.replaced.append((old.pristine[before.key] ?? [], new.pristine[after.key] ?? []))
    decide(before, isMoved(before) ? .moved : isEdited ? .merged : .updated)
  }

  /// Whether the text that was generated of it is gone.
  private func isUnrecorded(_ output: LockFile.Output) -> Bool {
    output.pristine != nil && old.pristine[output.key] == nil
  }

  /// Whether somebody moved a file of the same template: what a registration names.
  private func isMovedWith(_ output: LockFile.Output) -> Bool {
    old.lock.outputs.contains {
      $0.node == nil && $0.template == output.template && isMoved($0)
    }
  }

  private mutating func add(_ output: LockFile.Output, to file: inout SharedFile)
    throws(GenerationError)
  {
    if let node = new.node(output), node.isShared, try others().has(output.key) {
      // Another made it: it stands there, or somebody took it out.
      outputs.append(output)
      return decide(output, .unchanged)
    }
    let edits = made.generated.changes.compactMap { change -> StructuredEdit? in
      guard change.path == output.path, case .edit(let edit) = change.action,
        edit.nodeName == output.node
      else { return nil }
      return edit
    }
    file.edits += edits
    file.replaced.append(([], new.pristine[output.key] ?? []))
    outputs.append(output)
    decide(output, .made)
  }

  private mutating func remove(_ output: LockFile.Output, from file: inout SharedFile)
    throws(GenerationError)
  {
    if let node = old.node(output), node.isShared, try others().has(output.key) {
      return decide(output, .unchanged)
    }
    guard let node = old.node(output), let removal = node.removal else {
      // What has no text of its own is not known to be ours alone.
      outputs.append(output)
      if isUnrecorded(output) { decide(output, .unrecorded) }
      return
    }
    guard let base = node.hasText ? node.replaced(in: file.base) : file.base,
      let wanted = node.hasText ? node.removed(from: file.wanted) : file.wanted
    else { return }
    if case .addElement = node.insertion, node.removed(from: file.present) == nil {
      // A link that somebody reworded is the page's all the same.
      outputs.append(output)
      return
    }
    let isEdited = node.hasText && node.replaced(in: file.present) != file.present
    if isEdited {
      // The merge says what was edited of it.
      (file.base, file.wanted) = (base, wanted)
      file.isMerged = true
    } else {
      file.removals.append(removal)
      file.replaced.append((old.pristine[output.key] ?? [], []))
    }
    decide(output, .removed)
  }

  /// What is taken out and added, with the imports that the nodes need now and did not need before;
  /// those that nothing needs any more go last.
  private func edits(for file: SharedFile) -> [StructuredEdit] {
    let before = file.replaced.reduce(into: Set<String>()) { $0.formUnion(Self.words(in: $1.old)) }
    let now = file.replaced.reduce(into: Set<String>()) { $0.formUnion(Self.words(in: $1.new)) }
    let added = now.subtracting(before)
    return additions(of: added, in: file) + file.removals + file.edits
      + removals(of: before.subtracting(now), in: file)
  }

  /// The imports of names that the nodes had before and that nothing in the file has now.
  private func removals(of gone: Set<String>, in file: SharedFile) -> [StructuredEdit] {
    let left = file.removals.reduce(file.wanted) { (try? $1.apply(to: $0))?.text ?? $0 }
    guard !gone.isEmpty, let outline = try? PythonOutline(left) else { return [] }
    return outline.imports.flatMap { statement in
      statement.names.compactMap { name in
        guard let local = name.local, gone.contains(local), let module = statement.dottedModule
        else { return nil }
        let edit = StructuredEdit.removeImport(
          ImportEdit(module: module, name: name.name, alias: name.alias))
        let changes = (try? edit.apply(to: left))?.changed ?? false
        return changes ? edit : nil
      }
    }
  }

  private func additions(of added: Set<String>, in file: SharedFile) -> [StructuredEdit] {
    return made.generated.changes.compactMap { change in
      guard file.homes.contains(change.path), case .edit(let edit) = change.action,
        case .addImport(let addition) = edit
      else { return nil }
      let name = addition.alias ?? addition.name ?? addition.module
      return added.contains(name) ? edit : nil
    }
  }

  static func words(in text: [UInt8]) -> Set<String> {
    let words = String(decoding: text, as: UTF8.self).split { character in
      !(character.isLetter || character.isNumber || character == "_")
    }
    return Set(words.map(String.init))
  }

  /// One shared file while its nodes are compared.
  struct SharedFile {
    let path: RelativePath
    /// Where the generators put its nodes.
    let homes: Set<RelativePath>
    let present: [UInt8]
    /// The file with the changed nodes as they were generated then.
    var base: [UInt8]
    /// The file with the changed nodes as they are generated now.
    var wanted: [UInt8]
    /// The changed nodes' texts.
    var replaced: [(old: [UInt8], new: [UInt8])] = []
    /// What is taken out besides.
    var removals: [StructuredEdit] = []
    /// What is added besides, when that is gone.
    var edits: [StructuredEdit] = []
    var isMerged = false

    init(path: RelativePath, homes: Set<RelativePath>, present: [UInt8]) {
      self.path = path
      self.homes = homes
      self.present = present
      (base, wanted) = (present, present)
    }

    var isChanged: Bool { isMerged || !(removals + edits).isEmpty || base != wanted }
  }
}
