import SourceEdits
import Testing

/// What the outline says about Python that CPython of this machine may not know yet, and what its
/// accessors give.
struct OutlineTests {
  private typealias Kind = PythonStatement.Kind

  private func kinds(_ text: String) throws -> [PythonStatement.Kind] {
    try PythonOutline(text.bytes).statements.map(\.kind)
  }

  @Test func `match, case and type are keywords only where they are`() throws {
    #expect(
      try kinds("match x:\n    case 1: pass\n    case {'a': b} if b:\n        pass\n")
        == [.match, .case, .pass, .case, .pass])
    #expect(
      try kinds("match (x):\n    case _:\n        match = 1\n") == [.match, .case, .assignment])
    #expect(
      try kinds("match = 1\nmatch(x)\nmatch[0]: int = 2\nmatch.a = 3\ncase = match\n").count == 5)
    #expect(try kinds("match -x:\n    case *a, b:\n        pass\n") == [.match, .case, .pass])
    #expect(try kinds("type X = int\ntype Y[T] = list[T]\n") == [.typeAlias, .typeAlias])
    #expect(
      try kinds("type = 1\ntype(x)\ntype: int = 2\n") == [.assignment, .expression, .assignment])
    #expect(try kinds("print(match, case, type)\n_ = match\n") == [.expression, .assignment])
  }

  @Test func `syntax up to 3 14 is read`() throws {
    let text = #"""
      class A[T: (int, str) = int](B[T], metaclass=M): ...
      async def f[**P, *Ts](a, /, b: int = 1, *, c=lambda x, y=1: x, **d) -> list[int]: ...
      def g[T](x: T) -> T:
          return f"{x!r:>{width}} {'nested "quotes"'} {f'{x:{f"{y}"}}'} {{}} {x
              # a comment
          }"
      try:
          pass
      except A, B:
          pass
      except* (C, D) as e:
          raise
      t = t"{name!s} \N{BULLET} {a['x']:%H:%M}"
      x = rb'\'' Rb"\"" + B''
      with (open(a) as b, open(c) as d,): pass
      if (n := 10) > 5 and x[1:2, ::3] and {**a, 'b': 1}: pass
      for x in *a, *b: pass
      a = yield
      x = 1_000.5e-3j + 0xFFif 1else 2
      @(yield_ := decorator)
      async def h(): return [i async for i in j if await k]
      lambda *, a=1: (yield)
      print(*a, **b, sep='')
      """#
    let outline = try PythonOutline((text + "\n").bytes)
    #expect(outline.children(of: nil).count == 16)
    let type = try #require(outline.classes.first)
    #expect(type.bases.map { outline.text(of: $0) } == ["B[T]"])
    #expect(type.keywords.map(\.name) == ["metaclass"])
    let functions = outline.functions
    #expect(functions.map(\.name) == ["f", "g", "h"])
    #expect(functions.map(\.isAsync) == [true, false, true])
    #expect(functions[0].parameters.map(\.name) == ["a", "b", "c", "d"])
    #expect(functions[0].parameters.map(\.stars) == [0, 0, 0, 2])
    #expect(functions[0].parameters[1].annotation.map { outline.text(of: $0) } == "int")
    #expect(
      functions[0].parameters[2].defaultValue.map { outline.text(of: $0) } == "lambda x, y=1: x")
    #expect(functions[0].returns.map { outline.text(of: $0) } == "list[int]")
    #expect(outline.decorators(of: functions[2].statement).count == 1)
  }

  @Test func `imports are read with levels, aliases and scopes`() throws {
    let text = """
      import a.b as c, d.e
      from ...x.y import (
          p as q,  # why
          r,
      )
      from . import *
      if TYPE_CHECKING:
          from m import T
      def f():
          import local

      """
    let outline = try PythonOutline(text.bytes)
    let imports = outline.imports
    #expect(imports.map(\.dottedModule) == [nil, "...x.y", ".", "m", nil])
    #expect(imports[0].names.map(\.local) == ["c", "d"])
    #expect(imports[0].names.map(\.name) == ["a.b", "d.e"])
    #expect(imports[1].names.map(\.local) == ["q", "r"])
    #expect(imports[1].level == 3)
    #expect(imports[1].parentheses != nil)
    #expect(imports[2].names.map(\.local) == [nil])
    #expect(
      imports.map { outline.isTypeCheckingOnly($0.statement) } == [
        false, false, false, true, false,
      ])
    #expect(
      imports.map { outline.scope(of: $0.statement) != nil } == [false, false, false, false, true])
    #expect(outline.line(of: imports[3].statement) == 8)
  }

  @Test func `assignments give targets, annotation and value`() throws {
    let text =
      "a = b = f(x=1)\nc: Mapped[int] = m(key='v')\nd: str\n(e, f) = g, = h\nx.y = {1: 2}\n"
    let outline = try PythonOutline(text.bytes)
    let found = outline.assignments
    #expect(
      found.map { $0.targets.map { outline.text(of: $0) } }
        == [["a", "b"], ["c"], ["d"], ["(e, f)", "g,"], ["x.y"]])
    #expect(found.map(\.name) == [nil, "c", "d", nil, nil])
    #expect(
      found.map { $0.annotation.map { outline.text(of: $0) } } == [
        nil, "Mapped[int]", "str", nil, nil,
      ])
    #expect(
      found.map { $0.value.map { outline.text(of: $0) } } == [
        "f(x=1)", "m(key='v')", nil, "h", "{1: 2}",
      ])
  }

  @Test func `calls give their dotted callee and arguments`() throws {
    let text =
      "app . include_router(a.b, *c, prefix='/x', tags=['t'], **d)(e)\nx = f(g(1), k=h(2))\n"
    let outline = try PythonOutline(text.bytes)
    let first = outline.calls(in: outline.statements[0].tokens)
    #expect(first.map(\.callee) == ["app.include_router"])
    #expect(first[0].receiver == "app")
    #expect(first[0].function == "include_router")
    #expect(first[0].positional.map { outline.text(of: $0) } == ["a.b"])
    #expect(first[0].keyword("prefix").flatMap(outline.stringValue) == "/x")
    #expect(first[0].arguments.map(\.stars) == [0, 1, 0, 0, 2])
    #expect(outline.call(outline.statements[0].tokens) == nil, "the result is called again")
    #expect(outline.calls(in: outline.statements[1].tokens).map(\.callee) == ["f", "g", "h"])
  }

  @Test func `the parts of a callee are cut at its last dot, whatever its letters`() throws {
    let outline = try PythonOutline("größe.über(1)\nf()\n".bytes)
    let calls = outline.statements.flatMap { outline.calls(in: $0.tokens) }
    #expect(calls.map(\.receiver) == ["größe", ""])
    #expect(calls.map(\.function) == ["über", "f"])
  }

  @Test(arguments: [
    ("'a'", "a"), ("\"a\" 'b'", "ab"), ("('a'\n'b')", "ab"), ("r'\\n'", "\\n"),
    ("'\\n\\x41\\u00e9\\U0001F600\\101'", "\nAé😀A"),
    ("'''a\r\nb'''", "a\nb"), ("'a\\\nb'", "ab"), ("u'é'", "é"), ("'\\q'", "\\q"), ("b'a'", nil),
    ("f'a'", nil), ("a", nil),
  ])
  func `a string literal has its value`(_ text: String, _ value: String?) throws {
    let outline = try PythonOutline(("x = " + text).bytes)
    let range = try #require(outline.assignment(at: 0)?.value)
    #expect(outline.stringValue(range) == value)
  }

  @Test func `statements know their blocks, lines and docstrings`() throws {
    let text =
      "\"\"\"Doc.\"\"\"\nif a: b; c\nelif d:\n    e\nelse:\n    f\n\n\n@x\n@y(1)\nclass A:\n    'doc'\n    z = 1  # z\n"
    let outline = try PythonOutline(text.bytes)
    #expect(
      outline.statements.map(\.kind) == [
        .expression, .if, .expression, .expression, .elif, .expression, .else, .expression,
        .classDefinition, .expression, .assignment,
      ])
    #expect(outline.isDocstring(0) && outline.isDocstring(9))
    #expect(outline.children(of: 1) == [2, 3])
    #expect(outline.opener(of: 6) == 1)
    #expect(outline.line(of: 8) == 11)
    #expect(outline.text(at: outline.extent(of: 8)).hasPrefix("@x\n@y(1)\nclass A:"))
    #expect(outline.text(at: outline.extent(of: 8)).hasSuffix("z = 1"))
    #expect(outline.decorators(of: 8).map { outline.text(of: $0) } == ["x", "y(1)"])
    #expect(outline.comments.count == 1)
  }

  @Test func `tokens and what lies between them are the whole file`() throws {
    let text = "\u{FEFF}# a\r\nif x :\t\u{0C}\r\n  y = ( 1 ,\r\n# b\r\n 2 ) \\\r\n + 3 ; z\r\n"
    let outline = try PythonOutline(text.bytes)
    var end = 0
    var covered: [UInt8] = []
    for token in outline.tokens where token.kind != .indent && token.kind != .dedent {
      #expect(Int(token.start) >= end)
      covered += outline.bytes[end..<Int(token.end)]
      end = Int(token.end)
    }
    #expect(covered == text.bytes)
  }
}
