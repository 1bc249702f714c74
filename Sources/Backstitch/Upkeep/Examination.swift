internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Reads a whole store and says what is wrong with it; writes nothing and needs no lock.
struct Examination {
  let files: any FileSystem
  private(set) var diagnosis: Diagnosis
  /// What names a content, for the first that does.
  private var wanted: [ObjectID: String] = [:]
  private var commits: [Int: String] = [:]
  /// Packs that records name.
  private var named: Set<String> = []
  private var others: Set<ObjectID> = []

  init(_ files: any FileSystem, _ diagnosis: Diagnosis) {
    self.files = files
    self.diagnosis = diagnosis
  }

  mutating func run() throws(BackstitchError) {
    guard let (journal, log) = readJournal() else { return }
    do throws(FileSystemError) {
      try checkNames(journal)
      try checkOperations(log)
      try checkPacks()
      try checkReferences(log)
      try checkPermissions(of: nil)
    } catch {
      throw BackstitchError(error)
    }
  }

  // MARK: Journal and operation index

  private mutating func readJournal() -> (Journal, Log)? {
    do throws(JournalError) {
      let journal = try Journal(reading: files)
      let log = try Log(journal, in: files)
      if journal.tornBytes > 0 {
        diagnosis.add(
          .note, "journal",
          "a record was torn when its writer died (\(journal.tornBytes) bytes); nothing says it was "
            + "durable, and the next writing command drops it")
      }
      if let pending = log.pending {
        diagnosis.add(
          .warning, "journal",
          "operation \(pending.intent.operation.number) was interrupted; 'backstitch recover' "
            + "settles it")
      } else if log.uncleaned != nil || !log.prepared.isEmpty {
        diagnosis.add(
          .note, "journal",
          "temporary files of an operation may be left; the next writing command "
            + "removes them")
      }
      return (journal, log)
    } catch {
      diagnosis.add(.damage, "journal", error.description)
      return nil
    }
  }

  private mutating func checkNames(_ journal: Journal) throws(FileSystemError) {
    let strays = try Compaction.strays(besides: journal.compacted, in: files)
    if !strays.isEmpty {
      diagnosis.add(
        .note, "operation index",
        "an interrupted compaction left \(counted(strays.count, "file")); the next one removes them"
      )
    }
  }

  private mutating func checkOperations(_ log: Log) throws(FileSystemError) {
    let reader = PackReader(files)
    for number in stride(from: log.firstOperation, through: log.lastOperation, by: 1) {
      do throws(JournalError) {
        guard let record = try log.operation(number) else { continue }
        diagnosis.operations += 1
        try want(record, "operation \(number)", reader)
      } catch {
        diagnosis.add(.damage, "operation index", error.description)
      }
    }
    if log.firstOperation > 1 {
      diagnosis.add(
        .note, "operation index", "operations 1 to \(log.firstOperation - 1) were dropped by 'gc'")
    }
    for (number, open) in log.transactions {
      for staged in open.staged { want(staged.step.all, "the open transaction t\(number)") }
    }
    for intent in [log.pending?.intent, log.uncleaned].compactMap({ $0 }) {
      want(intent.operation.net, "the interrupted operation \(intent.operation.number)")
    }
  }

  private mutating func want(
    _ record: OperationRecord, _ name: String, _ reader: PackReader
  ) throws(JournalError) {
    commits[record.number] = record.commit
    want(record.net + record.steps.flatMap(\.all), name)
    var reachable = Reachability(reader)
    do throws(BackstitchError) {
      try reachable.add(record)
    } catch {
      diagnosis.add(.damage, "packs", "\(name): \(error.description)")
    }
    others.formUnion(reachable.others)
  }

  private mutating func want(_ changes: [PathChange], _ name: String) {
    for image in changes.flatMap({ [$0.before, $0.after] }) {
      guard case .file(let file) = image else { continue }
      if let pack = file.stored?.pack { named.insert(pack) }
      if let id = ObjectID(hexadecimal: file.id), wanted[id] == nil { wanted[id] = name }
    }
  }

  // MARK: Packs

  private mutating func checkPacks() throws(FileSystemError) {
    var whole: Set<ObjectID> = []
    var bad: [PackCheck] = []
    for name in try PackCatalog.packs(in: files) {
      let check = try PackCheck(name, in: files)
      diagnosis.packs += 1
      diagnosis.objects += check.whole.count
      whole.formUnion(check.whole)
      if !check.problems.isEmpty { bad.append(check) }
    }
    for check in bad {
      // A killed commit may leave a pack without its bytes; nothing names that.
      let isNeeded =
        named.contains(check.name)
        || check.damaged.contains { wanted[$0] != nil && !whole.contains($0) }
      diagnosis.add(
        isNeeded ? .damage : .warning, "packs",
        "\(check.name): \(check.problems.joined(separator: ", "))"
          + (isNeeded ? "" : "; nothing needed is lost, 'backstitch gc' removes it"))
    }
    let lost = wanted.filter { !whole.contains($0.key) }.sorted { $0.key < $1.key }
    for (id, name) in lost.prefix(20) {
      diagnosis.add(.damage, "packs", "the content \(id.hexadecimal), which \(name) needs, is lost")
    }
    if lost.count > 20 {
      diagnosis.add(.damage, "packs", "and \(lost.count - 20) more contents are lost")
    }
    let views = others.subtracting(whole)
    if !views.isEmpty, lost.isEmpty {
      diagnosis.add(
        .warning, "packs",
        "\(counted(views.count, "object")) that only 'git --git-dir' reads are lost; undo needs none"
      )
    }
  }

  // MARK: References

  private mutating func checkReferences(_ log: Log) throws(FileSystemError) {
    let references = OperationReferences(files)
    var seen: Set<Int> = []
    for number in try references.numbers() {
      seen.insert(number)
      guard let commit = commits[number], try references.commit(of: number) == commit else {
        diagnosis.add(
          .warning, "references",
          "refs/operations/\(number) is not the operation's commit; journal and index are right")
        continue
      }
    }
    let missing = commits.keys.count { !seen.contains($0) }
    if missing > 0 {
      diagnosis.add(
        .note, "references",
        "\(counted(missing, "operation")) have no reference; only git would "
          + "look for it")
    }
  }

  // MARK: Permissions

  /// Undo data may be secret: only the owner may read it.
  private mutating func checkPermissions(of directory: RelativePath?) throws(FileSystemError) {
    if directory == nil, let status = try files.status(of: .store(nil)) {
      checkMode(status, "the store's directory")
    }
    for name in try files.entries(of: .store(directory)).sorted(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      let path = directory?.appending(name: name) ?? RelativePath(unchecked: name)
      guard let status = try files.status(of: .store(path)) else { continue }
      checkMode(status, path.description)
      // What lies in `spares` is on its way to or from the tree, and has the tree's permissions.
      if status.kind == .directory, path != Store.spares { try checkPermissions(of: path) }
    }
  }

  private mutating func checkMode(_ status: FileStatus, _ name: String) {
    guard status.kind != .symlink, status.mode & 0o077 != 0 else { return }
    diagnosis.add(
      .warning, "permissions",
      "\(name) can be used by others (mode \(String(status.mode, radix: 8))); "
        + "run 'chmod go-rwx' on it")
  }
}
