public import SourceEdits

/// The overlay of a base tree and staged changes: what later steps read.
public struct StagedTree: ReadableTree {
  /// A path that staged changes touched.
  public struct Touched: Hashable, Sendable {
    /// What the base had when it was first touched.
    public var before: Node?
    /// What stands there now.
    public var after: Node?
    /// The structured edits among the changes, in order.
    public var edits: [StagedEdit]
  }

  /// A structured edit with what applying it said.
  public struct StagedEdit: Hashable, Sendable {
    /// The edit.
    public var edit: StructuredEdit
    /// Takes it back by meaning; empty when there was nothing to do.
    public var inverse: [StructuredEdit]
    /// Why its place was chosen.
    public var evidence: EditEvidence
  }

  private let base: any ReadableTree
  /// The touched paths.
  public private(set) var touched: [RelativePath: Touched] = [:]
  /// Paths whose content decided that nothing, or something elsewhere, is to be changed: what was
  /// expected of them, and edits that were there already.
  public private(set) var relied: [RelativePath: Node?] = [:]
  /// Changes that did not have to be made: what they make was found in place and is rested on.
  public private(set) var held: [Change] = []
  /// How many staged nodes lie below a directory: it exists because of them.
  private var staged: [RelativePath: Int] = [:]

  /// An overlay without changes.
  public init(base: any ReadableTree) { self.base = base }

  // MARK: Reading

  /// See ``ReadableTree``.
  public func node(at path: RelativePath) throws(TreeError) -> Node? {
    if let touched = touched[path] {
      if let after = touched.after { return after }
      return isImplied(path) ? .directory : nil
    }
    if isImplied(path) { return .directory }
    if isHidden(path) { return nil }
    return try base.node(at: path)
  }

  /// See ``ReadableTree``.
  public func files() throws(TreeError) -> [RelativePath] { files(over: try base.files()) }

  /// The files, when those of the base are known: listing a large workspace takes its time.
  package func files(over known: [RelativePath]) -> [RelativePath] {
    let hides = touched.values.contains { $0.before == .directory && $0.after != .directory }
    var found = known.filter { touched[$0] == nil && !(hides && isHidden($0)) }
    for (path, entry) in touched {
      switch entry.after {
      case .file, .large, .symlink: found.append(path)
      default: break
      }
    }
    return found.sorted()
  }

  /// See ``ReadableTree``.
  public func children(of directory: RelativePath?) throws(TreeError) -> [RelativePath] {
    var found: Set<RelativePath> = []
    let hidden = directory.map { isHidden($0) || touched[$0].map { $0.after == nil } ?? false }
    if hidden != true { found = Set(try base.children(of: directory)) }
    found = found.filter { child in
      guard let entry = touched[child] else { return true }
      return entry.after != nil || isImplied(child)
    }
    for path in Array(touched.filter { $0.value.after != nil }.keys) + Array(staged.keys)
    where path.parent == directory { found.insert(path) }
    return found.sorted()
  }

  private func isImplied(_ path: RelativePath) -> Bool { (staged[path] ?? 0) > 0 }

  /// Whether a directory above it was deleted or replaced.
  private func isHidden(_ path: RelativePath) -> Bool {
    guard !touched.isEmpty else { return false }
    return path.ancestors.contains { ancestor in
      guard let entry = touched[ancestor] else { return false }
      return entry.after != .directory
    }
  }

  // MARK: Writing

  /// Puts a node at a path, whatever stands there; nil deletes. The caller has validated it.
  package mutating func put(_ node: Node?, at path: RelativePath) throws(TreeError) {
    put(node, at: path, seen: try self.node(at: path))
  }

  /// Lets a path that is staged be read as another file, its recorded base and edits staying.
  package mutating func show(_ node: Node, at path: RelativePath) {
    guard touched[path]?.after != nil else { return }
    touched[path]?.after = node
  }

  /// Takes over what was staged over this tree, or over an earlier state of it.
  package mutating func take(_ overlay: StagedTree) {
    for (path, entry) in overlay.touched {
      let earlier = touched[path]?.edits ?? []
      put(entry.after, at: path, seen: entry.before)
      touched[path]?.edits = earlier + entry.edits
    }
    for (path, node) in overlay.relied { rely(on: path, node) }
    held += overlay.held
  }

  /// Holds what stands there already and what is staged rests on: a `write` with the content that
  /// would have been written, or a structured edit.
  ///
  /// Where an operation made it, undoing that operation leaves it to this one.
  public mutating func hold(_ change: Change) { held.append(change) }

  mutating func rely(on path: RelativePath, _ node: Node?) {
    if touched[path] == nil { relied[path] = .some(node) }
  }

  /// Puts a node at a path where the caller saw another one.
  ///
  /// That one is the recorded base: reading again would take for it what somebody saved since, and
  /// overwrite that (I5).
  mutating func put(
    _ node: Node?, at path: RelativePath, seen before: Node?, edit: StagedEdit? = nil
  ) {
    var entry = touched[path] ?? Touched(before: before, after: nil, edits: [])
    let wasStaged = touched[path]?.after != nil
    entry.after = node
    if let edit { entry.edits.append(edit) } else { entry.edits = [] }
    touched[path] = entry
    if wasStaged != (node != nil) {
      for ancestor in path.ancestors { staged[ancestor, default: 0] += node == nil ? -1 : 1 }
    }
  }
}
