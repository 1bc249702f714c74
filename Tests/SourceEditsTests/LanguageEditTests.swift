import SourceEdits
import Testing

/// What edits of TypeScript and configuration files refuse, and what they take for the same.
struct LanguageEditTests {
  private func result(_ edit: StructuredEdit, _ text: String) -> Result<AppliedEdit, EditError> {
    outcome(edit, text.bytes)
  }

  private func isUnchanged(_ edit: StructuredEdit, _ text: String) throws -> Bool {
    let applied = try edit.apply(to: text.bytes)
    #expect(applied.text == text.bytes || applied.changed)
    return !applied.changed
  }

  @Test(arguments: [
    "import { a } from './m'", "import { type X, a } from \"./m\"", "import b, { a } from './m'",
    "import {\n  c,\n  a, // here\n} from './m'",
  ])
  func `an import is there however it is written`(_ text: String) throws {
    #expect(
      try isUnchanged(.addModuleImport(ModuleImportEdit(module: "./m", name: "a")), text + "\n"))
  }

  @Test(arguments: [
    ("import { a } from './other'\n", 1), ("const x = 1\nfunction a() {}\n", 2),
    ("import { b as a } from './m'\n", 1), ("import type { a } from './m'\n", 1),
    ("import * as a from './m'\n", 1), ("export const { b: [a] } = c\n", 1),
  ])
  func `a name that is taken is refused with its line`(_ text: String, line: Int) {
    let edit = StructuredEdit.addModuleImport(ModuleImportEdit(module: "./m", name: "a"))
    guard case .failure(.clash(line, "a", _)) = result(edit, text) else {
      Issue.record("\(text): \(result(edit, text))")
      return
    }
  }

  @Test func `an import that something uses stays, and says where`() throws {
    let edit = StructuredEdit.removeModuleImport(ModuleImportEdit(module: "m", name: "a"))
    let used = try edit.apply(to: "import { a, b } from 'm'\n\nx.a = 1\nb(a)\n".bytes)
    #expect(!used.changed && used.evidence == EditEvidence(line: 4, reason: "a is used here"))
    let free = try edit.apply(to: "import { a, b } from 'm'\n\nx.a = b\n".bytes)
    #expect(free.text.string == "import { b } from 'm'\n\nx.a = b\n")
  }

  @Test func `an undo leaves what was merged into its import since`() throws {
    let text = "import { x } from 'x'\n"
    let first = try StructuredEdit.addModuleImport(ModuleImportEdit(module: "m", name: "a"))
      .apply(to: text.bytes)
    let second = try StructuredEdit.addModuleImport(ModuleImportEdit(module: "m", name: "b"))
      .apply(to: first.text)
    var undone = second.text
    for edit in first.inverse { undone = try edit.apply(to: undone).text }
    #expect(undone.string == "import { x } from 'x'\nimport { b } from 'm'\n")
  }

  @Test func `an undo of an element finds it reformatted, and an edited one is a conflict`() throws
  {
    let text = "export const nav = {\n  items: [{ title: 'Home', href: '/' }],\n}\n"
    let edit = StructuredEdit.addElement(
      ElementEdit(
        target: "nav.items", source: "{ title: \"A\", href: \"/a\" }", key: "href"))
    let applied = try edit.apply(to: text.bytes)
    let reformatted =
      "export const nav = {\n  items: [\n    { title: \"Home\", href: \"/\" },\n    {\n"
      + "      \"title\": \"A\",\n      href: \"/a\",\n    },\n    { title: \"B\", href: \"/b\" },\n  ],\n}\n"
    #expect(try isUnchanged(edit, reformatted))
    let undone = try applied.inverse[0].apply(to: reformatted.bytes)
    #expect(
      undone.text.string
        == "export const nav = {\n  items: [\n    { title: \"Home\", href: \"/\" },\n"
        + "    { title: \"B\", href: \"/b\" },\n  ],\n}\n")
    let edited = reformatted.replacing("\"A\"", with: "\"Mine\"")
    guard case .failure(.edited(4, _)) = result(applied.inverse[0], edited),
      case .failure(.clash(4, _, _)) = result(edit, edited)
    else {
      Issue.record("\(result(applied.inverse[0], edited))")
      return
    }
  }

  @Test(arguments: ["nav", "other", "call", "nav.none", "nav.text", "nav.items.more", "missing"])
  func `a target that is no literal is refused and the literals are named`(_ target: String) {
    let text = "const nav = { items: [], text: 'a' }\nconst call = f(1, [])\nlet other\n"
    let edit = StructuredEdit.addElement(ElementEdit(target: target, source: "a: 1"))
    switch result(edit, text) {
    case .success(let applied): #expect(target == "nav" && applied.changed)
    case .failure(.noAnchor(let sought)):
      #expect(target != "missing" || sought.contains("nav (line 1)"))
    case .failure(let error): Issue.record("\(error)")
    }
  }

  @Test(arguments: ["a b", "1, 2", "", "// x", "1] + [2", "...("])
  func `a source that is not one element is refused`(_ source: String) {
    let edit = StructuredEdit.addElement(ElementEdit(target: "x", source: source))
    guard case .failure(.invalid) = result(edit, "const x = []\n") else {
      Issue.record("\(source): \(result(edit, "const x = []\n"))")
      return
    }
  }

  @Test func `exports that a barrel has already, by name or by all`() throws {
    let named = StructuredEdit.addModuleExport(ModuleExportEdit(module: "./a", name: "A"))
    #expect(try isUnchanged(named, "export * from \"./a\"\n"))
    #expect(try isUnchanged(named, "export { B, A } from './a'\n"))
    guard case .failure(.clash(1, "A", _)) = result(named, "export const A = 1\n") else {
      Issue.record("a taken name is exported")
      return
    }
  }

  @Test func `a variable of an env file is set in its place, and its old value comes back`() throws
  {
    let text = "A=1\r\nexport B = \"two\" # why\r\nC='3'\r\n"
    let edit = StructuredEdit.setEnvironment(EnvironmentEdit(key: "B", value: "2 \"x\""))
    let applied = try edit.apply(to: text.bytes)
    #expect(applied.text.string == "A=1\r\nexport B = \"2 \\\"x\\\"\" # why\r\nC='3'\r\n")
    #expect(try applyingInverse(applied).string == text)
    let edited = applied.text.string.replacing("2 ", with: "5 ")
    guard case .failure(.edited(2, "B")) = result(applied.inverse[0], edited) else {
      Issue.record("a value somebody changed is overwritten")
      return
    }
    guard case .failure(.ambiguous(let candidates, _)) = result(edit, "B=1\nB=2\n") else {
      Issue.record("two assignments are no question")
      return
    }
    #expect(candidates.map(\.line) == [1, 2])
  }

  @Test func `a variable with a heading comes last, one after another there`() throws {
    let comment = ["# Where it is.", "# A line more."]
    let edit = StructuredEdit.setEnvironment(
      EnvironmentEdit(key: "PORT", value: "8080", comment: comment))
    for (text, expected) in [
      ("A=1\nB=2\n", "A=1\nB=2\n\n# Where it is.\n# A line more.\nPORT=8080\n"),
      ("A=1\r\n", "A=1\r\n\r\n# Where it is.\r\n# A line more.\r\nPORT=8080\r\n"),
      ("A=1", "A=1\n\n# Where it is.\n# A line more.\nPORT=8080"),
      ("A=1\n\n", "A=1\n\n# Where it is.\n# A line more.\nPORT=8080\n"),
      ("", "# Where it is.\n# A line more.\nPORT=8080\n"),
    ] {
      let applied = try edit.apply(to: text.bytes)
      #expect(applied.text.string == expected)
      #expect(try applyingInverse(applied).string == text)
    }
    // A heading that somebody edited is theirs.
    let applied = try edit.apply(to: "A=1\n".bytes)
    let edited = applied.text.string.replacing("A line more", with: "Ask Ada")
    #expect(
      try applied.inverse[0].apply(to: edited.bytes).text.string
        == "A=1\n\n# Where it is.\n# Ask Ada.\n")
    #expect(try isUnchanged(edit, "PORT=8080\nA=1\n"))
    let second = StructuredEdit.setEnvironment(EnvironmentEdit(key: "C", value: "3", after: "A"))
    let placed = try second.apply(to: "A=1\n\n# More\nB=2\n".bytes)
    #expect(placed.text.string == "A=1\nC=3\n\n# More\nB=2\n")
    #expect(try applyingInverse(placed).string == "A=1\n\n# More\nB=2\n")
    let code = StructuredEdit.setEnvironment(
      EnvironmentEdit(key: "PORT", value: "8080", comment: ["SECRET=1"]))
    guard case .failure(.invalid) = result(code, "A=1\n") else {
      Issue.record("a variable passes for a comment")
      return
    }
  }

  @Test func `a variable of a file in groups goes to its place, and its heading with the last`()
    throws
  {
    func edit(_ key: String, _ heading: String) -> StructuredEdit {
      .setEnvironment(
        EnvironmentEdit(
          key: key, value: "1", comment: [heading], layout: [["A", "B"], ["C"], ["D", "E"]]))
    }
    let all = "# One\nA=1\nB=1\n\n# Two\nC=1\n\n# Three\nD=1\nE=1\n"
    let headings = ["A": "# One", "B": "# One", "C": "# Two", "D": "# Three", "E": "# Three"]
    for order in ["ABCDE", "EDCBA", "CAEBD", "BEADC"] {
      var texts = [""]
      for key in order.map(String.init) {
        let applied = try edit(key, headings[key] ?? "").apply(to: (texts.last ?? "").bytes)
        #expect(try applyingInverse(applied).string == texts.last)
        texts.append(applied.text.string)
      }
      #expect(texts.last == all, "\(order)")
      for (key, before) in zip(order.map(String.init), texts.dropLast()).reversed() {
        guard case .setEnvironment(let variable) = edit(key, headings[key] ?? "") else { continue }
        let whole = texts.removeLast()
        let removed = try StructuredEdit.unsetEnvironment(variable).apply(to: whole.bytes)
        #expect(removed.text.string == before, "\(order) \(key)")
        #expect(try applyingInverse(removed).string == whole, "\(order) \(key)")
      }
    }
    // What somebody wrote above a variable is about that one; what stands in a group keeps it.
    let mine = try edit("A", "# One").apply(to: "# Mine\nB=2\n".bytes)
    #expect(mine.text.string == "# Mine\nB=2\nA=1\n")
    let kept = try StructuredEdit.unsetEnvironment(
      EnvironmentEdit(key: "C", value: "1", comment: ["# Two"], layout: [["C"]])
    ).apply(to: "# Two\nC=1\nMINE=1\n".bytes)
    #expect(kept.text.string == "# Two\nMINE=1\n")
  }

  @Test func `members, entries and strings with other values are clashes with their lines`() {
    let cases: [(StructuredEdit, String, Int)] = [
      (
        .addJSONMember(JSONMemberEdit(path: ["dependencies", "zod"], value: "\"2\"")),
        "{\n  \"dependencies\": {\n    \"zod\": \"1\"\n  }\n}\n", 3
      ),
      (.addYAMLEntry(YAMLEntryEdit(path: ["a", "b"], source: "2")), "a:\n  # c\n  b: 1\n", 3),
      (
        .addTOMLElement(TOMLElementEdit(path: ["project", "dependencies"], value: "FastAPI>=2")),
        "[project]\ndependencies = [\n  \"fastapi>=1\",\n]\n", 3
      ),
      (.addRequirement(RequirementEdit(requirement: "a.b>=2")), "x\nA_b>=1\n", 2),
    ]
    for (edit, text, line) in cases {
      guard case .failure(.clash(line, _, _)) = result(edit, text) else {
        Issue.record("\(result(edit, text))")
        continue
      }
    }
  }

  @Test func `what is there by meaning is not added again`() throws {
    let cases: [(StructuredEdit, String)] = [
      (
        .addRequirement(RequirementEdit(requirement: "Typing.Extensions")), "typing_extensions>=4\n"
      ),
      (.addRequirement(RequirementEdit(requirement: "uvicorn")), "uvicorn[standard]>=0.30 # x\n"),
      (.addRequirement(RequirementEdit(requirement: "a>=1,<2")), "a >= 1, < 2 \\\n  --hash=x\n"),
      (
        .addTOMLElement(TOMLElementEdit(path: ["project", "dependencies"], value: "fastapi")),
        "project.dependencies = ['fastapi[all] >= 1']\n"
      ),
      (
        .addYAMLEntry(YAMLEntryEdit(path: ["a", "b"], source: "c: \"x\"\nd:\n  - 1\n")),
        "a:\n    b:\n        # why\n        c: 'x'   # y\n\n        d:\n            - 1\n"
      ),
      (
        .addJSONMember(JSONMemberEdit(path: ["a"], value: "{\"b\": [1]}")),
        "{\"a\": {\n  \"b\": [ 1 ] } }"
      ),
      (.setEnvironment(EnvironmentEdit(key: "A", value: "b c")), "export A='b c'\n"),
    ]
    for (edit, text) in cases { #expect(try isUnchanged(edit, text), "\(text)") }
  }

  @Test(arguments: [
    ("services: {}\n", ["services", "db"]), ("services:\n  - a\n", ["services", "db"]),
    ("services: *x\n", ["services", "db"]), ("services:\n- a\n", ["services", "db"]),
  ])
  func `a YAML parent that is no block mapping is refused`(_ text: String, path: [String]) {
    let edit = StructuredEdit.addYAMLEntry(YAMLEntryEdit(path: path, source: "image: db"))
    guard case .failure(.noAnchor) = result(edit, text) else {
      Issue.record("\(text): \(result(edit, text))")
      return
    }
  }
}
