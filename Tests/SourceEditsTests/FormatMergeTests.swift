import SourceEdits
import Testing

/// A formatter's work on one side is no change; what the other side changed lands in it.
struct FormatMergeTests {
  /// Three sides and what comes of them.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var language = SourceLanguage.python
    var base: String
    var ours: String
    var theirs: String
    var merged: String

    var testDescription: String { name }
  }

  @Test(arguments: Case.all)
  func `what theirs changed lands in ours as it is laid out`(_ example: Case) throws {
    let merged = try #require(
      formatMerge(
        base: example.base.bytes, ours: example.ours.bytes, theirs: example.theirs.bytes,
        example.language))
    #expect(merged.conflicts.isEmpty)
    #expect(merged.resolved { $1.ours }.string == example.merged)
  }

  @Test func `changes of the same or adjacent lines conflict, alone and in whole lines`() throws {
    let merged = try #require(
      formatMerge(
        base: "a = 1\nb = 'x'\nc = 3\n\n\nd = 4\n".bytes,
        ours: "a = 1\nb = \"y\"\nc = 3\n\n\nd = 4\n".bytes,
        theirs: "a = 1\nb = 'x'\nc = 5\n\n\nd = 6\n".bytes, .python))
    let conflict = try #require(merged.conflicts.first)
    #expect(merged.conflicts.count == 1)
    #expect(conflict.line == 2)
    #expect(conflict.ours.string == "b = \"y\"\nc = 3\n")
    #expect(conflict.theirs.string == "b = 'x'\nc = 5\n")
    #expect(conflict.base.string == "b = 'x'\nc = 3\n")
    #expect(merged.resolved { $1.theirs }.string == "a = 1\nb = 'x'\nc = 5\n\n\nd = 6\n")
  }

  @Test func `the same change on both sides is one`() throws {
    let base = "a = 1\nb = 2\n"
    let merged = try #require(
      formatMerge(
        base: base.bytes, ours: "a = 'x'\nb = 2\n".bytes, theirs: "a = \"x\"\nb = 2\n".bytes,
        .python))
    #expect(merged.resolved { $1.ours }.string == "a = 'x'\nb = 2\n")
  }

  @Test(arguments: [
    ("x = (\n", "x = 1\n"), ("def f(:\n    pass)\n", "x = 1\n"), ("x = '\u{0}'\n", "x = 1\n"),
  ])
  func `what cannot be read is not merged by token`(_ broken: String, _ sound: String) {
    #expect(
      formatMerge(base: sound.bytes, ours: broken.bytes, theirs: sound.bytes, .python) == nil)
    #expect(
      formatMerge(base: sound.bytes, ours: sound.bytes, theirs: broken.bytes, .python) == nil)
  }

  @Test(arguments: [
    ("a = 1;\nb = 'x';\n", "a = 1\nb = \"x\"\n"),
    ("const f = (x) => x;\n", "const f = x => x\n"),
    ("f(a, b);\n", "f(\n  a,\n  b,\n);\n"),
    ("type A = 'a' | 'b';\n", "type A =\n  | \"a\"\n  | \"b\";\n"),
    ("const a = { \"b\": 1 };\n", "const a = { b: 1 };\n"),
    ("const a = <p>one two</p>;\n", "const a = (\n  <p>\n    one\n    two\n  </p>\n);\n"),
    ("const a = <p>one <b>two</b></p>;\n", "const a = <p>one{\" \"}\n<b>two</b></p>;\n"),
    ("if (a) { b(); }\n", "if (a) {\n  b();\n}\n"),
    ("if (a) return;\nb();\n", "if (a) return\nb()\n"),
    ("const f = (\n  x,\n) => x;\n", "const f = x => x;\n"),
    ("type A = { a: string; b: number };\n", "type A = {\n  a: string\n  b: number\n}\n"),
    ("if (a) { return; }\n", "if (a) {\n  return\n}\n"),
  ])
  func `what prettier changes of TypeScript is the same`(_ a: String, _ b: String) {
    #expect(equivalentUpToFormatting(a.bytes, b.bytes, .typeScript(.jsx)))
  }

  @Test(arguments: [
    ("return_ = a;\n(b);\n", "return_ = a\n(b)\n"), ("f(a, b);\n", "f((a, b));\n"),
    ("function f() { return a }\n", "function f() { return\na }\n"),
    ("const a = <p>one <b>two</b></p>;\n", "const a = <p>one<b>two</b></p>;\n"),
    ("const a = [1, , 2];\n", "const a = [1, 2];\n"), ("a = 'x';\n", "a = 'y';\n"),
    ("a = 1; // one\n", "a = 1;\n"), ("if (a) ;\nb();\n", "if (a)\nb();\n"),
    ("const f = async (x) => x;\n", "const f = (x) => x;\n"),
    ("for (;;) {}\n", "for (; a;) {}\n"), ("if (a) { return; b }\n", "if (a) { return b }\n"),
    ("a;\n++b;\n", "a++;\nb;\n"), ("class A { get; b() {} }\n", "class A { get\nb() {} }\n"),
  ])
  func `what means something else in TypeScript is not`(_ a: String, _ b: String) {
    #expect(!equivalentUpToFormatting(a.bytes, b.bytes, .typeScript(.jsx)))
  }

  @Test(arguments: ["py", "ts"])
  func `insertions beside a conflict land, whatever is decided of that`(kind: String) throws {
    let isPython = kind == "py"
    let language: SourceLanguage = isPython ? .python : .typeScript(.typeScript)
    func file(_ a: String, _ parameter: String, _ list: String) -> [UInt8] {
      (isPython
        ? "A = \(a)\n\n\ndef f(\n    a: int,\n\(parameter)) -> int:\n    return a\n\n\nB = (\(list))\n"
        : "const A = \(a);\n\nfunction f(\n    a: int,\n\(parameter)) {\n  return a;\n}\n\nconst B = [\(list)];\n")
        .bytes
    }
    let theirs = file("2", "    b: int,\n", "1, 2, 3")
    let merged = try #require(
      formatMerge(
        base: file("1", "", "1, 2"), ours: file("9", "", "1, 2"), theirs: theirs, language))
    #expect(merged.conflicts.count == 1)
    #expect(merged.resolved { $1.theirs } == theirs)
    #expect(merged.resolved { $1.ours } == file("9", "    b: int,\n", "1, 2, 3"))
    // And back.
    let undone = try #require(
      formatMerge(
        base: theirs, ours: file("9", "    b: int,\n", "1, 2, 3"),
        theirs: file("1", "", "1, 2"), language))
    #expect(undone.resolved { $1.theirs } == file("1", "", "1, 2"))
  }

  @Test func `the order of imported names is a formatter's, that of everything else is not`() {
    func same(_ a: String, _ b: String) -> Bool {
      equivalentUpToFormatting(a.bytes, b.bytes, .typeScript(.typeScript))
    }
    #expect(same("import { b, type A, } from 'x';", "import { type A, b } from \"x\""))
    #expect(same("import d, { b, a } from 'x';", "import d, { a, b } from 'x'"))
    #expect(!same("import { b, a } from 'x';", "import { b } from 'x'"))
    #expect(!same("import { b as a } from 'x';", "import { a as b } from 'x'"))
    #expect(!same("const x = { b, a };", "const x = { a, b }"))
    #expect(!same("import { b, /* why */ a } from 'x';", "import { a, /* why */ b } from 'x'"))
  }

  @Test func `JSON is the same whatever its layout`() {
    #expect(equivalentUpToFormatting("{\"a\":[1,2]}".bytes, "{\n\t\"a\": [1, 2]\n}\n".bytes, .json))
    #expect(!equivalentUpToFormatting("{\"a\":1}".bytes, "{\"a\":2}".bytes, .json))
    #expect(!equivalentUpToFormatting("{\"a\":1}".bytes, "{'a':1}".bytes, .json))
  }
}

