import Foundation
import Testing

/// A directory of expected files; `RECORD=1` writes it anew and fails the run.
struct Golden {
  private let directory: URL
  private let records = ProcessInfo.processInfo.environment["RECORD"] == "1"
  private var seen: Set<String> = []

  init(_ name: String) {
    directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens").appending(path: name)
    if records { try? FileManager.default.removeItem(at: directory) }
  }

  /// Compares a file.
  mutating func check(_ path: String, _ text: String) {
    seen.insert(path + ".golden")
    let file = directory.appending(path: path + ".golden")
    if records {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: file)
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(text == expected, "\(path) is not what \(file.path()) says; RECORD=1 rewrites it")
  }

  /// Fails when files are missing, or when goldens were written.
  func finish() {
    if records { Issue.record("the goldens were written; look at the difference and run again") }
    let files = FileManager.default.enumerator(atPath: directory.path())
    let present = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".golden") }
    #expect(Set(present) == seen)
  }
}
