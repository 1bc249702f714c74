import Foundation
import ProjectModel
import Testing

@testable import Generators

/// Patterns that are accepted are compiled by everything that will read them.
@Suite struct PatternJudgeTests {
  private static let parts = [
    "a", "Z", "9", "-", "/", " ", "ع", "😀", ".", "^", "$", "|", "(", ")", "(?:", "(?", "[", "[^",
    "]",
    "{", "}", "{2}", "{2,}", "{1,3}", "{,2}", "*", "+", "?", #"\d"#, #"\W"#, #"\b"#, #"\B"#, #"\\"#,
    #"\/"#, #"\-"#, #"\]"#, #"\u0041"#, #"\x7f"#, #"\n"#, #"\"#, "&", "~", "-z", "a-z", ",", ":",
    "=",
    "\"", "'", "#", "<", ">",
  ]

  /// Strings of parts, most of which are no pattern: those that are accepted are looked at.
  private func patterns() -> [String] {
    var random = RandomEntities(seed: 7)
    var found: Set<String> = []
    while found.count < 2000 {
      let pattern = (0...random.number(9)).map { _ in Self.parts[random.number(Self.parts.count)] }
        .joined()
      if PatternRules.objection(to: pattern) == nil { found.insert(pattern) }
    }
    return found.sorted()
  }

  @Test func `patterns made at random that are accepted compile everywhere`() throws {
    let patterns = patterns()
    for problem in try SourceJudge.problems(ofPatterns: patterns) { Issue.record("\(problem)") }
  }

  @Test(
    "a pattern in a literal is the same pattern",
    arguments: [
      ("^/a$", #"/^\/a$/u"#), (#"^\/a"#, #"/^\/a/u"#), (#"\\/"#, #"/\\\//u"#), ("[/]", #"/[\/]/u"#),
    ])
  func literals(pattern: String, literal: String) {
    #expect(TypeScriptText.pattern(pattern) == literal)
  }
}
