internal import FileSystem
internal import Journal
internal import Patch

/// The private store of a workspace, opened: lock, journal and what the journal adds up to.
///
/// Every append holds the exclusive lock (I15): a file that is never replaced. The journal is read
/// after the lock is held.
final class Store {
  let files: any FileSystem
  private(set) var journal: Journal
  private(set) var log: Log
  private let lock: OpenFile
  /// The journal's mark as it stood in the lock.
  private let mark: String
  private let random: @Sendable () -> UInt64
  /// False once a compaction failed: which journal is in force is then for the next opener to see.
  private(set) var isUsable = true
  /// Bytes of a torn record the last writer left, dropped at the next append; said to people.
  let droppedBytes: Int

  /// Its first line says who holds it; behind that stands the journal's mark.
  static let lockPath: RelativePath = "lock"
  private static let longestName = 200
  private static let markOffset = 256
  /// Where temporary and displaced files lie while the store shares a mount with the workspace.
  static let spares: RelativePath = "spares"

  /// Takes the lock and reads the journal.
  ///
  /// - Throws: ``BackstitchError/busy(holder:)`` when another process keeps it for the whole wait.
  ///
  /// - Parameter known: what the journal added up to a moment ago; decoded again only if it grew.
  init(
    locking files: any FileSystem, context: Context, known: Log? = nil
  ) throws(BackstitchError) {
    self.files = files
    random = context.random
    let lock = try Store.takeLock(files, context).get()
    mark = Self.mark(in: lock, files)
    do throws(JournalError) {
      var journal = try Journal(reading: files)
      journal.trust(mark)
      log = try Log(journal, in: files, known: known)
      droppedBytes = journal.tornBytes
      self.journal = journal
      self.lock = lock
    } catch {
      files.close(lock)
      throw BackstitchError(error)
    }
  }

  deinit {
    let new = journal.mark ?? ""
    if new != mark {
      // Without it the next writer copies the journal.
      try? files.write(Array("\n\(new)\n".utf8), to: lock, at: UInt64(Self.markOffset))
    }
    files.close(lock)
  }

  private static func mark(in lock: OpenFile, _ files: any FileSystem) -> String {
    // One that cannot be read is none: the journal is copied before anything is written then.
    let bytes = (try? files.contents(of: lock)) ?? []
    return String(
      decoding: bytes.dropFirst(markOffset + 1).prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private static func takeLock(
    _ files: any FileSystem, _ context: Context
  ) -> Result<OpenFile, BackstitchError> {
    let file: OpenFile
    do throws(FileSystemError) {
      file = try files.openForUpdate(.store(lockPath))
    } catch {
      return .failure(BackstitchError(error))
    }
    do throws(FileSystemError) {
      var waited = 0
      while try !files.lock(file) {
        guard waited < context.wait else {
          let holder = try files.contents(of: file).prefix { $0 != 0x0A }
          files.close(file)
          return .failure(.busy(holder: String(decoding: holder, as: UTF8.self)))
        }
        context.pause(20)
        waited += 20
      }
      // On a full disk whoever waits is told less.
      try? sign(file, files, "", context)
      return .success(file)
    } catch {
      files.close(file)
      return .failure(BackstitchError(error))
    }
  }

  /// For people who wait: who holds the lock, and what that does.
  private static func sign(
    _ lock: OpenFile, _ files: any FileSystem, _ doing: String, _ context: Context
  ) throws(FileSystemError) {
    let name = "process \(context.process), \(doing)\(context.program)"
    let line = name.replacing("\n", with: " ").utf8.prefix(longestName)
    try files.write(Array(line) + [0x0A], to: lock, at: 0)
  }

  /// Says in the lock what takes long now.
  func tellHolder(_ doing: String, _ context: Context) {
    do throws(FileSystemError) {
      try Self.sign(lock, files, "\(doing) of ", context)
    } catch {
      // Whoever waits is told less.
      return
    }
  }

  /// Moves finished operations to the operation index.
  ///
  /// - Parameter first: drop operations before this number.
  func compact(keepingFrom first: Int? = nil, random: UInt64) throws(BackstitchError) {
    let tag = "\(journal.lastNumber)-\(String(random, radix: 36))"
    do throws(JournalError) {
      isUsable = false
      journal = try Compaction(journal, log, files: files, tag: tag).run(keepingFrom: first)
      log = try Log(journal, in: files)
      isUsable = true
    } catch {
      throw BackstitchError(error)
    }
  }

  /// Whether a compaction would not lose what recovery needs.
  var canCompact: Bool { Compaction(journal, log, files: files, tag: "").isPossible }

  func append(_ record: Record, flush: Bool) throws(BackstitchError) {
    guard isUsable else {
      throw .disk("the journal could not be compacted; run the command again")
    }
    do throws(JournalError) {
      try requireTrust()
      try journal.append(record, flush: flush, to: files)
    } catch {
      throw BackstitchError(error)
    }
    log.apply(record)
  }

  /// Appends a record, durably.
  ///
  /// - Parameter tail: bytes that the records behind it must find room for.
  /// - Throws: ``JournalError/notWritten(_:)`` when it is not there, and never will be.
  func write(_ record: Record, tail: Int) throws(JournalError) {
    try requireTrust()
    try journal.append(record, flush: true, tail: tail, to: files)
    log.apply(record)
  }

  /// Makes all records durable, those of other processes too, whatever became of their flushes.
  func flush() throws(BackstitchError) {
    do throws(JournalError) {
      if journal.isTrusted { try journal.flush(in: files) } else { try requireTrust() }
    } catch {
      throw BackstitchError(error)
    }
  }

  /// Nothing is written behind records that a failed flush may have given up.
  private func requireTrust() throws(JournalError) {
    guard !journal.isTrusted else { return }
    do throws(JournalError) {
      try journal.secure(in: files, tag: String(random(), radix: 36))
    } catch {
      // What was to be appended is not there, at least.
      if case .unwritable(let error) = error { throw .notWritten(error) }
      throw error
    }
  }
}
