internal import Patch
internal import ProjectModel
internal import SourceEdits

/// Collects the changes of an agent: every one is tried on the tree first, and what is there
/// already makes no change.
struct OutputBuilder {
  /// The changes so far.
  private(set) var changes: [Change] = []
  /// What was found in place and is rested on.
  private(set) var holds: [Change] = []
  /// Why each edit goes where it goes.
  private(set) var evidence: [Evidence] = []
  /// What the lock file records.
  private(set) var outputs: [LockFile.Output] = []
  /// What the page was asked to show and do, for the lock.
  var page: LockFile.Page?
  /// The layers that are to have a container, for the lock.
  var layers: Set<String> = []
  /// The tree with the changes so far.
  private var tree: StagedTree
  /// Where people moved files that were generated, by where they were made.
  private let moved: [RelativePath: RelativePath]
  private let generator: String
  private let entity: String

  init(tree: some ReadableTree, generator: String, entity: String) {
    self.tree = StagedTree(base: tree)
    // A lock that cannot be read is told of when it is written.
    let lock = (try? tree.contents(of: ProjectFiles.lock(entity))).flatMap(\.self)
    moved = lock.flatMap { try? LockFile(reading: $0) }?.moved ?? [:]
    self.generator = generator
    self.entity = entity
  }

  /// The text of a file as it will be; nil when there is none.
  func contents(of path: RelativePath) throws(GenerationError) -> [UInt8]? {
    do throws(TreeError) {
      if let text = try tree.contents(of: path) { return text }
      return try moved[path].flatMap { place throws(TreeError) in try tree.contents(of: place) }
    } catch {
      throw .tree(error)
    }
  }

  /// Whether a file stands at a path; an empty one is as good as none, but for a package's marker.
  ///
  /// - Throws: when something else stands there: no layer can be adopted or made.
  func exists(_ path: RelativePath) throws(GenerationError) -> Bool {
    switch try node(at: path) {
    case nil:
      return try moved[path].map { place throws(GenerationError) in try exists(place) } ?? false
    case .file(let file):
      return !file.contents.isEmpty || path.name.elementsEqual("__init__.py".utf8)
    case .large: return true
    case .directory: throw noFile(path, "a directory")
    case .special: throw noFile(path, "a FIFO, socket or device")
    case .symlink: throw noFile(path, "a symbolic link")
    }
  }

  /// Whether nothing stands at a path.
  func isAbsent(_ path: RelativePath) throws(GenerationError) -> Bool {
    try node(at: path) == nil
  }

  private func node(at path: RelativePath) throws(GenerationError) -> Node? {
    do throws(TreeError) {
      return try tree.node(at: path)
    } catch {
      throw .tree(error)
    }
  }

  private func noFile(_ path: RelativePath, _ thing: String) -> GenerationError {
    .refused(
      Refusal(
        Finding(
          .conflict, path: path,
          "\(thing) stands where a file is generated or adopted; move it away")))
  }

  // MARK: Files

  /// Writes a generated file with its pristine.
  mutating func write(
    _ path: RelativePath, _ text: String, template: String
  ) throws(GenerationError) {
    let pristine = ProjectFiles.pristine(of: path)
    // An empty file is filled.
    let stands = try node(at: path) != nil
    try stage(
      Change(path, .write(contents: Array(text.utf8)), expect: .init(exists: stands)))
    try put(pristine, Array(text.utf8))
    outputs.append(
      LockFile.Output(path: path, generator: generator, template: template, pristine: pristine))
  }

  /// Writes a file that several outputs rest on, with its pristine; what stands there is held.
  mutating func share(
    _ path: RelativePath, _ text: String, template: String
  ) throws(GenerationError) {
    guard try exists(path) else { return try write(path, text, template: template) }
    hold(path, Array(text.utf8))
    let pristine = ProjectFiles.pristine(of: path)
    if try exists(pristine) { hold(pristine, Array(text.utf8)) }
  }

  /// Records a section of a file that people write, with its pristine; the file is the caller's.
  mutating func putSection(
    _ text: [UInt8], of path: RelativePath, node: String, pristine: RelativePath, template: String
  ) throws(GenerationError) {
    try put(pristine, text)
    outputs.append(
      LockFile.Output(
        path: path, node: node, generator: generator, template: template, pristine: pristine))
  }

  /// Makes a file that parts share: its nodes are recorded, not the whole of it.
  mutating func begin(_ path: RelativePath, _ text: [UInt8]) throws(GenerationError) {
    try stage(Change(path, .write(contents: text), expect: .init(exists: false)))
  }

  /// Records a node of a shared file that stands there, with its pristine.
  mutating func record(
    _ path: RelativePath, node: String, source: String, template: String = ""
  ) throws(GenerationError) {
    let pristine = ProjectFiles.pristine(of: path, entity: entity, node: node)
    try put(pristine, Array((source + "\n").utf8))
    outputs.append(
      LockFile.Output(
        path: path, node: node, generator: generator, template: template, pristine: pristine))
  }

  /// What was generated under other names.
  func others() throws(GenerationError) -> OtherOutputs {
    do throws(TreeError) {
      return try OtherOutputs(than: entity, in: tree)
    } catch {
      throw .tree(error)
    }
  }

  /// Holds a file that stands there.
  ///
  /// - Parameter bytes: What would have been written.
  mutating func hold(_ path: RelativePath, _ bytes: [UInt8]) {
    holds.append(Change(path, .write(contents: bytes)))
  }

  /// Holds what an edit would have made and is there.
  mutating func hold(_ path: RelativePath, _ edit: StructuredEdit) {
    holds.append(Change(path, .edit(edit)))
  }

  /// Writes a file of the project's own bookkeeping when its bytes differ.
  mutating func put(_ path: RelativePath, _ bytes: [UInt8]) throws(GenerationError) {
    guard try contents(of: path) != bytes else { return }
    try stage(Change(path, .write(contents: bytes)))
  }

  // MARK: Edits

  /// Edits a shared file; what is there already makes no change.
  ///
  /// - Parameters:
  ///   - node: The name the lock file and the pristine give what is inserted; nil for an import,
  ///     which several entities share.
  ///   - source: What the pristine holds.
  /// - Returns: whether the file changes.
  @discardableResult
  mutating func edit(
    _ path: RelativePath, _ edit: StructuredEdit, node: String? = nil, source: String? = nil,
    template: String = ""
  ) throws(GenerationError) -> Bool {
    guard let text = try contents(of: path) else {
      throw .refused(Refusal(Finding(.refused, path: path, "there is no file to edit")))
    }
    let applied: AppliedEdit
    do throws(EditError) {
      applied = try edit.apply(to: text)
    } catch {
      throw .refused(Refusal(Finding(path: path, error)))
    }
    guard applied.changed else {
      // An import that an earlier entity added goes with the last of them.
      if case .addImport = edit { hold(path, edit) }
      return false
    }
    try stage(Change(path, .edit(edit)))
    if let node {
      evidence.append(Evidence(path, applied.evidence.line, applied.evidence.reason))
      let pristine = ProjectFiles.pristine(of: path, entity: entity, node: node)
      if let source { try put(pristine, Array((source + "\n").utf8)) }
      outputs.append(
        LockFile.Output(
          path: path, node: node, generator: generator, template: template,
          pristine: source == nil ? nil : pristine))
    }
    return true
  }

  private mutating func stage(_ change: Change) throws(GenerationError) {
    do throws(Refusal) {
      try tree.stage(change)
    } catch {
      throw .refused(error)
    }
    changes.append(change)
  }
}
