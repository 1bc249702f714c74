import SourceEdits
import Testing

/// Goldens with bytes knocked out, doubled and swapped: never a crash, never a broken promise.
struct MutationTests {
  @Test(arguments: UInt64(0)..<150)
  func `a damaged file is refused, or edited as promised`(_ seed: UInt64) throws {
    var generator = EditSequenceTests.Generator(state: seed &* 7_919)
    for golden in Golden.all {
      let text = Self.mutated(try golden.before(), &generator)
      for edit in try [golden.edit()] + HostileFileTests.everyKind {
        guard case .success(let applied) = outcome(edit, text) else { continue }
        #expect(pythonSyntaxProblem(in: applied.text) == nil)
        guard applied.changed else {
          #expect(applied.text == text)
          continue
        }
        guard Self.isAddition(edit) else { continue }
        guard case .success(let twice) = outcome(edit, applied.text) else {
          Issue.record("seed \(seed), \(golden.name): \(edit) twice\n\(text.string)")
          continue
        }
        #expect(!twice.changed, "seed \(seed), \(golden.name): \(edit)\n\(applied.text.string)")
        let restored = try applyingInverse(applied)
        #expect(restored == text, "seed \(seed), \(golden.name): \(edit)\n\(text.string)")
      }
    }
  }

  private static func isAddition(_ edit: StructuredEdit) -> Bool {
    switch edit {
    case .addImport, .registerRouter, .appendClass, .addAttribute: true
    default: false
    }
  }

  private static func mutated(
    _ text: [UInt8], _ generator: inout EditSequenceTests.Generator
  ) -> [UInt8] {
    var text = text
    let pieces = [
      "\n", "\n\n", " ", "\t", "    ", "(", ")", "[", "]", "{", "}", ",", ";", ":", "'", "\"",
      "\"\"\"", "#", "\\\n", "\r", "\r\n", "f'{", "pass", "import", "from", "if x:", "else:", "@",
      "=", ".", "\u{0C}", "é", "\0", "lambda", "async ",
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
