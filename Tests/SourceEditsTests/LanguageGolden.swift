import Foundation
import SourceEdits
import Testing

/// One golden of a TypeScript or configuration file: before, an edit, after.
///
/// Lies in `Goldens/Other` as `NAME.in.EXTENSION`, `NAME.edit.json` and `NAME.out.EXTENSION`;
/// `RECORD=1` writes the last one anew, and the run fails so that nobody forgets to read it.
struct LanguageGolden: CustomTestStringConvertible, Sendable {
  var name: String
  /// The ending of the file.
  var kind: String

  var testDescription: String { "\(name).\(kind)" }

  static let directory = Golden.directory.appending(path: "Other")

  static let all: [LanguageGolden] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return files.sorted().compactMap { file in
      guard let range = file.range(of: ".in.") else { return nil }
      return LanguageGolden(
        name: String(file[..<range.lowerBound]), kind: String(file[range.upperBound...]))
    }
  }()

  var isTypeScript: Bool { kind == "ts" || kind == "tsx" }

  func before() throws -> [UInt8] { try read("in.\(kind)") }

  func after() throws -> [UInt8] { try read("out.\(kind)") }

  func edit() throws -> StructuredEdit {
    try JSONDecoder().decode(StructuredEdit.self, from: Data(read("edit.json")))
  }

  func record(_ text: [UInt8]) throws { try Data(text).write(to: url("out.\(kind)")) }

  /// The same file as other people's editors write it.
  func variants() throws -> [[UInt8]] {
    let text = try before()
    var unfinished = text
    while unfinished.last == 0x0A { unfinished.removeLast() }
    let crlf = text.withLineEndings("\r\n")
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return [
      text, unfinished, crlf, unfinished.withLineEndings("\r\n"), mark + text, mark + crlf,
      text + "\n\n".bytes, text + "  \n".bytes,
    ]
  }

  private func url(_ ending: String) -> URL { Self.directory.appending(path: "\(name).\(ending)") }

  private func read(_ ending: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(ending)))
  }
}
