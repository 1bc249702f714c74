import SourceEdits
import Testing

/// What a formatter changes, and what it never would.
struct EquivalenceTests {
  @Test(arguments: [
    ("x = 'a'\n", "x = \"a\"\n"), ("x = 'it\\'s'\n", "x = \"it's\"\n"), ("x = u'a'\n", "x = 'a'\n"),
    ("x = R'a'\n", "x = r'a'\n"), ("x = f'{a[\"b\"]}'\n", "x = f\"{a['b']}\"\n"),
    ("x = 'a' 'b'\n", "x = 'ab'\n"), ("x = f'{a}' '{'\n", "x = f'{a}{{'\n"),
    ("x = 0XFF\n", "x = 0xff\n"), ("x = 1E5\n", "x = 1e5\n"), ("f(a, b,)\n", "f(a, b)\n"),
    ("f(a,)\n", "f(a)\n"), ("x = [a,]\n", "x = [a]\n"), ("x = {a,}\n", "x = {a}\n"),
    ("x = (a, b,)\n", "x = a, b\n"), ("x = (a)\n", "x = a\n"), ("x = ((a))\n", "x = a\n"),
    ("return_ = (\n    a\n    or b\n)\n", "return_ = a or b\n"), ("del (a, b)\n", "del a, b\n"),
    ("for (a, b) in (c):\n    pass\n", "for a, b in c:\n    pass\n"),
    ("for x in (1, 2):\n    pass\n", "for x in 1, 2:\n    pass\n"),
    ("if (a):\n    b\n", "if a: b\n"), ("while (a := b):\n    pass\n", "while a := b: pass\n"),
    ("assert (a), (b)\n", "assert a, b\n"), ("class A():\n    pass\n", "class A: pass\n"),
    ("from a import (b, c)\n", "from a import b, c\n"),
    ("from a import (b,)\n", "from a import b\n"),
    ("with (a as b, c as d,):\n    pass\n", "with a as b, c as d:\n    pass\n"),
    ("a = 1; b = 2\n", "a = 1\nb = 2\n"), ("a = 1;\n", "a = 1\n"),
    ("a = b + \\\n    c\n", "a = b + c\n"),
    ("x = 1 #a\n", "x = 1  # a\n"), ("#!a\nx = 1\n", "#!a\n\n\nx = 1"),
    (
      "def f():\n  '''\n  Doc.  \n\n    More\n  '''\n",
      "def f():\n    \"\"\"\n    Doc.\n\n      More\n    \"\"\"\n"
    ),
    ("def f() -> (int):\n    pass\n", "def f() -> int:\n    pass\n"),
    ("x = (yield)\n", "x = yield\n"), ("await (f(x))\n", "await f(x)\n"),
    ("x = {'a': (1 + 2)}\n", "x = {'a': 1 + 2}\n"), ("x: (int) = 1\n", "x: int = 1\n"),
    ("if a:\n\tb\n", "if a:\n    b\n"), ("x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"),
    ("x = (a if b else c)\n", "x = a if b else c\n"), ("x = '''a\r\nb'''\n", "x = '''a\nb'''\n"),
    ("\u{FEFF}x = 1\n", "x = 1\n"), ("return_ = not (a)\n", "return_ = not (a)\n"),
    ("x = Tuple[int, str,]\n", "x = Tuple[int, str]\n"),
  ])
  func `what formatters change is the same`(_ a: String, _ b: String) {
    #expect(pythonEquivalentUpToFormatting(a.bytes, b.bytes))
    #expect(pythonEquivalentUpToFormatting(b.bytes, a.bytes))
  }

  @Test(arguments: [
    ("x = 'a'\n", "x = 'b'\n"), ("x = (a,)\n", "x = (a)\n"), ("x = (a,)\n", "x = a\n"),
    ("x = b'a'\n", "x = 'a'\n"), ("x = r'\\n'\n", "x = '\\n'\n"), ("x = f'a'\n", "x = 'a'\n"),
    ("x = f'{a}'\n", "x = '{a}'\n"),
    ("x = (a + b) * c\n", "x = a + b * c\n"), ("x = (a or b) in c\n", "x = a or b in c\n"),
    ("x = a in (b or c)\n", "x = a in b or c\n"), ("f((a, b))\n", "f(a, b)\n"),
    ("x = [(a for a in b)]\n", "x = [a for a in b]\n"), ("x = not (a or b)\n", "x = not a or b\n"),
    ("x = (a if b else c) if d else e\n", "x = a if b else c if d else e\n"),
    ("x = (lambda: a) if b else c\n", "x = lambda: a if b else c\n"),
    ("assert (a, b)\n", "assert a, b\n"), ("x = -(a + b)\n", "x = -a + b\n"),
    ("x = (a + b).c\n", "x = a + b.c\n"), ("x = (a)(b)\n", "x = a, (b)\n"),
    ("x = a[(1,)]\n", "x = a[1]\n"), ("x = a[1,]\n", "x = a[1]\n"),
    ("f(x=(1, 2))\n", "f(x=1, y=2)\n"),
    ("if a:\n    b\nc\n", "if a:\n    b\n    c\n"), ("x = 1  # a\n", "x = 1\n"),
    ("x = 1  # a\n", "x = 1  # b\n"), ("# a\n# b\n", "# b\n# a\n"), ("x = 1\n", "x = 1\ny = 2\n"),
    ("def f(): pass\n", "async def f(): pass\n"), ("@a\ndef f(): pass\n", "def f(): pass\n"),
    ("x = 'a' 'b'\n", "x = 'a', 'b'\n"), ("x = 1.0\n", "x = 10\n"),
    ("from a import b\n", "from .a import b\n"),
    ("x = 'Doc  '\n", "x = 'Doc'\n"), ("return_ = await (a or b)\n", "return_ = await a or b\n"),
    ("x = (yield a), b\n", "x = yield a, b\n"), ("x = 1\n", "x = (1\n"),
    ("x = {'a': 1}\n", "x = {'a', 1}\n"), ("x = (a := 1)\n", "x = a == 1\n"),
    ("x = (a, b), c\n", "x = a, b, c\n"), ("x = a, (b, c)\n", "x = a, b, c\n"),
    ("def f(a=(1, 2), b=3): pass\n", "def f(a=1, b=3): pass\n"),
    ("x = (*a, b)[0]\n", "x = *a, b[0]\n"), ("del (a), b\n", "del (a, b),\n"),
    ("x = (a)\n", "x = ()\n"), ("class A(B): pass\n", "class A: pass\n"),
  ])
  func `what somebody changed is not`(_ a: String, _ b: String) {
    #expect(!pythonEquivalentUpToFormatting(a.bytes, b.bytes))
    #expect(!pythonEquivalentUpToFormatting(b.bytes, a.bytes))
  }

  @Test func `a problem is reported with its line`() {
    #expect(pythonSyntaxProblem(in: "x = 1\n".bytes) == nil)
    let problem = pythonSyntaxProblem(in: "x = 1\ny = (\n".bytes)
    #expect(problem?.line == 2)
    #expect(problem?.reason == "'(' was never closed")
  }
}
