import Foundation
import SourceEdits
import Testing

/// Every golden of another language than Python: the edit gives the recorded file, a second time
/// nothing, its inverse the first; parsers of those languages read the results.
struct LanguageGoldenTests {
  @Test(arguments: LanguageGolden.all)
  func `an edit gives the recorded file`(_ golden: LanguageGolden) throws {
    let applied = try golden.edit().apply(to: golden.before())
    if Golden.isRecording {
      try golden.record(applied.text)
      Issue.record("recorded \(golden.name); read it, then run without RECORD")
      return
    }
    #expect(applied.text.string == (try golden.after().string))
    #expect(applied.changed)
    #expect(!applied.evidence.reason.isEmpty)
  }

  @Test(arguments: LanguageGolden.all)
  func `the inverse restores every byte, whatever the line endings`(
    _ golden: LanguageGolden
  ) throws {
    let edit = try golden.edit()
    for variant in try golden.variants() {
      let applied = try edit.apply(to: variant)
      #expect(applied.changed)
      #expect(try applyingInverse(applied).string == variant.string)
    }
  }

  @Test(arguments: LanguageGolden.all)
  func `applied twice, the second does nothing`(_ golden: LanguageGolden) throws {
    let edit = try golden.edit()
    for variant in try golden.variants() {
      let once = try edit.apply(to: variant)
      let twice = try edit.apply(to: once.text)
      #expect(!twice.changed && twice.text == once.text && twice.inverse.isEmpty)
    }
  }

  @Test(arguments: LanguageGolden.all)
  func `line endings of the insertion are those of the file`(_ golden: LanguageGolden) throws {
    let before = try golden.before().withLineEndings("\r\n")
    let applied = try golden.edit().apply(to: before)
    guard before.contains(0x0A) else { return }
    let lines = applied.text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    #expect(lines.allSatisfy { $0.last == 0x0D })
  }

  @Test(arguments: LanguageGolden.all)
  func `an inverse that went through JSON restores every byte`(_ golden: LanguageGolden) throws {
    let before = try golden.before()
    let applied = try golden.edit().apply(to: before)
    let data = try JSONEncoder().encode(applied.inverse)
    let inverse = try JSONDecoder().decode([StructuredEdit].self, from: data)
    #expect(inverse == applied.inverse)
    var text = applied.text
    for edit in inverse { text = try edit.apply(to: text).text }
    #expect(text == before)
  }

  @Test(arguments: LanguageGolden.all)
  func `without its trace the inverse still takes the node and nothing else`(
    _ golden: LanguageGolden
  ) throws {
    let before = try golden.before()
    let applied = try golden.edit().apply(to: before)
    let data = try JSONEncoder().encode(applied.inverse)
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    guard object.count == 1, let name = object[0].keys.first, name != "set-env",
      var edit = object[0][name] as? [String: Any]
    else { return }
    edit["trace"] = nil
    object[0][name] = edit
    let plain = try JSONDecoder().decode(
      [StructuredEdit].self, from: JSONSerialization.data(withJSONObject: object))
    let restored = try plain[0].apply(to: applied.text)
    #expect(restored.changed)
    func words(_ text: [UInt8]) -> [UInt8] { text.filter { $0 > 0x20 && $0 != UInt8(ascii: ",") } }
    #expect(words(restored.text).string == words(before).string)
  }
}