extension FormatMergeTests.Case {
  static let all: [Self] = [
    .init(
      name: "a field, where black put the call on several lines",
      base:
        "class A(Base):\n    a = column('x', String(120), nullable=False)\n    b = column(Integer)\n",
      ours:
        "class A(Base):\n    a = column(\n        \"x\",\n        String(120),\n        nullable=False,\n    )\n    b = column(Integer)\n",
      theirs:
        "class A(Base):\n    a = column('x', String(120), nullable=False)\n    b = column(Integer)\n    c = column('y', Date)\n",
      merged:
        "class A(Base):\n    a = column(\n        \"x\",\n        String(120),\n        nullable=False,\n    )\n    b = column(Integer)\n    c = column('y', Date)\n"
    ),
    .init(
      name: "an argument, behind another in a list of its own layout",
      base: "f(a, b)\nx = 1\n", ours: "f(\n    a,\n    b,\n)\nx = 1\n",
      theirs: "f(a, b, c)\nx = 1\n",
      merged: "f(\n    a,\n    b,\n    c,\n)\nx = 1\n"),
    .init(
      name: "an argument less", base: "f(a, b)\nx = 1\n", ours: "f(\n    a,\n    b,\n)\nx = 1\n",
      theirs: "f(a)\nx = 1\n", merged: "f(\n    a,\n)\nx = 1\n"),
    .init(
      name: "an element on a line of its own, where ours has one line",
      base: "x = [\n    1,\n    2,\n]\n", ours: "x = [1, 2]\n",
      theirs: "x = [\n    1,\n    2,\n    3,\n]\n",
      merged: "x = [1, 2, 3]\n"),
    .init(
      name: "a function between two, in tabs",
      base: "def a():\n    return 1\n\n\ndef c():\n    return 3\n",
      ours: "def a():\n\treturn 1\n\n\ndef c():\n\treturn 3\n",
      theirs:
        "def a():\n    return 1\n\n\ndef b():\n    if x:\n        return 2\n\n\ndef c():\n    return 3\n",
      merged:
        "def a():\n\treturn 1\n\n\ndef b():\n\tif x:\n\t\treturn 2\n\n\ndef c():\n\treturn 3\n"),
    .init(
      name: "a function that goes",
      base:
        "def a():\n    return 'a'\n\n\ndef b():\n    return 'b'\n\n\ndef c():\n    return 'c'\n",
      ours:
        "def a():\n    return \"a\"\n\n\ndef b():\n    return \"b\"\n\n\ndef c():\n    return \"d\"\n",
      theirs: "def a():\n    return 'a'\n\n\ndef c():\n    return 'c'\n",
      merged: "def a():\n    return \"a\"\n\n\ndef c():\n    return \"d\"\n"),
    .init(
      name: "a name of an import", base: "from a import b, c\nx = 1\n",
      ours: "from a import (\n    b,\n    c,\n)\nx = 1\n", theirs: "from a import b, c, d\nx = 1\n",
      merged: "from a import (\n    b,\n    c, d,\n)\nx = 1\n"),
    .init(
      name: "an element of a tuple, and a statement behind it",
      base: "A = (b,)\nC = (\"d\", \"e\")\ng = 1\nf = 'x'\n",
      ours: "A = (b,)\nC = (\"d\", \"e\")\ng = 1\nf = \"y\"\n",
      theirs: "A = (b, c)\nC = (\"d\", \"x\", \"e\")\nU = (\"v\",)\n\ng = 1\nf = 'x'\n",
      merged: "A = (b, c)\nC = (\"d\", \"x\", \"e\")\nU = (\"v\",)\n\ng = 1\nf = \"y\"\n"),
    .init(
      name: "async before def", base: "x = 'a'\n\ndef f():\n    pass\n",
      ours: "x = \"a\"\n\n\ndef f():\n    pass\n", theirs: "x = 'a'\n\nasync def f():\n    pass\n",
      merged: "x = \"a\"\n\n\nasync def f():\n    pass\n"),
    .init(
      name: "a condition, in parentheses of one side",
      base: "x = 'a'\ny = 1\nif a and b:\n    pass\n",
      ours: "x = \"b\"\ny = 1\nif a and b:\n    pass\n",
      theirs: "x = 'a'\ny = 1\nif (\n    a\n    and b\n    and c\n):\n    pass\n",
      merged: "x = \"b\"\ny = 1\nif a and b and c:\n    pass\n"),
    .init(
      name: "a block around a statement", base: "x = 'a'\ny = 1\nz = 2\n",
      ours: "x = \"a\"\ny = 1\nz = 2\n", theirs: "x = 'a'\ny = 1\nif a:\n    z = 2\n",
      merged: "x = \"a\"\ny = 1\nif a:\n    z = 2\n"),
    .init(
      name: "lines that end in CR LF", base: "x = 'a'\ny = 1\n", ours: "x = \"a\"\r\ny = 1\r\n",
      theirs: "x = 'a'\ny = 1\nz = '''\n  q\n'''\n",
      merged: "x = \"a\"\r\ny = 1\r\nz = '''\n  q\n'''\r\n"),
    .init(
      name: "a file that ends in its last line", base: "x = 'a'\n", ours: "x = \"a\"",
      theirs: "x = 'a'\ny = 2\n", merged: "x = \"a\"\ny = 2"),
    .init(
      name: "a last member of JSON", language: .json,
      base: "{\n  \"a\": 1,\n  \"b\": 2\n}\n", ours: "{\n    \"a\": 3,\n    \"b\": 2\n}\n",
      theirs: "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": {\n    \"d\": 4\n  }\n}\n",
      merged: "{\n    \"a\": 3,\n    \"b\": 2,\n    \"c\": {\n        \"d\": 4\n    }\n}\n"),
    .init(
      name: "a last member less of JSON", language: .json,
      base: "{\n  \"a\": 1,\n  \"x\": 1,\n  \"b\": 2\n}\n",
      ours: "{\n    \"a\": 3,\n    \"x\": 1,\n    \"b\": 2\n}\n",
      theirs: "{\n  \"a\": 1,\n  \"x\": 1\n}\n", merged: "{\n    \"a\": 3,\n    \"x\": 1\n}\n"),
    .init(
      name: "a statement without semicolons", language: .typeScript(.jsx),
      base: "import a from 'a';\nimport b from 'b';\n\nf(a);\n",
      ours: "import a from \"a\"\nimport b from \"b\"\n\nf(a)\n",
      theirs: "import a from 'a';\nimport b from 'b';\nimport c from 'c';\n\nf(a);\ng(c);\n",
      merged: "import a from \"a\"\nimport b from \"b\"\nimport c from 'c';\n\nf(a)\ng(c);\n"),
    .init(
      name: "an attribute and a child", language: .typeScript(.jsx),
      base: "const a = (\n  <form>\n    <input name='a' />\n  </form>\n);\n",
      ours:
        "const a = (\n    <form>\n        <input\n            name=\"a\"\n        />\n    </form>\n);\n",
      theirs:
        "const a = (\n  <form>\n    <input name='a' />\n    <input name='b' />\n  </form>\n);\n",
      merged:
        "const a = (\n    <form>\n        <input\n            name=\"a\"\n        />\n        <input name='b' />\n    </form>\n);\n"
    ),
    .init(
      name: "a member of an object", language: .typeScript(.typeScript),
      base: "const a = { b: 1, c: 2 };\nf();\n",
      ours: "const a = {\n  b: 1,\n  c: 2,\n};\nf();\n",
      theirs: "const a = { b: 1, c: 2, d: 3 };\nf();\n",
      merged: "const a = {\n  b: 1,\n  c: 2,\n  d: 3,\n};\nf();\n"),
    .init(
      name: "a statement in a block", language: .typeScript(.typeScript),
      base: "function f() {\n  a('x');\n}\n", ours: "function f() {\n    a(\"x\");\n}\n",
      theirs: "function f() {\n  a('x');\n  b();\n}\n",
      merged: "function f() {\n    a(\"x\");\n    b();\n}\n"),
  ]
}
