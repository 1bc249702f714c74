package import Patch

/// What the journal records. The kinds' order of appearance is in the header of ``Journal``.
package enum Record: Sendable {
  case format(Format)
  case opened(Opened)
  case staged(Staged)
  case stepEnded(StepEnded)
  case preparing(Preparing)
  case intent(Intent)
  case turningBack(TurningBack)
  case landed(Landed)
  case checked(Checked)
  case outcome(Outcome)
  case cleaned(Cleaned)
  case closed(Closed)
  case capturing(Capturing)
  case captureEnded(CaptureEnded)

  package enum Kind: String, Sendable, CaseIterable {
    case format, opened, staged, stepEnded, preparing, intent, turningBack, landed, checked
    case outcome, cleaned, closed, capturing, captureEnded
  }

  package struct Format: Codable, Sendable {
    package var version: Int
    /// Where what came before is; nil in a journal that was never compacted.
    package var compacted: Compacted?

    package init(version: Int, compacted: Compacted? = nil) {
      self.version = version
      self.compacted = compacted
    }
  }

  /// The operation index a compacted journal rests on.
  package struct Compacted: Codable, Sendable, Hashable {
    /// The archive's name, and how many of its bytes count.
    package var archive: String
    package var archiveLength: UInt64
    /// The table's name, size and the first 16 bytes of its SHA-256, hexadecimal.
    package var table: String
    package var tableSize: UInt64
    package var tableSum: String
    /// The highest transaction number ever given.
    package var lastTransaction: Int
    /// How many records behind this one were written with it.
    package var kept: Int

    package init(
      archive: String, archiveLength: UInt64, table: String, tableSize: UInt64, tableSum: String,
      lastTransaction: Int, kept: Int
    ) {
      self.archive = archive
      self.archiveLength = archiveLength
      self.table = table
      self.tableSize = tableSize
      self.tableSum = tableSum
      self.lastTransaction = lastTransaction
      self.kept = kept
    }
  }

  /// A transaction was opened.
  package struct Opened: Codable, Sendable {
    /// `t` and this number is the transaction's id.
    package var transaction: Int
    package var description: String
    /// The plan's name and the command line's words, to resume it.
    package var plan: String?
    package var arguments: [String]
    package var entity: String?
    package var branch: String?
    package var head: String?
    /// Seconds since 1970.
    package var time: Int64
    /// Every step of the plan, also those not staged yet.
    package var steps: [PlannedStep]
    /// Operations that landed some of it before the journal was compacted.
    package var landed: [Int]?
    /// What was staged when it was opened: all of it is there or none, whenever the process dies.
    package var staged: [Staged]?
    /// Steps that had failed or were skipped by then.
    package var ended: [StepEnded]?

    package init(
      transaction: Int, description: String, plan: String?, arguments: [String], entity: String?,
      branch: String?, head: String?, time: Int64, steps: [PlannedStep], landed: [Int]? = nil,
      staged: [Staged]? = nil, ended: [StepEnded]? = nil
    ) {
      self.transaction = transaction
      self.description = description
      self.plan = plan
      self.arguments = arguments
      self.entity = entity
      self.branch = branch
      self.head = head
      self.time = time
      self.steps = steps
      self.landed = landed
      self.staged = staged
      self.ended = ended
    }
  }

  /// A savepoint.
  package struct Staged: Codable, Sendable {
    package var transaction: Int
    package var step: StepChanges
    /// What the step read: each path with what stood there, nil for nothing.
    package var reads: [Read]

    package init(transaction: Int, step: StepChanges, reads: [Read]) {
      self.transaction = transaction
      self.step = step
      self.reads = reads
    }
  }

  /// A step ended without changes to land.
  package struct StepEnded: Codable, Sendable {
    package enum End: String, Codable, Sendable { case failed, skipped }
    package var transaction: Int
    package var step: String
    package var end: End
    package var reason: String

    package init(transaction: Int, step: String, end: End, reason: String) {
      self.transaction = transaction
      self.step = step
      self.end = end
      self.reason = reason
    }
  }

  /// Temporary files that are about to be made beside their targets.
  package struct Preparing: Codable, Sendable {
    package var temporary: [RelativePath]
    package init(temporary: [RelativePath]) { self.temporary = temporary }
  }

  /// An operation is about to land; all it names is durable.
  package struct Intent: Codable, Sendable {
    package var operation: OperationRecord
    /// What each change of `operation.net` moves through, in the same order; nil where it needs
    /// none (directories).
    package var spares: [Spare?]
    /// Names of the checks that follow the landing; nil: none do.
    package var checks: [String]?

    package init(operation: OperationRecord, spares: [Spare?], checks: [String]? = nil) {
      self.operation = operation
      self.spares = spares
      self.checks = checks
    }
  }

  /// The durable decision to take a landing back.
  package struct TurningBack: Codable, Sendable {
    /// Why, in words.
    package var reason: String
    package init(reason: String) { self.reason = reason }
  }

  /// Every path has landed.
  package struct Landed: Codable, Sendable {
    package init() {}
  }

  /// The checks that the intent announced are over, and what landed stays.
  package struct Checked: Codable, Sendable {
    /// False when one failed and was put up with.
    package var succeeded: Bool
    package init(succeeded: Bool) { self.succeeded = succeeded }
  }

  /// How the operation ended.
  package struct Outcome: Codable, Sendable {
    package var committed: Bool
    /// Paths somebody else changed meanwhile: they left the operation.
    package var left: [Left]

    package struct Left: Codable, Sendable, Hashable {
      package var path: RelativePath
      /// Where their bytes are, when not at the path.
      package var savedAs: RelativePath?
      package init(path: RelativePath, savedAs: RelativePath? = nil) {
        self.path = path
        self.savedAs = savedAs
      }
    }

    package init(committed: Bool, left: [Left]) {
      self.committed = committed
      self.left = left
    }
  }

  /// Displaced and temporary files are gone.
  package struct Cleaned: Codable, Sendable {
    package init() {}
  }

  /// A transaction ended.
  package struct Closed: Codable, Sendable {
    package var transaction: Int
    package init(transaction: Int) { self.transaction = transaction }
  }

  package struct Read: Codable, Sendable {
    package var path: RelativePath
    package var image: Image?
    package init(path: RelativePath, image: Image?) {
      self.path = path
      self.image = image
    }
  }
}

/// A valid record; its body is decoded when asked for.
package struct JournalRecord: Sendable {
  package let number: Int
  package let kind: Record.Kind
  /// The line's sum, and where it is: bytes from the journal's start, its line break included.
  let sum: String
  let range: Range<UInt64>
  private let content: Content

  private enum Content: Sendable {
    case bytes([UInt8])
    case record(Record)
  }

  /// - Parameter range: where the line is; left out when nobody asks.
  init?(_ frame: Frame, range: Range<UInt64> = 0..<0) {
    guard let kind = Record.Kind(rawValue: frame.kind) else { return nil }
    number = frame.number
    self.kind = kind
    sum = frame.sum
    self.range = range
    content = .bytes(Array(frame.body))
  }

  init(number: Int, record: Record, sum: String, range: Range<UInt64>) {
    self.number = number
    kind = record.kind
    self.sum = sum
    self.range = range
    content = .record(record)
  }

  /// The record's content.
  package func decoded() throws(JournalError) -> Record {
    switch content {
    case .record(let record): return record
    case .bytes(let bytes):
      do {
        return try Record(kind: kind, body: bytes)
      } catch {
        throw JournalError.damaged(record: number, reason: "its content does not fit its kind")
      }
    }
  }
}
