internal import FileSystem
internal import Journal
internal import Patch
internal import SourceEdits

/// Turns a request into a plan by looking at the disk; writes nothing.
///
/// Run again under the lock before landing, so that what lands is planned against what is there
/// (Commit, step 2).
struct Planner {
  let files: any FileSystem
  let umask: UInt16
  private let disk: Disk
  let request: LandingRequest
  var merger: Merger
  /// What stands on disk, by path, as far as looked at.
  private var found: [RelativePath: Image?] = [:]
  private var links: [RelativePath: Int] = [:]
  /// Whether a directory stands on disk at a path, as far as looked at.
  private var directories: [RelativePath: Bool] = [:]
  /// What will stand there.
  private var wanted: [RelativePath: Image?] = [:]
  /// How many paths below each directory something is wanted at.
  private var wantedBelow: [RelativePath: Int] = [:]
  /// Files wanted where a directory stands, which may be emptied by the same plan.
  private var overDirectories: [(step: PlannedStep, item: LandingRequest.Item)] = []
  /// What stands on disk at paths in conflict, and what was recorded there.
  var collided: [RelativePath: (ours: Image?, base: Image?)] = [:]
  var plan = Plan()

  static func plan(
    _ request: LandingRequest, files: any FileSystem, umask: UInt16
  ) throws(BackstitchError) -> Plan {
    var planner = Planner(request, files: files, umask: umask)
    return try planner.run()
  }

  private init(_ request: LandingRequest, files: any FileSystem, umask: UInt16) {
    self.files = files
    self.umask = umask
    self.request = request
    disk = Disk(files: files)
    merger = Merger(
      files: files, contents: request.contents, layoutCounts: request.kind != .commit)
  }

  private mutating func run() throws(BackstitchError) -> Plan {
    for (path, image) in request.relied { try check(path, image) }
    for step in request.steps { try plan(step) }
    try remember()
    try landOverDirectories()
    try checkParents()
    try collectNet()
    try nameWriters()
    plan.endsHolds = plan.onlyHolds && request.kind != .commit
    plan.dependents = request.dependents
    plan.partial = request.partial
    plan.contents = merger.contents
    plan.digest = Plan.digest(of: plan.net)
    return plan
  }

  // MARK: Paths

  private mutating func plan(_ step: LandingRequest.Step) throws(BackstitchError) {
    var changes: [PathChange] = []
    var holds: [PathChange] = []
    for item in step.items {
      let ours = try current(item.path)
      if isLeft(item, ours: ours) {
        holds += hold(item, of: step.step, after: changes)
        continue
      }
      if item.base == nil, case .directory = ours, item.theirs?.isDirectory == false {
        overDirectories.append((step.step, item))
        continue
      }
      if ours == nil, item.theirs == nil, case .file = item.base {
        plan.absent[item.path] = item.base
      }
      let outcome = try decide(item, ours: ours)
      plan.missed += outcome.missed.map { MissedRemoval(path: item.path, edit: $0) }
      let after = withMetadata(outcome.after, of: ours, at: item.path)
      let unchanged = outcome.decision == .unchanged || outcome.decision == .kept
      if !unchanged || item.all.isEmpty {
        plan.verdicts.append(
          PathVerdict(step: step.step.id, path: item.path, decision: outcome.decision))
      }
      if unchanged && !isChange(ours, after) { continue }
      wanted[item.path] = .some(after)
      let change = PathChange(
        path: item.path, before: ours, after: after,
        edits: outcome.edits.isEmpty ? nil : outcome.edits)
      if item.isByMeaning, let index = changes.firstIndex(where: { $0.path == item.path }) {
        changes[index].join(change)
      } else {
        changes.append(change)
      }
    }
    guard !changes.isEmpty || !holds.isEmpty else { return }
    plan.steps.append(StepChanges(step: step.step, changes: changes, holds: holds))
  }

  private mutating func remember() throws(BackstitchError) {
    guard !request.policy.remembered.isEmpty else { return }
    let ours = try current(Self.configuration)
    let (remembering, text) = try rememberedStep(over: ours)
    var step = remembering
    var after: FileImage
    if case .file(let file) = ours {
      after = file
    } else {
      after = FileImage(id: "", size: 0, mode: 0o666 & ~umask)
    }
    after.id = merger.contents.add(text)
    after.size = UInt64(text.count)
    after.stored = nil
    step.items[0].theirs = .file(after)
    try plan(step)
  }

  /// A change was left out, or made, because of what stood here.
  private mutating func check(
    _ path: RelativePath, _ image: Image?
  ) throws(BackstitchError) {
    guard isChange(image, try onDisk(path)) else { return }
    plan.conflicts.append(
      Conflict(
        path: path, reason: "it changed while the command read it; run the command again",
        isFinal: true))
  }

