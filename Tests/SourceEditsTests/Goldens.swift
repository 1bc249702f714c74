import Foundation
import SourceEdits
import Testing

/// One golden: a file before, an edit, the file after.
///
/// Lies in `Goldens` as `NAME.in.py`, `NAME.json` and `NAME.out.py`; `RECORD=1` writes the last one
/// anew, and the run fails so that nobody forgets to read it.
struct Golden: CustomTestStringConvertible, Sendable {
  var name: String

  var testDescription: String { name }

  static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  static let all: [Golden] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted()
      .map { Golden(name: String($0.dropLast(5))) }
  }()

  func before() throws -> [UInt8] { try read("in.py") }

  func after() throws -> [UInt8] { try read("out.py") }

  func edit() throws -> StructuredEdit {
    try JSONDecoder().decode(StructuredEdit.self, from: Data(read("json")))
  }

  func record(_ text: [UInt8]) throws {
    try Data(text).write(to: url("out.py"))
  }

  private func url(_ ending: String) -> URL { Self.directory.appending(path: "\(name).\(ending)") }

  private func read(_ ending: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(ending)))
  }
}

/// What applying an edit can come to, for comparisons.
func outcome(_ edit: StructuredEdit, _ text: [UInt8]) -> Result<AppliedEdit, EditError> {
  do {
    return .success(try edit.apply(to: text))
  } catch {
    return .failure(error)
  }
}

/// Applies the inverse edits in their order.
func applyingInverse(_ applied: AppliedEdit) throws -> [UInt8] {
  var text = applied.text
  for edit in applied.inverse { text = try edit.apply(to: text).text }
  return text
}

extension String {
  /// The bytes of the text.
  var bytes: [UInt8] { Array(utf8) }
}

extension [UInt8] {
  /// The text, for reading in a failure.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// The text with other line endings in place of LF.
  func withLineEndings(_ ending: String) -> [UInt8] {
    flatMap { $0 == 0x0A ? Array(ending.utf8) : [$0] }
  }
}
