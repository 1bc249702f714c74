internal import Foundation

/// Watches a journal for the intent of the next operation.
final class JournalWatch {
  private let descriptor: Int32
  private let start: off_t

  /// Opens the journal and notes where its next record will stand; nil when there is none yet.
  init?(_ journal: String) {
    descriptor = open(journal, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    // Behind the last record it is blank.
    let bytes = FileManager.default.contents(atPath: journal) ?? Data()
    start = off_t((bytes.lastIndex { $0 != 0x0A } ?? -1) + 1)
  }

  deinit { close(descriptor) }

  /// Whether an intent has been written since.
  func showsIntent() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &bytes, bytes.count, start)
    guard count > 0 else { return false }
    return String(decoding: bytes[..<count], as: UTF8.self).contains("\"intent\":{")
  }
}
