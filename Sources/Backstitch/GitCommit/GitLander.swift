internal import FileSystem
internal import Git
internal import Journal
internal import Patch

/// Moves index entries, reference and HEAD as an intent names them, or takes them back; both can be
/// run again after a crash.
///
/// How far an earlier run came shows in what stands there: each of the three is as before or as after
/// (or somebody else's), and takes its place by one rename. All of it happens under git's own lock
/// files, which hold the intent's token, so that ours are told from others' (I10).
struct GitLander {
  let record: GitRecord
  let directories: GitDirectories
  let repository: GitRepository
  let context: Context

  /// A landing's git part, if it has one.
  ///
  /// - Parameter location: nil outside of git.
  init?(
    _ record: GitRecord?, _ location: GitLocation?, host: any Host, context: Context
  ) throws(GitRefusal) {
    guard let record else { return nil }
    guard let location else { throw .noRepository }
    self.record = record
    self.context = context
    directories = try GitDirectories(location, host: host, umask: context.umask)
    repository = GitRepository(GitProgram(location, environment: context.environment))
  }

  /// Which side something is brought to.
  enum Side { case before, after }

  // MARK: Forward and back

  /// Brings all to after, for the first time: whatever is not as before stops it.
  func land() throws(GitRefusal) {
    try lock()
    guard reference() == record.old, try isHead(.before) else { throw .moved(name) }
    let theirs = try setEntries(to: .after)
    guard theirs.isEmpty else { throw .moved("the index entry of \(theirs[0])") }
    try move(to: .after)
  }

  /// Brings to after what an earlier run has not.
  ///
  /// - Returns: paths whose index entries are somebody else's, and stay.
  func resume() throws(GitRefusal) -> [RelativePath] {
    try directories.makeScratchAgain()
    try lock()
    let now = reference()
    guard now == record.old || now == record.new else { throw .moved(name) }
    let theirs = try setEntries(to: .after)
    try move(to: .after)
    return theirs
  }

  /// Brings all to before, as far as it is ours.
  ///
  /// - Returns: paths whose index entries are somebody else's, and stay.
  func takeBack() throws(GitRefusal) -> [RelativePath] {
    try directories.makeScratchAgain()
    if reference() == record.old, try isHead(.before), try hasEntries(.before) { return [] }
    try lock()
    try move(to: .before)
    return try setEntries(to: .before)
  }

  /// Whether reference and HEAD are before's or after's, so that either direction is open.
  var isUnmoved: Bool {
    get throws(GitRefusal) {
      let now = reference()
      guard now == record.old || now == record.new else { return false }
      if try isHead(.before) { return true }
      return try isHead(.after)
    }
  }

  // MARK: Reference and HEAD

  private var isDetached: Bool { record.reference == "HEAD" }

  private var place: Place {
    isDetached ? directories.own("HEAD") : directories.shared(record.reference)
  }

  /// What moves, for people.
  private var name: String {
    isDetached ? "HEAD" : "the branch '\(record.reference.dropFirst("refs/heads/".count))'"
  }

  private func reference() -> String? {
    directories.location.commit(of: Array(record.reference.utf8))
  }

  private func isHead(_ side: Side) throws(GitRefusal) -> Bool {
    guard let head = record.switched else { return true }
    let now = try directories.contents(of: directories.own("HEAD")) ?? []
    return now == Array(((side == .before ? head.before : head.after) + "\n").utf8)
  }

  private func move(to side: Side) throws(GitRefusal) {
    let (wanted, other) =
      side == .after ? (record.new, record.old) : (record.old, record.new)
    if side == .before { try moveHead(to: side) }
    if reference() == other, wanted != other {
      // Git writes the log first, too: a reference is never newer than its log.
      if side == .after { try log(record.reference, side) }
      if let wanted {
        try directories.put(Array((wanted + "\n").utf8), at: place, through: "reference")
      } else {
        try directories.remove(place, upTo: directories.shared("refs/heads"))
      }
    }
    if side == .before || wanted == other { try log(record.reference, side) }
    if side == .after { try moveHead(to: side) }
    if !isDetached { try log("HEAD", side) }
  }

  private func moveHead(to side: Side) throws(GitRefusal) {
    guard let head = record.switched, head.before != head.after,
      try isHead(side == .after ? .before : .after)
    else { return }
    let wanted = side == .after ? head.after : head.before
    try directories.put(
      Array((wanted + "\n").utf8), at: directories.own("HEAD"), through: "head")
  }

