import Foundation
import TestSupport
import Testing

/// Texts that somebody else wrote, on a terminal: it obeys none of them, and no line is forged.
@Suite struct TerminalTextTests {
  private static let forged = "\u{1B}[2Jhello\u{7}\nOperation 99: forged"
  private static let told = "hello Operation 99: forged"

  private func isPlain(_ result: RunningProgram.Result) -> Bool {
    let text = result.output + result.error
    return !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
      && !text.contains("\nOperation 99")
  }

  @Test func `a change set's description is one plain line, wherever it is told`() throws {
    let place = try Shop(of: [])
    let document: [String: Any] = [
      "description": Self.forged, "changes": [["write": "a.txt", "content": "a"]],
    ]
    let data = try JSONSerialization.data(withJSONObject: document)
    let input = String(decoding: data, as: UTF8.self)
    for words in [
      ["apply", "-", "-n"], ["apply", "-"], ["log"], ["show"], ["status"], ["undo"], ["log"],
      ["apply", "-", "--stage"], ["status"], ["commit"],
    ] {
      let result = try place.run(words: words, input: words.contains("-") ? input : nil)
      #expect(result.output.contains(Self.told), "\(words): \(result.output)")
      #expect(isPlain(result), "\(words): \(result.output)")
    }
  }

  @Test func `so are the titles of a plan and its steps`() throws {
    let step = OwnPlan.step("a", does: OwnPlan.writing("a.txt"))
      .replacing("title: A", with: #"title: "\e[2Jhello\nOperation 99: forged""#)
    let plan = try OwnPlan(steps: step)
    for words in [
      ["generate", "own", "x", "--verbose", "--stage"], ["status"], ["commit"], ["show"],
      ["plan"], ["resume", "--skip", "a"],
    ] {
      let isLast = words.first == "resume"
      #expect(isPlain(try plan.run(words: words, status: isLast ? 1 : 0)), "\(words)")
    }
    #expect(try plan.run("show").output.contains(Self.told))
  }
}
