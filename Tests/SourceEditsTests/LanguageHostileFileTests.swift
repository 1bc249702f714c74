import SourceEdits
import Testing

/// TypeScript and configuration files nobody writes, and some that somebody did.
struct LanguageHostileFileTests {
  private static let moduleImport = StructuredEdit.addModuleImport(
    ModuleImportEdit(module: "m", name: "n"))
  private static let element = StructuredEdit.addElement(
    ElementEdit(target: "x", source: "'zz'"))

  private static func error(_ text: [UInt8], _ edit: StructuredEdit = moduleImport) -> EditError? {
    if case .failure(let error) = outcome(edit, text) { return error }
    return nil
  }

  /// One edit of each kind with a file it has a place in.
  static let everyKind: [(edit: StructuredEdit, file: String)] = [
    (moduleImport, "import a from 'a'\n"),
    (.addModuleExport(ModuleExportEdit(module: "./zz")), "export * from './a'\n"),
    (element, "const x = [1]\n"),
    (.setEnvironment(EnvironmentEdit(key: "ZZ", value: "1")), "A=1\n"),
    (.addJSONMember(JSONMemberEdit(path: ["zz"], value: "1")), "{\n  \"a\": 1\n}\n"),
    (.addYAMLEntry(YAMLEntryEdit(path: ["zz"], source: "1")), "a: 1\n"),
    (.addTOMLElement(TOMLElementEdit(path: ["a"], value: "zz")), "a = [\"b\"]\n"),
    (.addRequirement(RequirementEdit(requirement: "zz")), "a\n"),
  ]