  private mutating func decide(
    _ item: LandingRequest.Item, ours: Image?
  ) throws(BackstitchError) -> Merger.Outcome {
    do throws(Merger.Failure) {
      return try merger.decide(item, ours: ours)
    } catch {
      switch error {
      case .failed(let error): throw error
      case .collision(let collision): return settle(collision, of: item, ours: ours)
      }
    }
  }

  // MARK: Holds

  /// Whether what stands at a path is left to others, or was only looked for.
  private func isLeft(_ item: LandingRequest.Item, ours: Image?) -> Bool {
    let isFound = request.kind == .commit && item.isHold
    guard isFound || !item.holders.isEmpty else { return false }
    // A file is brought back where it is not there; what an edit has become is its owner's.
    return item.isByMeaning || item.theirs == nil || ours != nil
  }

  /// What is recorded of an item that is left: nothing of what nobody made.
  private mutating func hold(
    _ item: LandingRequest.Item, of step: PlannedStep, after changes: [PathChange]
  ) -> [PathChange] {
    let hold = PathChange(
      path: item.path, before: item.base, after: item.theirs,
      edits: item.edits.isEmpty ? nil : item.edits)
    guard request.kind == .commit else {
      if !item.isHold {
        plan.verdicts.append(
          PathVerdict(
            step: step.id, path: item.path, decision: item.isRemoval ? .kept : .unchanged,
            holders: item.holders))
      }
      return [hold]
    }
    if !item.holders.isEmpty { return [hold] }
    let earlier = plan.steps.flatMap(\.changes) + changes
    return earlier.lazy.compactMap { $0.hold(like: hold) }.prefix(1).map { $0 }
  }

  private mutating func current(_ path: RelativePath) throws(BackstitchError) -> Image? {
    if let known = wanted[path] { return known }
    return try onDisk(path)
  }

  private mutating func onDisk(_ path: RelativePath) throws(BackstitchError) -> Image? {
    if let known = found[path] { return known }
    // One look at a directory that is not there serves for all below it.
    guard try isDirectory(path.parent) else {
      found[path] = .some(nil)
      return nil
    }
    let read = try disk.image(at: path)
    found[path] = .some(read?.image)
    if let read, read.links > 1, !read.image.isDirectory { links[path] = Int(read.links) - 1 }
    if case .file(let file) = read?.image { merger.contents.note(file.id, at: path) }
    return read?.image
  }

  private mutating func isDirectory(_ path: RelativePath?) throws(BackstitchError) -> Bool {
    guard let path else { return true }
    if let known = directories[path] { return known }
    var stands = false
    if try isDirectory(path.parent) {
      do throws(FileSystemError) {
        stands = try disk.status(of: .workspace(path))?.kind == .directory
      } catch {
        throw BackstitchError(error)
      }
    }
    directories[path] = stands
    return stands
  }

  /// A file that existed keeps owner and attributes; one brought back gets those it had.
  private func withMetadata(_ image: Image?, of ours: Image?, at path: RelativePath) -> Image? {
    guard case .file(var after) = image, case .file(let before) = ours else { return image }
    after.owner = before.owner
    after.group = before.group
    after.attributes = before.attributes
    return .file(after)
  }

  private func isChange(_ before: Image?, _ after: Image?) -> Bool {
    switch (before, after) {
    case (nil, nil): false
    case (let before?, let after?): !before.isSame(as: after)
    default: true
    }
  }

  // MARK: Directories

  /// A file comes back where a directory stands once nothing is left in that.
  private mutating func landOverDirectories() throws(BackstitchError) {
    for (step, item) in overDirectories {
      guard try empty(item.path) else {
        let outcome = settle(
          .init(reason: "a directory with files in it stands there now"), of: item,
          ours: try current(item.path))
        // Nobody's files make room, whatever was decided of the path itself.
        plan.taken.remove(item.path)
        plan.verdicts.append(
          PathVerdict(
            step: step.id, path: item.path,
            decision: outcome.decision == .conflict ? .conflict : .kept))
        continue
      }
      let before = try onDisk(item.path)
      wanted[item.path] = .some(item.theirs)
      plan.verdicts.append(PathVerdict(step: step.id, path: item.path, decision: .restored))
      let change = PathChange(path: item.path, before: before, after: item.theirs)
      if let index = plan.steps.firstIndex(where: { $0.step.id == step.id }) {
        plan.steps[index].changes.append(change)
      } else {
        plan.steps.append(StepChanges(step: step, changes: [change]))
      }
    }
  }