  // MARK: Reflogs

  private func log(_ name: String, _ side: Side) throws(GitRefusal) {
    guard let log = record.logs.first(where: { $0.name == name }) else { return }
    let place = name == "HEAD" ? directories.own("logs/HEAD") : directories.shared("logs/\(name)")
    let found = try directories.contents(of: place)
    let lines = Array(log.lines.utf8)
    let text = found ?? []
    // A power cut may have left the first of them.
    let kept = text.dropLast(Reflog.overlap(of: text, with: lines))
    switch side {
    case .after:
      let wanted = kept + lines
      if wanted != text[...] { try directories.put(Array(wanted), at: place, through: "log") }
    case .before:
      guard kept.count < text.count else { return }
      if kept.isEmpty, name != "HEAD" {
        try directories.remove(place, upTo: directories.shared("logs/refs/heads"))
      } else {
        try directories.put(Array(kept), at: place, through: "log")
      }
    }
  }

  // MARK: Index entries

  private func hasEntries(_ side: Side) throws(GitRefusal) -> Bool {
    guard !record.entries.isEmpty else { return true }
    let now = try entries()
    return record.entries.allSatisfy { entry in
      now[entry.path.bytes] == GitEntry(side == .before ? entry.before : entry.after)
    }
  }

  private func entries() throws(GitRefusal) -> GitEntries {
    do throws(GitError) {
      return try GitIndex(repository.program, at: nil).entries()
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Sets our entries in a copy of the user's index as it is now, which then takes its place.
  ///
  /// - Returns: paths whose entries are neither before's nor after's.
  private func setEntries(to side: Side) throws(GitRefusal) -> [RelativePath] {
    guard !record.entries.isEmpty else { return [] }
    let now = try entries()
    var wanted: [(path: [UInt8], entry: GitEntry?)] = []
    var theirs: [RelativePath] = []
    for entry in record.entries {
      let (before, after) = (GitEntry(entry.before), GitEntry(entry.after))
      let (target, other) = side == .after ? (after, before) : (before, after)
      let found = now[entry.path.bytes]
      if found == target { continue }
      if found == other {
        wanted.append((entry.path.bytes, target))
      } else {
        theirs.append(entry.path)
      }
    }
    guard !wanted.isEmpty else { return theirs }
    try replaceIndex(setting: wanted)
    return theirs
  }

  private func replaceIndex(
    setting wanted: [(path: [UInt8], entry: GitEntry?)]
  ) throws(GitRefusal) {
    // A git that an earlier run started may still be at work on a name of its own.
    let name = "index-\(String(context.random(), radix: 36))"
    let (spare, index) = (directories.scratch(name), directories.own("index"))
    let old = try directories.contents(of: index)
    do throws(FileSystemError) {
      if let old {
        let mode = try directories.files.status(of: index)?.mode ?? 0o644
        try directories.files.create(spare, mode: mode, contents: old, flush: false)
      }
    } catch {
      throw GitRefusal(error)
    }
    do throws(GitError) {
      try GitIndex(repository.program, at: directories.scratchPath(name))
        .set(wanted, isScratch: false)
    } catch {
      throw GitRefusal(error)
    }
    do throws(FileSystemError) {
      // Git flushes no index; a power cut must not leave an empty one.
      let file = try directories.files.openForUpdate(spare)
      defer { directories.files.close(file) }
      try directories.files.flush(file)
      try directories.move(name, to: index)
    } catch {
      throw GitRefusal(error)
    }
  }
}

extension GitEntry {
  /// An index entry as the journal has it.
  init?(_ side: GitRecord.Entry.Side?) {
    guard let side else { return nil }
    self.init(mode: side.mode, id: side.id)
  }
}

/// The end of a reflog.
enum Reflog {
  /// How many bytes at the end of a text are the first of some lines.
  static func overlap(of text: [UInt8], with lines: [UInt8]) -> Int {
    for count in stride(from: min(text.count, lines.count), to: 0, by: -1) {
      let start = text.count - count
      // Only where a line begins.
      guard start == 0 || text[start - 1] == 0x0A else { continue }
      if text[start...].elementsEqual(lines[..<count]) { return count }
    }
    return 0
  }
}
