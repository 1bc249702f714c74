internal import Foundation
public import Testing

/// A directory of expected files beside the tests; `RECORD=1` writes it anew and fails the run.
public struct Golden {
  private let directory: URL
  private let records = ProcessInfo.processInfo.environment["RECORD"] == "1"
  private var seen: Set<String> = []

  /// - Parameters:
  ///   - name: the directory's name in `Goldens`.
  ///   - file: the file of the test, beside which `Goldens` lies.
  public init(_ name: String, beside file: String = #filePath) {
    directory = URL(filePath: file).deletingLastPathComponent()
      .appending(path: "Goldens").appending(path: name)
    if records { try? FileManager.default.removeItem(at: directory) }
  }

  /// Compares a file.
  public mutating func check(
    _ path: String, _ text: String, at location: SourceLocation = #_sourceLocation
  ) {
    seen.insert(path + ".golden")
    let file = directory.appending(path: path + ".golden")
    if records {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: file)
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(
      text == expected, "\(path) is not what \(file.path()) says; RECORD=1 rewrites it",
      sourceLocation: location)
  }

  /// Fails when files are missing, or when goldens were written.
  public func finish() {
    if records { Issue.record("the goldens were written; look at the difference and run again") }
    let files = FileManager.default.enumerator(atPath: directory.path())
    let present = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".golden") }
    #expect(Set(present) == seen)
  }
}
