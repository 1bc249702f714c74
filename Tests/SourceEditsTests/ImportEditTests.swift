import SourceEdits
import Testing

/// Imports beyond the goldens.
struct ImportEditTests {
  @Test(arguments: [
    ("from m import n\n", ImportEdit(module: "m", name: "n")),
    ("from m import (\n    a,\n    n,  # why\n)\n", ImportEdit(module: "m", name: "n")),
    ("from m import n as k\n", ImportEdit(module: "m", name: "n", alias: "k")),
    ("import m.n as k\n", ImportEdit(module: "m", name: "n", alias: "k")),
    ("import m\n", ImportEdit(module: "m")),
    ("import m.n.o\n", ImportEdit(module: "m.n")),
    ("import a, m as b\n", ImportEdit(module: "m", alias: "b")),
    (
      "try:\n    from m import n\nexcept ImportError:\n    n = None\n",
      ImportEdit(module: "m", name: "n")
    ),
    ("from .m import n\n", ImportEdit(module: "app.m", name: "n")),
  ])
  func `an import that is there in any form is not added`(_ text: String, _ edit: ImportEdit) throws
  {
    let applied = try StructuredEdit.addImport(edit).apply(to: text.bytes)
    #expect(!applied.changed)
    #expect(applied.text.string == text)
    #expect(applied.inverse.isEmpty)
  }

  @Test(arguments: [
    "if TYPE_CHECKING:\n    from m import n\n", "def f():\n    from m import n\n",
    "from m import n as k\n", "from other import a\n# from m import n\n", "'from m import n'\n",
  ])
  func `an import that binds nothing in the module does not count`(_ text: String) throws {
    let edit = StructuredEdit.addImport(ImportEdit(module: "m", name: "n"))
    let applied = try edit.apply(to: text.bytes)
    #expect(applied.changed)
    #expect(try applyingInverse(applied).string == text)
  }

  @Test(arguments: [
    ("from other import n\n", 1), ("n = 1\n", 1), ("\n\ndef n():\n    pass\n", 3),
    ("class n: pass\n", 1), ("import n\n", 1), ("a, n = 1, 2\n", 1), ("import x as n\n", 1),
  ])
  func `a name that is something else is a clash with its line`(_ text: String, line: Int) {
    let edit = StructuredEdit.addImport(ImportEdit(module: "m", name: "n"))
    guard case .failure(.clash(line, "n", _)) = outcome(edit, text.bytes) else {
      Issue.record("no clash: \(outcome(edit, text.bytes))")
      return
    }
  }

  @Test(arguments: [
    "n()\n", "x: n = 1\n", "x: 'n' = 1\n", "__all__ = ['n']\n", "f'{n}'\n",
    "def f(a: 'list[n]'): ...\n",
    "@n\ndef f(): ...\n", "x = n.y\n", "f(a=n)\n", "x = {n: 1}\n", "def f() -> 'n': ...\n",
    "lambda: n\n", "n = n + 1\n",
  ])
  func `an import in use stays`(_ use: String) throws {
    let text = "from m import n\n\n" + use
    let edit = StructuredEdit.removeImport(ImportEdit(module: "m", name: "n"))
    let applied = try edit.apply(to: text.bytes)
    #expect(!applied.changed)
    #expect(applied.evidence.line == (use.hasPrefix("@") ? 3 : 3))
  }

  @Test(arguments: [
    "x.n()\n", "f(n=1)\n", "'n'\n", "\"\"\"n\"\"\"\n", "# n\n", "tags = ['n']\n",
    "from a import b\n",
    "nn = 1\n",
  ])
  func `an import that only looks used goes`(_ rest: String) throws {
    let text = "from m import n\n" + rest
    let edit = StructuredEdit.removeImport(ImportEdit(module: "m", name: "n"))
    #expect(try edit.apply(to: text.bytes).text.string == rest)
  }

