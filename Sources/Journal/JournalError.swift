package import FileSystem

/// Why the journal cannot be used.
package enum JournalError: Error, Sendable {
  case unreadable(FileSystemError)
  /// Writing or flushing failed; of a record it cannot be told whether it is there.
  case unwritable(FileSystemError)
  /// A record is not there, and never will be.
  case notWritten(FileSystemError)
  /// A record is invalid and something says it was durable, or its body is not what its kind says.
  case damaged(record: Int, reason: String)
  /// The table of the operation index is not what the journal says.
  case damagedTable(reason: String)
  /// An archived operation is not what the table says.
  case damagedArchive(operation: Int, reason: String)
  case newer(found: Int, known: Int)
  /// A valid record of a kind this program does not know.
  case unknownRecord(number: Int, kind: String)
  /// A record could not be encoded.
  case unencodable(String)
}

extension JournalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let error): "the journal cannot be read: \(error)"
    case .unwritable(let error), .notWritten(let error): "the journal cannot be written: \(error)"
    case .damaged(let record, let reason):
      "the journal is damaged at record \(record): \(reason); nothing was touched. "
        + "Restore 'journal.jsonl' in the store from a backup, or move the store away to start anew"
    case .damagedTable(let reason):
      "the table of the operation index is damaged: \(reason); nothing was touched. "
        + "Restore the store from a backup, or move it away to start anew"
    case .damagedArchive(let operation, let reason):
      "operation \(operation) in the operation index is damaged: \(reason); nothing was touched. "
        + "Restore the store from a backup, or move it away to start anew"
    case .newer(let found, let known):
      "the journal has format \(found), this program knows \(known); nothing was touched. "
        + "Use the newer backstitch that wrote it"
    case .unknownRecord(let number, let kind):
      "record \(number) of the journal is of the unknown kind '\(kind)'; nothing was touched. "
        + "Use the newer backstitch that wrote it"
    case .unencodable(let reason): "a journal record cannot be encoded: \(reason)"
    }
  }
}
