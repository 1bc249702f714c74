import SourceEdits
import Testing

/// Goldens of TypeScript and configuration files with bytes knocked out, doubled and swapped:
/// never a crash, never a broken promise.
struct LanguageMutationTests {
  @Test(arguments: UInt64(0)..<60)
  func `a damaged file is refused, or edited as promised`(_ seed: UInt64) throws {
    var generator = EditSequenceTests.Generator(state: seed &* 104_729 &+ 1)
    for golden in LanguageGolden.all {
      let text = Self.mutated(try golden.before(), &generator)
      let edit = try golden.edit()
      guard case .success(let applied) = outcome(edit, text) else { continue }
      guard applied.changed else {
        #expect(applied.text == text)
        continue
      }
      let place = "seed \(seed), \(golden.name)"
      guard case .success(let twice) = outcome(edit, applied.text) else {
        Issue.record("\(place) twice\n\(text.string)\n\(applied.text.string)")
        continue
      }
      #expect(!twice.changed, "\(place)\n\(applied.text.string)")
      do {
        let restored = try applyingInverse(applied)
        #expect(restored == text, "\(place)\n\(text.string)\n\(restored.string)")
      } catch {
        Issue.record("\(place): \(error)\n\(text.string)\n\(applied.text.string)")
      }
    }
  }

  private static func mutated(
    _ text: [UInt8], _ generator: inout EditSequenceTests.Generator
  ) -> [UInt8] {
    var text = text
    let pieces = [
      "\n", "\n\n", " ", "\t", "  ", "(", ")", "[", "]", "{", "}", ",", ";", ":", "'", "\"", "`",
      "//", "/*", "*/", "#", "\r", "\r\n", "${", "<a>", "</a>", "/>", "import ", "export ", "from",
      "type ", "=>", "=", ".", "...", "<", ">", "\\", "é", "\0", "- ", ": ", "|", "&a ", "---\n",
    ].map(\.bytes)
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !text.isEmpty {
      let start = Int.random(in: 0..<text.count, using: &generator)
      let end = min(text.count, start + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: text[start..<end], at: start)
      case 2: text.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: start)
      default: text = Array(text[..<start]) + text[end...] + text[start..<end]
      }
    }
    return text
  }
}