  /// Wants a directory gone if it, and every directory in it, loses all entries by this plan.
  private mutating func empty(_ path: RelativePath) throws(BackstitchError) -> Bool {
    guard case .directory = try onDisk(path) else { return true }
    let names: [[UInt8]]
    do throws(FileSystemError) {
      names = try files.entries(of: .workspace(path))
    } catch {
      throw BackstitchError(error)
    }
    for name in names {
      let child = path.appending(name: name)
      if case .some(.none) = wanted[child] { continue }
      guard case .directory = try current(child), try empty(child) else { return false }
    }
    wanted[path] = .some(nil)
    return true
  }

  /// Nothing can land below something that is not a directory.
  private mutating func checkParents() throws(BackstitchError) {
    for (path, image) in wanted where image != nil {
      for ancestor in path.ancestors {
        switch try current(ancestor) {
        case nil, .directory: continue
        default:
          plan.conflicts.append(
            Conflict(
              path: path, reason: "its parent \(ancestor) is not a directory", isFinal: true))
        }
        break
      }
    }
  }

  private mutating func collectNet() throws(BackstitchError) {
    for directory in request.directories where directory.after != nil {
      if try current(directory.path) == nil { wanted[directory.path] = .some(directory.after) }
    }
    try makeParents()
    for (path, image) in wanted where image != nil {
      for ancestor in path.ancestors { wantedBelow[ancestor, default: 0] += 1 }
    }
    try emptyParents()
    try checkEmptied()
    for (path, after) in wanted {
      let before = try onDisk(path)
      guard isChange(before, after) else { continue }
      plan.net.append(PathChange(path: path, before: before, after: after))
    }
    plan.net.sort { $0.path < $1.path }
    var evidence: [RelativePath: [EditEvidence]] = [:]
    for change in plan.steps.flatMap(\.changes) {
      for edit in change.edits ?? [] { evidence[change.path, default: []].append(edit.told) }
    }
    plan.changes = plan.net.map { planned($0, evidence: evidence[$0.path] ?? []) }
  }

  private mutating func makeParents() throws(BackstitchError) {
    let modes = Dictionary(
      request.directories.compactMap { change in change.after.map { (change.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    for (path, image) in wanted where image != nil {
      for ancestor in path.ancestors {
        if try current(ancestor) != nil { break }
        wanted[ancestor] = .some(modes[ancestor] ?? .directory(mode: 0o777 & ~umask))
      }
    }
  }

  /// Directories that lose their last entry go, as git has them; an undo removes only those its
  /// operation made.
  private mutating func emptyParents() throws(BackstitchError) {
    var candidates = Set(wanted.filter { $0.value == nil }.keys.compactMap(\.parent))
    if let removable = request.removable { candidates.formUnion(removable) }
    // Longest first, and a parent is shorter than what is in it.
    var byLength = Dictionary(grouping: candidates) { $0.bytes.count }
    for length in stride(from: byLength.keys.max() ?? 0, to: 0, by: -1) {
      for path in Set(byLength[length] ?? []) { try removeIfEmptied(path, &byLength) }
    }
  }

  private mutating func removeIfEmptied(
    _ path: RelativePath, _ candidates: inout [Int: [RelativePath]]
  ) throws(BackstitchError) {
    guard request.removable?.contains(path) ?? true else { return }
    guard case .directory = try current(path), try isEmptied(path) else { return }
    if case .some(.some) = wanted[path] {
      for ancestor in path.ancestors { wantedBelow[ancestor, default: 0] -= 1 }
    }
    wanted[path] = .some(nil)
    if let parent = path.parent { candidates[parent.bytes.count, default: []].append(parent) }
  }

  /// A directory goes, or makes room, only with nothing of somebody else's in it.
  private mutating func checkEmptied() throws(BackstitchError) {
    for (path, after) in wanted where after?.isDirectory != true {
      guard case .directory = try onDisk(path), try !isEmptied(path) else { continue }
      plan.conflicts.append(
        Conflict(path: path, reason: "somebody put files in this directory", isFinal: true))
    }
  }

  private mutating func isEmptied(_ path: RelativePath) throws(BackstitchError) -> Bool {
    if wantedBelow[path, default: 0] > 0 { return false }
    guard case .directory = try onDisk(path) else { return false }
    do throws(FileSystemError) {
      return try files.entries(of: .workspace(path)).allSatisfy { name in
        if case .some(.none) = wanted[path.appending(name: name)] { true } else { false }
      }
    } catch {
      throw BackstitchError(error)
    }
  }

  // MARK: For people

  private func planned(_ change: PathChange, evidence: [EditEvidence]) -> PlannedChange {
    let mode: UInt16? =
      switch change.after {
      case .file(let file): file.mode
      case .directory(let mode): mode
      default: nil
      }
    return PlannedChange(
      path: change.path, kind: .init(before: change.before, after: change.after), mode: mode,
      evidence: evidence,
      hardLinks: change.after?.isDirectory == true ? 0 : links[change.path] ?? 0)
  }
}