  @Test(arguments: [
    ("from m import a, n, b\n", "from m import a, b\n"),
    ("from m import n, a\n", "from m import a\n"),
    ("from m import a, n\n", "from m import a\n"),
    ("from m import (a, n)\n", "from m import (a)\n"),
    ("from m import (a, n,)\n", "from m import (a)\n"),
    ("from m import (\n    a,\n    n,  # gone\n    b\n)\n", "from m import (\n    a,\n    b\n)\n"),
    ("from m import (\n    a,\n    n\n)\n", "from m import (\n    a,\n)\n"),
    ("from m import a, \\\n    n\n", "from m import a\n"),
    ("import os; from m import n; import sys\n", "import os; import sys\n"),
    ("from m import n; import sys\n", "import sys\n"),
    ("import os; from m import n\n", "import os\n"),
    ("if x:\n    from m import n\ny = 1\n", "if x:\n    pass\ny = 1\n"),
    ("import a\n\nfrom m import n\n\nx = 1\n", "import a\n\nx = 1\n"),
    ("from m import n", ""),
    ("import a\nfrom m import n", "import a"),
  ])
  func `removing takes the name and what belongs to it`(_ text: String, result: String) throws {
    let edit = StructuredEdit.removeImport(ImportEdit(module: "m", name: "n"))
    let applied = try edit.apply(to: text.bytes)
    #expect(applied.text.string == result)
    #expect(try !edit.apply(to: applied.text).changed)
  }

  @Test func `an inverse takes out what was added after it moved and was sorted`() throws {
    let text = "import os\nfrom a import x\n\ny = 1\n"
    let applied = try StructuredEdit.addImport(ImportEdit(module: "a", name: "n"))
      .apply(to: text.bytes)
    let sorted = "import os\n\nfrom a import (\n    n,\n    x,\n    z,\n)\n\ny = 1\n"
    #expect(
      try applied.inverse[0].apply(to: sorted.bytes).text.string
        == sorted.replacing("    n,\n", with: ""))
  }

  @Test(arguments: [
    ImportEdit(module: "a b"), ImportEdit(module: ".a"), ImportEdit(module: "a", name: "b c"),
    ImportEdit(module: "a", name: "class"), ImportEdit(module: "a", name: "b", alias: "1"),
    ImportEdit(module: "a\nimport b"),
  ])
  func `arguments that are no names are refused`(_ edit: ImportEdit) {
    guard case .failure(.invalid) = outcome(.addImport(edit), "x = 1\n".bytes) else {
      Issue.record("accepted")
      return
    }
  }

  @Test(arguments: [
    "from __future__ import annotations\nimport os\nimport re\n",
    "from __future__ import annotations\nfrom os import x\n",
    "from __future__ import annotations\n",
  ])
  func `nothing comes before the future`(_ text: String) throws {
    for edit in [ImportEdit(module: "abc"), ImportEdit(module: "_a", name: "b")] {
      let applied = try StructuredEdit.addImport(edit).apply(to: text.bytes)
      #expect(applied.text.string.hasPrefix("from __future__ import annotations\n"))
    }
    let mixed = "import os\nfrom fastapi import x\nfrom app import y\n"
    let edit = ImportEdit(module: "__future__", name: "annotations")
    let applied = try StructuredEdit.addImport(edit).apply(to: mixed.bytes)
    #expect(applied.text.string == "from __future__ import annotations\n\n" + mixed)
  }

  @Test func `the future comes first`() throws {
    let text = "#!/usr/bin/env python\n\"\"\"Doc.\"\"\"\n\nimport os\n"
    let applied = try StructuredEdit.addImport(
      ImportEdit(module: "__future__", name: "annotations")
    ).apply(to: text.bytes)
    #expect(
      applied.text.string
        == "#!/usr/bin/env python\n\"\"\"Doc.\"\"\"\n\nfrom __future__ import annotations\n\nimport os\n"
    )
  }
}
