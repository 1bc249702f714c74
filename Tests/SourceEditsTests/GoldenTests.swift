import Foundation
import SourceEdits
import Testing

/// Every golden: the edit gives the recorded file, a second time nothing, its inverse the first.
struct GoldenTests {
  @Test(arguments: Golden.all)
  func `an edit gives the recorded file`(_ golden: Golden) throws {
    let applied = try golden.edit().apply(to: golden.before())
    if Golden.isRecording {
      try golden.record(applied.text)
      Issue.record("recorded \(golden.name); read it, then run without RECORD")
      return
    }
    #expect(applied.text.string == (try golden.after().string))
    #expect(applied.changed)
  }

  @Test(arguments: Golden.all)
  func `the inverse restores every byte, whatever the line endings`(_ golden: Golden) throws {
    let before = try golden.before()
    let edit = try golden.edit()
    for variant in Self.variants(of: before) {
      let applied = try edit.apply(to: variant)
      #expect(applied.changed)
      #expect(try applyingInverse(applied).string == variant.string)
    }
  }

  @Test(arguments: Golden.all)
  func `applied twice, the second does nothing and says where it is`(_ golden: Golden) throws {
    let edit = try golden.edit()
    for variant in Self.variants(of: try golden.before()) {
      let once = try edit.apply(to: variant)
      let twice = try edit.apply(to: once.text)
      #expect(!twice.changed)
      #expect(twice.text == once.text)
      #expect(twice.inverse.isEmpty)
    }
  }

  @Test(arguments: Golden.all)
  func `the inverse survives a change of line endings`(_ golden: Golden) throws {
    let before = try golden.before()
    let applied = try golden.edit().apply(to: before)
    var text = applied.text.withLineEndings("\r\n")
    for edit in applied.inverse { text = try edit.apply(to: text).text }
    #expect(pythonEquivalentUpToFormatting(text, before))
  }

  @Test(arguments: Golden.all)
  func `line endings of the insertion are those of the file`(_ golden: Golden) throws {
    let before = try golden.before().withLineEndings("\r\n")
    let applied = try golden.edit().apply(to: before)
    let lines = applied.text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    #expect(lines.allSatisfy { $0.last == 0x0D })
  }

  /// The same file as other people's editors write it.
  static func variants(of text: [UInt8]) -> [[UInt8]] {
    var unfinished = text
    while unfinished.last == 0x0A { unfinished.removeLast() }
    let crlf = text.withLineEndings("\r\n")
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    return [
      text, unfinished, crlf, unfinished.withLineEndings("\r\n"), bom + text, bom + crlf,
      text.withLineEndings("\r"), text + "\n\n".bytes, text + "\u{0C}\n".bytes,
    ]
  }
}