  @Test func `a module of 100,000 lines is edited and restored`() throws {
    var text = "import os from \"os\"\n"
    for line in 0..<100_000 { text += "const x\(line) = \(line)\n" }
    let applied = try Self.moduleImport.apply(to: text.bytes)
    #expect(
      applied.text.starts(
        with: "import os from \"os\"\nimport { n } from \"m\"\nconst x0".bytes))
    #expect(try applyingInverse(applied) == text.bytes)
  }

  @Test func `a line of 5 MB is edited and restored`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "1"), count: 5_000_000)
    let text = "const x = [".bytes + long + ", 2]\n".bytes
    let applied = try Self.element.apply(to: text)
    #expect(applied.text.count == text.count + ", 'zz'".utf8.count)
    #expect(try applyingInverse(applied) == text)
    let elements = "const x = [" + String(repeating: "1,", count: 300_000) + "]\n"
    let many = try Self.element.apply(to: elements.bytes)
    #expect(try applyingInverse(many) == elements.bytes)
  }

  @Test func `brackets, elements, templates and types nested deeply are read without recursion`()
    throws
  {
    for (open, close) in [("(", ")"), ("[", "]"), ("`${", "}`"), ("<a>", "</a>"), ("{", "}")] {
      let depth = 20_000
      let text =
        "const x = f(" + String(repeating: open, count: depth) + (open == "<a>" ? "" : "1")
        + String(repeating: close, count: depth) + ")\n"
      guard open != "{" else { continue }
      #expect(try TypeScriptOutline(text.bytes).statements.count == 1, "\(open)")
      #expect(throws: TypeScriptSyntaxProblem.self) {
        try TypeScriptOutline(Array(text.bytes.dropLast(4)))
      }
    }
    let types = "type X = " + String(repeating: "A<", count: 5_000) + "B"
    _ = try TypeScriptOutline((types + String(repeating: ">", count: 5_000) + "\n").bytes)
    let json = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    #expect(
      try StructuredEdit.addJSONMember(JSONMemberEdit(path: ["zz"], value: "1"))
        .apply(to: "{\"a\": \(json)}".bytes).changed)
  }

  @Test(arguments: everyKind.indices)
  func `a NUL byte and invalid UTF-8 are refused with line and byte`(_ index: Int) {
    let (edit, file) = Self.everyKind[index]
    let text = file.bytes
    #expect(
      Self.error(text + [0], edit) == .broken(line: 2, reason: "NUL byte at byte \(text.count)")
        || text.count(where: { $0 == 0x0A }) > 1)
    let broken = Self.error("#\n".bytes.dropFirst(2) + text + [0xFF], edit)
    guard case .broken(_, "invalid UTF-8 at byte \(text.count)") = broken else {
      Issue.record("\(String(describing: broken))")
      return
    }
  }

  @Test(arguments: everyKind.indices)
  func `each kind of edit and its inverse come back from JSON and restore the bytes`(
    _ index: Int
  ) throws {
    let (edit, file) = Self.everyKind[index]
    let applied = try edit.apply(to: file.bytes)
    #expect(applied.changed && applied.inverse.count == 1)
    #expect(try applyingInverse(applied).string == file)
    let removed = try applied.inverse[0].apply(to: file.bytes)
    #expect(!removed.changed && removed.text == file.bytes)
  }

  @Test(arguments: [
    ("const x = 'abc\n", 1, "a string is not terminated"),
    ("a\nconst x = `abc\n\n", 2, "a template is not terminated"),
    ("const x = `${a\n", 1, "the substitution of a template was never closed"),
    ("/* abc\n", 1, "a comment is not terminated"),
    ("const x = /abc\n", 1, "a regular expression is not terminated"),
    ("const x = (1\n", 1, "'(' was never closed"), ("f(]\n", 1, "']' closes '(' of line 1"),
    ("}\n", 1, "unmatched '}'"),
    ("const x = <a></b>\n", 1, "a closing tag that does not fit the element of line 1"),
    ("import { a } frm 'b'\n", 1, "expected 'from' and a module"),
    ("import a, from 'b'\n", 1, "expected names to import"),
    ("import { a.b } from 'b'\n", 1, "expected a name to import or export"),
    ("import a from 'b' c\n", 1, "expected ';' or a line ending"),
    ("export a\n", 1, "expected a declaration after 'export'"),
    ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n", 2, "a conflict marker"),
    ("const x = <T>\n", 2, "expected a value behind a type"),
    ("const x = { a: <Home, b: 1 }\n", 1, "expected a type and '>'"),
    ("class A\n", 2, "expected '{'"), ("const x = \\1\n", 1, "unexpected character '\\'"),
  ])
  func `a broken module is reported with its line and left alone`(
    _ text: String, line: Int, reason: String
  ) {
    #expect(Self.error(text.bytes) == .broken(line: line, reason: reason))
    #expect(Self.error(text.bytes, Self.element) == .broken(line: line, reason: reason))
  }

  @Test(arguments: [
    ("{\"a\": 1,, }", 4), ("{a: 1}", 4), ("{\"a\" 1}", 4), ("[1 2]", 4), ("{\"a\": 1}}", 4),
    ("{'a': 1}", 4), ("{\"a\": undefined}", 4), ("", 4), ("{\"a\": 1} {}", 4),
    ("a: \"b\n", 5), ("a:\n\tb: 1\n", 5), ("a: 1\n  b\n c: 1\n", 5), ("- a\n", 5), ("a: [1\n", 5),
    ("? a\n", 5), ("a: 1\n---\nb: 2\n", 5), ("a: {b: 1}]\n", 5), ("a\n", 5),
    ("a = [\"b\"\n", 6), ("a = \"b\n", 6), ("a = 1 2 = 3\n= 4", 6), ("[a\n", 6), ("a = [,]\n", 6),
    ("A='b\n", 3), ("a \\\n", 7),
  ])
  func `a broken configuration file is refused`(_ text: String, kind: Int) {
    let error = Self.error(text.bytes, Self.everyKind[kind].edit)
    guard case .broken = error else {
      Issue.record("\(text): \(String(describing: error))")
      return
    }
  }
}
