import ProjectModel
import Testing

@Suite struct PatternRulesTests {
  @Test(
    "what Pydantic, browsers and Python read alike is accepted",
    arguments: [
      "^[A-Z]{2}:(a|b)=x$", "^[a-z]+(/[a-z0-9-]+)*$", #"^\d{3}-\d{2,4}$"#, "(?:a|b)+?c", "a{2,}",
      #"^[\w.+-]+@[\w-]+\.\w{2,}$"#, #"[^\s/\]]"#, #"\/\\\.\^"#, #"\u0627\x41\t"#, "[a-]", "[-a]",
      "قرية", #"\bword\B"#, "(|a)", "[^^]", "a|b|", "x{1000}",
    ])
  func accepted(pattern: String) {
    #expect(PatternRules.objection(to: pattern) == nil)
  }

  @Test(
    "what one of them refuses or reads otherwise is refused, with its column",
    arguments: [
      ("", 1), ("[", 1), ("ab[c", 3), ("(a", 1), ("a)", 2), ("a]", 2), ("a}", 2), ("(?<=a)b", 1),
      ("a(?=b)", 2), ("(?!b)", 1), ("(?i)a", 1), ("(?P<n>a)", 1), ("(?<n>a)", 1), (#"(a)\1"#, 4),
      (#"a\"#, 2), (#"\A"#, 1), (#"\Z"#, 1), (#"\pL"#, 1), (#"\p{L}"#, 1), (#"\e"#, 1), (#"\_"#, 1),
      (#"\-"#, 1), ("a**", 3), ("a{2}{3}", 5), ("a*+", 3), ("*a", 1), ("^*", 2), (#"\b+"#, 3),
      ("a{,3}", 2), ("a{x}", 2), ("a{3,1}", 2), ("a{1001}", 2), ("(?:a{1000}){9}", 1),
      (#"\w{300}"#, 1), ("[z-a]", 2), (#"[\d-z]"#, 2), ("[a&&b]", 3), ("[[:alpha:]]", 2),
      ("[]a]", 2), ("[a-b-c]", 5), (#"[\b]"#, 2), (#"\x4"#, 1), (#"\uD800"#, 1), ("a\u{7}", 2),
      ("a\u{2028}", 2),
    ])
  func refused(pattern: String, column: Int) {
    #expect(PatternRules.objection(to: pattern)?.column == column)
  }

  @Test("a field with such a pattern is refused, and told where and why")
  func field() {
    do {
      _ = try EntityDefinition.make(name: "gauge", fields: ["n:str:pattern:ab["])
      Issue.record("nothing was refused")
    } catch {
      #expect(
        error.description
          == "the pattern 'ab[' of the field 'n' cannot be used: column 3: '[' is not closed;"
          + " write '\\['")
    }
  }
}
