/// The visible tree of the model: files, links and directories.
struct ModelTree: Hashable, Sendable {
  private(set) var entries: [String: ModelEntry] = [:]
  private(set) var directories: Set<String> = []

  static func ancestors(of path: String) -> [String] {
    var parts = path.split(separator: "/")
    var found: [String] = []
    while parts.count > 1 {
      parts.removeLast()
      found.append(parts.joined(separator: "/"))
    }
    return found
  }

  /// As ``Judge/visible(_:)`` gives it.
  var picture: [[UInt8]: String] {
    var found: [[UInt8]: String] = [:]
    for (path, entry) in entries { found[Array(path.utf8)] = entry.picture }
    for path in directories { found[Array(path.utf8)] = "directory 755" }
    return found
  }

  /// Puts an entry with the directories above it; nil deletes, and leaves directories alone.
  mutating func put(_ entry: ModelEntry?, at path: String) {
    entries[path] = entry
    if entry != nil { directories.formUnion(Self.ancestors(of: path)) }
  }

  // MARK: Landing

  /// What a landing makes of the tree.
  struct Landed {
    var tree: ModelTree
    /// What really changes.
    var steps: [ModelStep]
    var made: Set<String>
    var removed: Set<String>
  }

  /// Lands changes step by step onto the tree as it is.
  ///
  /// - Parameters:
  ///   - back: directories to bring back.
  ///   - removable: directories that may go once they are empty; nil: any that loses its last entry.
  /// - Returns: nil for a conflict.
  func landing(
    _ steps: [ModelStep], back: Set<String> = [], removable: Set<String>? = nil
  ) -> Landed? {
    var landed = Landed(tree: self, steps: [], made: [], removed: [])
    var touched: Set<String> = []
    for step in steps {
      var effective = ModelStep(id: step.id, changes: [])
      for change in step.changes {
        let ours = landed.tree.entries[change.path]
        let decision = ModelEntry.decide(base: change.before, ours: ours, theirs: change.after)
        guard case .take(let after) = decision else { return nil }
        guard after != ours else { continue }
        landed.tree.entries[change.path] = after
        touched.insert(change.path)
        effective.changes.append(ModelChange(path: change.path, before: ours, after: after))
      }
      if !effective.changes.isEmpty { landed.steps.append(effective) }
    }
    landed.tree.makeDirectories(back: back, touched: touched)
    landed.tree.removeEmptied(touched, removable)
    landed.made = landed.tree.directories.subtracting(directories)
    landed.removed = directories.subtracting(landed.tree.directories)
    return landed
  }

  private mutating func makeDirectories(back: Set<String>, touched: Set<String>) {
    for path in back { directories.formUnion([path] + Self.ancestors(of: path)) }
    for path in touched where entries[path] != nil {
      directories.formUnion(Self.ancestors(of: path))
    }
  }

  /// Directories that lost their last entry go, and so on upward.
  private mutating func removeEmptied(_ touched: Set<String>, _ removable: Set<String>?) {
    var candidates = Set(
      touched.filter { entries[$0] == nil }.compactMap { Self.ancestors(of: $0).first })
    candidates.formUnion(removable ?? [])
    while let path = candidates.max(by: { $0.utf8.count < $1.utf8.count }) {
      candidates.remove(path)
      guard directories.contains(path), removable?.contains(path) ?? true else { continue }
      let below = path + "/"
      if entries.keys.contains(where: { $0.hasPrefix(below) }) { continue }
      if directories.contains(where: { $0.hasPrefix(below) }) { continue }
      directories.remove(path)
      if let parent = Self.ancestors(of: path).first { candidates.insert(parent) }
    }
  }
}
