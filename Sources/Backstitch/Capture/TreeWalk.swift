internal import FileSystem
internal import ObjectStore
internal import Patch

/// One look at every path that counts: a listing and a `stat` of each, nothing read of files that an
/// earlier look knew as they are.
struct TreeWalk {
  private let files: any FileSystem
  private let known: TreeSnapshot
  private let rules: CaptureRules
  /// What was modified from this moment on, in nanoseconds since 1970, may change without showing it.
  private let horizon: Int64
  /// What stands there, as far as it is known.
  private(set) var found: TreeSnapshot
  /// Files whose content has to be read, with what was seen of them.
  private(set) var unread: [(path: RelativePath, status: FileStatus)] = []
  /// Paths that the earlier look did not find, or found otherwise.
  private(set) var changed: Set<RelativePath> = []
  /// How many paths of the earlier look were met again.
  private var met = 0
  /// Whether something that counted was passed by.
  private var passesBy = false
  /// Files of attributes, which say how git converts.
  private(set) var attributes: [RelativePath] = []
  /// Directories that cannot be listed.
  private(set) var unreadable: [RelativePath] = []

  private static let store: RelativePath = ".backstitch/store"

  /// - Parameters:
  ///   - known: what an earlier look found.
  ///   - now: seconds since 1970.
  init(_ files: any FileSystem, known: TreeSnapshot, rules: CaptureRules, now: Int64) {
    self.files = files
    self.known = known
    self.rules = rules
    // Clocks of file systems tick coarsely, up to two seconds.
    horizon = (now - 2) * 1_000_000_000
    found = TreeSnapshot()
    found.rules = rules.fingerprint
    found.index = rules.indexStamp
    found.entries.reserveCapacity(known.entries.count)
  }

  mutating func run() throws(BackstitchError) {
    try enter(nil, rulesChanged: known.rules != found.rules)
  }

  /// Whether all is as the earlier look found it.
  var isSame: Bool {
    changed.isEmpty && met == known.entries.count && known.rules == found.rules
      && known.index == found.index
  }

  /// Also looks where an earlier look found something that this one passed by: a path that is ignored
  /// by now is not gone.
  mutating func lookAgain() throws(BackstitchError) {
    guard passesBy || met < known.entries.count else { return }
    let unreadFiles = Set(unread.map(\.path))
    for (path, entry) in known.entries {
      guard found.entries[path]?.image == nil, !unreadFiles.contains(path) else { continue }
      changed.insert(path)
      guard entry.image != nil else { continue }
      let status: FileStatus?
      do throws(FileSystemError) {
        status = try Disk(files: files).status(of: .workspace(path))
      } catch {
        guard error.isForbidden else { throw BackstitchError(error) }
        set(path, entry, was: entry)
        continue
      }
      guard let status else { continue }
      if status.kind == .directory {
        if entry.kind == .directory { set(path, entry, was: entry) }
      } else if status.kind != .other {
        try take(path, status, was: entry, isDirectory: false)
      }
    }
  }

  // MARK: Directories

  private mutating func enter(
    _ directory: RelativePath?, rulesChanged: Bool
  ) throws(BackstitchError) {
    guard let listing = try listing(of: directory) else { return }
    if let directory, listing.contains(where: { $0.name.elementsEqual(".git".utf8) }) {
      // A nested repository is somebody else's tree.
      if var entry = found.entries[directory] {
        passesBy = true
        entry.kind = .foreign
        set(directory, entry, was: known.entries[directory])
      }
      return
    }
    var rulesChanged = rulesChanged
    if rules.git != nil, !rulesChanged {
      rulesChanged = try rulesDiffer(in: directory, listing)
    }
    for (name, status) in listing where status.kind != .other {
      if name.elementsEqual(".git".utf8) { continue }
      let path = directory?.appending(name: name) ?? RelativePath(unchecked: name)
      if path == Self.store { continue }
      try visit(path, status, rulesChanged: rulesChanged)
    }
  }

  /// Nil for a directory that is gone since, or that cannot be listed, which is noted.
  private mutating func listing(
    of directory: RelativePath?
  ) throws(BackstitchError) -> [(name: [UInt8], status: FileStatus)]? {
    do throws(FileSystemError) {
      return try files.listing(of: .workspace(directory))
    } catch {
      if error.isMissing || error.isBehindLink { return nil }
      guard error.isForbidden, let directory else { throw BackstitchError(error) }
      unreadable.append(directory)
      return nil
    }
  }

