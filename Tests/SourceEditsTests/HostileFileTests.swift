import SourceEdits
import Testing

/// Files nobody writes, and some that somebody did.
struct HostileFileTests {
  private static let edit = StructuredEdit.addImport(ImportEdit(module: "m", name: "n"))

  private static func error(_ text: [UInt8]) -> EditError? {
    if case .failure(let error) = outcome(edit, text) { return error }
    return nil
  }

  @Test func `a file of 100,000 lines is edited and restored`() throws {
    var text = "import os\n"
    for line in 0..<100_000 { text += "x\(line) = \(line)\n" }
    let applied = try Self.edit.apply(to: text.bytes)
    #expect(applied.text.starts(with: "import os\n\nfrom m import n\nx0".bytes))
    #expect(try applyingInverse(applied) == text.bytes)
  }

  @Test func `a line of 5 MB is edited and restored`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "1"), count: 5_000_000)
    let text = "import os\nx = [".bytes + long + ", 2]\n".bytes
    let applied = try Self.edit.apply(to: text)
    #expect(applied.text.count == text.count + "\nfrom m import n\n".utf8.count)
    #expect(try applyingInverse(applied) == text)
  }

  @Test func `a line of a million elements is one statement`() throws {
    let text = "x = [" + String(repeating: "1,", count: 1_000_000) + "]\n"
    let outline = try PythonOutline(text.bytes)
    #expect(outline.statements.count == 1)
    let value = try #require(outline.assignment(at: 0)?.value)
    #expect(outline.elements(of: value)?.count == 1_000_000)
  }

  @Test func `brackets nested 20,000 deep are read without recursion`() throws {
    let open = String(repeating: "(", count: 20_000)
    let text = "x = \(open)1\(String(repeating: ")", count: 20_000))\n"
    #expect(try PythonOutline(text.bytes).statements.count == 1)
    #expect(Self.error("x = \(open)\n".bytes) == .broken(line: 1, reason: "'(' was never closed"))
  }

  @Test func `blocks nested 1,000 deep are read without recursion`() throws {
    var text = ""
    for depth in 0..<1_000 { text += String(repeating: " ", count: depth) + "if x:\n" }
    text += String(repeating: " ", count: 1_000) + "pass\n"
    let outline = try PythonOutline(text.bytes)
    #expect(outline.statements.count == 1_001)
    #expect(outline.children(of: 999) == [1_000])
  }

  @Test func `f-strings nested too deeply are refused, not followed`() {
    let text = "x = " + String(repeating: "f'{", count: 5_000)
    #expect(
      Self.error(text.bytes) == .broken(line: 1, reason: "f-strings are nested too deeply"))
    let formats = "x = f'" + String(repeating: "{a:", count: 5_000)
    #expect(
      Self.error(formats.bytes) == .broken(line: 1, reason: "f-strings are nested too deeply"))
  }

  @Test func `a NUL byte is refused with its line and byte`() {
    let text = "a = 1\nb = 2\0\n".bytes
    #expect(Self.error(text) == .broken(line: 2, reason: "NUL byte at byte 11"))
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xFF],
      [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xC3],
    ] as [[UInt8]])
  func `invalid UTF-8 is refused with its line and byte`(_ sequence: [UInt8]) {
    let text = "# first\n# then é ".bytes + sequence + "\n".bytes
    #expect(Self.error(text) == .broken(line: 2, reason: "invalid UTF-8 at byte 18"))
  }

  @Test func `every scalar of UTF-8 passes in a comment`() throws {
    var text = "# "
    for value in stride(from: UInt32(1), through: 0x10FFFF, by: 97) {
      if let scalar = Unicode.Scalar(value), value != 10, value != 13 {
        text.unicodeScalars.append(scalar)
      }
    }
    #expect(try PythonOutline(text.bytes).comments.count == 1)
  }

  @Test(arguments: [
    ("x = 'abc\n", 1, "a string is not terminated"),
    ("a = 1\nx = \"\"\"abc\n\n", 2, "a string is not terminated"),
    ("x = f'{a'\n", 1, "a string is not terminated"),
    ("x = f'}'\n", 1, "a single '}' in an f-string"),
    ("x = f'{a)}'\n", 1, "unmatched ')' in an f-string"),
    ("a\nx = (1,\n\ny = 2\n", 2, "'(' was never closed"),
    ("x = [1)\n", 1, "')' closes '[' of line 1"),
    ("x = 1)\n", 1, "unmatched ')'"),
    ("if x:\n    a\n  b\n", 3, "the indentation matches no outer block"),
    ("if x:\n        a\n\tb\n", 3, "tabs and spaces are mixed inconsistently"),
    ("  x = 1\n", 1, "unexpected indent"),
    ("x = 1\n  y = 2\n", 2, "unexpected indent"),
    ("if x:\ny = 1\n", 1, "expected an indented block"),
    ("def f()\n    pass\n", 1, "expected ':'"),
    ("class A\n    pass\n", 1, "expected ':'"),
    ("x = 1 \\ \ny\n", 1, "unexpected character after a line continuation"),
    ("x = a $ b\n", 1, "unexpected character '$'"),
    ("x = a ? b\n", 1, "unexpected character '?'"),
    ("x = !a\n", 1, "unexpected character '!'"),
    ("x = €\n", 1, "invalid character '€' in a name"),
    ("else:\n    pass\n", 1, "a clause that continues nothing"),
    ("x = 1\nexcept E:\n    pass\n", 2, "a clause that continues nothing"),
    ("@a\nx = 1\n", 2, "a decorator without a definition"),
    ("print \"hi\"\n", 1, "invalid syntax"),
    ("a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> other\n", 2, "a conflict marker"),
    ("x = = 2\n", 1, "invalid syntax"),
    ("x =\n", 1, "invalid syntax"),
    ("x = (1 +)\n", 1, "invalid syntax"),
    ("for x y in z:\n    pass\n", 1, "invalid syntax"),
    ("if x: for y in z: pass\n", 1, "a compound statement in an inline block"),
  ])
  func `a broken file is reported with its line and left alone`(
    _ text: String, line: Int, reason: String
  ) {
    #expect(Self.error(text.bytes) == .broken(line: line, reason: reason))
    for edit in Self.everyKind {
      #expect(throws: EditError.broken(line: line, reason: reason)) {
        try edit.apply(to: text.bytes)
      }
    }
  }

  /// One edit of each kind.
  static let everyKind: [StructuredEdit] = [
    .addImport(ImportEdit(module: "zz_m", name: "zz_n")),
    .removeImport(ImportEdit(module: "zz_m", name: "zz_n")),
    .registerRouter(RouterEdit(module: "zz_shop.zz_things", symbol: "router")),
    .unregisterRouter(RouterEdit(module: "zz_shop.zz_things", symbol: "router")),
    .appendClass(ClassEdit(name: "Zz", source: "class Zz:\n    x = 1\n")),
    .removeClass(ClassEdit(name: "Zz", source: "class Zz:\n    x = 1\n")),
    .addAttribute(AttributeEdit(className: "Zz", name: "x", source: "x = 1")),
    .removeAttribute(AttributeEdit(className: "Zz", name: "x", source: "x = 1")),
  ]

  @Test(arguments: [
    "", "\n", "# only a comment", "\u{FEFF}", "\u{FEFF}# x\r\n", "\"\"\"Doc\"\"\"", "\u{0C}\n\n",
    "   \n", "x = 1", "x = 1;", "#!/usr/bin/env python\r\n# -*- coding: utf-8 -*-\r\n",
  ])
  func `the smallest files take an import and a class and give them back`(_ text: String) throws {
    for edit in [Self.everyKind[0], Self.everyKind[4]] {
      let applied = try edit.apply(to: text.bytes)
      #expect(applied.changed)
      #expect(try PythonOutline(applied.text).statements.count > 0)
      #expect(try applyingInverse(applied).string == text)
      #expect(try edit.apply(to: applied.text).changed == false)
    }
  }
}
