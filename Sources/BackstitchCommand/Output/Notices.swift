internal import Synchronization

/// Sentences of the library that people should read though nothing failed: on standard error as they
/// come, and kept for the document that tells of the run.
enum Notices {
  private static let taken = Mutex<[String]>([])

  static var all: [String] { taken.withLock { $0 } }

  @Sendable static func take(_ sentence: String) {
    note("backstitch: \(sentence)")
    taken.withLock { $0.append(sentence) }
  }
}