  /// Whether a directory's own ignore rules are others than at the earlier look.
  private func rulesDiffer(
    in directory: RelativePath?, _ listing: [(name: [UInt8], status: FileStatus)]
  ) throws(BackstitchError) -> Bool {
    let name = Array(".gitignore".utf8)
    let path = directory?.appending(name: name) ?? RelativePath(unchecked: name)
    let now = listing.first { $0.name == name }?.status
    switch (known.entries[path], now) {
    case (nil, nil): return false
    case (let before?, let now?): return !before.isUntouched(in: now)
    default: return true
    }
  }

  private mutating func visit(
    _ path: RelativePath, _ status: FileStatus, rulesChanged: Bool
  ) throws(BackstitchError) {
    let isDirectory = status.kind == .directory
    let before = known.entries[path]
    if before != nil { met += 1 }
    let isIgnored: Bool
    if !rulesChanged, let before, before.isDirectory == isDirectory,
      // What was ignored may be tracked by now.
      before.kind != .ignored || known.index == found.index
    {
      isIgnored = before.kind == .ignored
    } else {
      isIgnored = try rules.isIgnored(path, isDirectory: isDirectory)
    }
    if isIgnored, !rules.includes(path) {
      var ignored = entry(.ignored, status)
      // Rules that are themselves ignored are rules all the same.
      if path.name.elementsEqual(".gitignore".utf8) { ignored.status = status }
      set(path, ignored, was: before)
      if before?.image != nil { passesBy = true }
      if isDirectory, rules.mayInclude(below: path) { try enterIgnored(path) }
      return
    }
    try take(path, status, was: before, isDirectory: isDirectory)
    if isDirectory { try enter(path, rulesChanged: rulesChanged) }
  }

  /// An ignored directory, for the sake of what the configuration names in it.
  private mutating func enterIgnored(_ directory: RelativePath) throws(BackstitchError) {
    guard let listing = try listing(of: directory) else { return }
    for (name, status) in listing {
      let path = directory.appending(name: name)
      if status.kind == .directory, rules.mayInclude(below: path) {
        try enterIgnored(path)
      } else if status.kind != .other, status.kind != .directory, rules.includes(path) {
        let before = known.entries[path]
        if before != nil { met += 1 }
        try take(path, status, was: before, isDirectory: false)
      }
    }
  }

  // MARK: Files

  private mutating func set(
    _ path: RelativePath, _ entry: SnapshotEntry, was before: SnapshotEntry?
  ) {
    found.entries[path] = entry
    if entry != before { changed.insert(path) } else { changed.remove(path) }
  }

  private mutating func take(
    _ path: RelativePath, _ status: FileStatus, was before: SnapshotEntry?, isDirectory: Bool
  ) throws(BackstitchError) {
    if isDirectory { return set(path, entry(.directory, status), was: before) }
    if path.name.elementsEqual(".gitattributes".utf8) { attributes.append(path) }
    if let before, before.kind == .file || before.kind == .symlink, before.isUntouched(in: status) {
      found.entries[path] = before
      return
    }
    guard status.kind == .symlink else {
      // Until it is read, and should it go before that.
      changed.insert(path)
      return unread.append((path, status))
    }
    var link = entry(.symlink, status)
    do throws(FileSystemError) {
      link.target = try files.linkTarget(of: .workspace(path))
    } catch {
      // Something else stands there by now, or nothing.
      guard error.isMissing || error.isNoRegularFile else { throw BackstitchError(error) }
      changed.insert(path)
      return
    }
    set(path, link, was: before)
  }

  private func entry(_ kind: SnapshotEntry.Kind, _ status: FileStatus) -> SnapshotEntry {
    var seen = status
    (seen.mount, seen.links) = (0, 1)
    guard kind == .file || kind == .symlink else {
      // What is in a directory, and when it changed, is told by what is in it.
      (seen.size, seen.inode, seen.modified, seen.changed) = (0, 0, 0, 0)
      return SnapshotEntry(kind: kind, status: seen, isRacy: false)
    }
    return SnapshotEntry(
      kind: kind, status: seen, isRacy: max(seen.modified, seen.changed) >= horizon)
  }

  /// Notes what a file that had to be read holds.
  mutating func note(
    _ path: RelativePath, _ status: FileStatus, _ id: ObjectID, in content: SnapshotEntry.Content
  ) {
    var file = entry(.file, status)
    file.id = id
    file.content = content
    set(path, file, was: known.entries[path])
  }

  /// Leaves a path as the earlier look found it.
  mutating func keep(_ path: RelativePath) {
    found.entries[path] = known.entries[path]
    changed.remove(path)
  }

  /// Forgets a path.
  mutating func leaveOut(_ path: RelativePath) {
    found.entries[path] = nil
    if known.entries[path] == nil { changed.remove(path) } else { changed.insert(path) }
  }
}

extension SnapshotEntry {
  fileprivate var isDirectory: Bool { status.kind == .directory }
}
