internal import FileSystem
internal import Git
internal import Journal
internal import ObjectStore
internal import Patch

/// Takes down what stands in the tree before a command runs: every byte that neither git nor the store
/// could give back goes to the store.
struct CaptureStart {
  let store: Store
  let context: Context
  let rules: CaptureRules
  /// The user's home directory, for git's configuration.
  let home: [UInt8]?

  /// - Returns: the snapshot with its name; durable with all it rests on.
  func run() throws(BackstitchError) -> (name: String, snapshot: TreeSnapshot) {
    let snapshots = SnapshotFiles(files: store.files)
    let newest = try snapshots.newest()
    // Without git's objects all is read.
    let blobs = rules.git.flatMap { try? BlobSource(of: $0) }
    let known = (newest?.snapshot ?? TreeSnapshot()).having(blobs)
    let walk = try CaptureFailure.retrying(context) { () throws(CaptureFailure) in
      try look(known, blobs)
    }
    if let newest, walk.isSame { return newest }
    let name = try snapshots.write(
      walk.found, serial: store.journal.lastNumber, random: context.random())
    return (name, walk.found)
  }

  private func look(
    _ known: TreeSnapshot, _ blobs: BlobSource?
  ) throws(CaptureFailure) -> TreeWalk {
    var walk = TreeWalk(store.files, known: known, rules: rules, now: context.now())
    do throws(BackstitchError) {
      try walk.run()
    } catch {
      throw .failed(error)
    }
    guard !walk.unread.isEmpty || !walk.unreadable.isEmpty else { return walk }
    let reading = ContentReading(files: store.files, known: known, git: try trusted(walk, blobs))
    let new = try read(&walk, reading)
    try put(new, reading)
    return walk
  }

  /// What git says of tracked files, where it can be read.
  private func trusted(
    _ walk: TreeWalk, _ blobs: BlobSource?
  ) throws(CaptureFailure) -> ContentReading.Trusted? {
    guard let git = rules.git, let index = rules.index, let blobs else { return nil }
    var converts = Conversions.mayApply(in: git, home: home)
    for path in walk.attributes where !converts {
      do throws(FileSystemError) {
        converts = Conversions.mention(try store.files.contents(of: .workspace(path)))
      } catch {
        converts = true
      }
    }
    return .init(index: index, blobs: blobs, converts: converts)
  }

  /// Reads what is not known; gives what the store lacks.
  private func read(
    _ walk: inout TreeWalk, _ reading: ContentReading
  ) throws(CaptureFailure) -> [ContentReading.Read] {
    var new: [ContentReading.Read] = []
    var refused = walk.unreadable
    for (path, status) in walk.unread {
      do throws(FileSystemError) {
        guard let read = try reading.read(path, status) else { continue }
        walk.note(path, read.status, read.id, in: read.content)
        if read.isNew { new.append(read) }
      } catch {
        guard error.isForbidden else { throw .failed(BackstitchError(error)) }
        refused.append(path)
      }
    }
    guard refused.isEmpty else {
      let findings = refused.sorted().map {
        Finding(
          .refused, path: $0,
          "it cannot be read, so that what the command does to it could not be taken back; make it "
            + "readable, or have git ignore it")
      }
      throw .failed(.refused(Refusal(findings)))
    }
    return new
  }

  private func put(
    _ new: [ContentReading.Read], _ reading: ContentReading
  ) throws(CaptureFailure) {
    guard !new.isEmpty else { return }
    do throws(BackstitchError) {
      let needed = new.reduce(UInt64(0)) { $0 + $1.status.size + 128 }
      try StoreBudget(store: store, context: context).check(needed)
    } catch {
      throw .failed(error)
    }
    var pack: PackWriter
    do throws(FileSystemError) {
      pack = try PackWriter(
        files: store.files, serial: UInt64(store.journal.lastNumber), random: context.random())
    } catch {
      throw .failed(BackstitchError(error))
    }
    do throws(ObjectStoreError) {
      for read in new { try reading.store(read, in: &pack) }
    } catch {
      pack.abandon()
      throw CaptureFailure(error)
    }
    do throws(FileSystemError) {
      // I2: durable before the snapshot names it, and that before the command can change a byte (I1).
      try pack.finish(flush: true)
    } catch {
      throw .failed(BackstitchError(error))
    }
  }
}

extension TreeSnapshot {
  /// The same without files whose bytes git had and has no more: they are read again, while they stand
  /// there.
  fileprivate func having(_ blobs: BlobSource?) -> TreeSnapshot {
    var found = self
    for (path, entry) in entries where entry.kind == .file && entry.content == .git {
      if let id = entry.id, let size = blobs?.size(of: id.bytes), size == entry.status.size {
        continue
      }
      found.entries[path] = nil
    }
    return found
  }
}
