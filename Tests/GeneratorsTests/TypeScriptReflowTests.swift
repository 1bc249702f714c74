import Testing

@testable import Generators

@Suite struct TypeScriptReflowTests {
  private static let long = String(repeating: "x", count: 60)

  @Test("a line that fits stays as it is")
  func short() {
    #expect(TypeScriptReflow.wrap("const a = f(b, c);\n") == "const a = f(b, c);\n")
  }

  @Test(
    "a line that is too long is broken where prettier breaks it",
    arguments: [
      (
        "import { \(long), b } from \"./module\";",
        "import {\n  \(long),\n  b,\n} from \"./module\";"
      ),
      (
        "export function f(\(long): string, b: number) {",
        "export function f(\n  \(long): string,\n  b: number,\n) {"
      ),
      ("  go(\(long)(aa.b, cc.d, e));", "  go(\n    \(long)(aa.b, cc.d, e),\n  );"),
      ("const a = b(\(long) + cccccccc + d);", "const a = b(\n  \(long) + cccccccc + d,\n);"),
      (
        "const a = \(long).ok ? \"first one\" : \"second\";",
        "const a = \(long).ok\n  ? \"first one\"\n  : \"second\";"
      ),
      (
        "const isSet = \(long) || other.is.set;",
        "const isSet =\n  \(long) || other.is.set;"
      ),
      (
        "for (const name of Object.keys(FILTERS) as \(long)[]) {",
        "for (const name of Object.keys(\n  FILTERS,\n) as \(long)[]) {"
      ),
      (
        "if (isSet && \(long) && b) {",
        "if (\n  isSet && \(long) && b\n) {"
      ),
      (
        "function F({ value, other }: { value: \(long) | null }) {",
        "function F({\n  value,\n  other,\n}: {\n  value: \(long) | null;\n}) {"
      ),
      (
        "} satisfies { [Name in keyof \(long)Values]?: Rule[] };",
        "} satisfies {\n  [Name in keyof \(long)Values]?: Rule[];\n};"
      ),
      ("function f(a: \(long), ...rest: b[]) {", "function f(\n  a: \(long),\n  ...rest: b[]\n) {"),
      ("a(\(long)[bbbbbbbbbb][cccccccccc]);", "a(\n  \(long)[bbbbbbbbbb][cccccccccc],\n);"),
      (
        "const a = names.find((name) => \(long)(name));",
        "const a = names.find((name) =>\n  \(long)(name),\n);"
      ),
    ])
  func statements(line: String, broken: String) {
    #expect(TypeScriptReflow.wrap(line) == broken)
  }

  @Test(
    "an element gets a line for each attribute, its text one of its own",
    arguments: [
      (
        "  <Button a=\"\(long)\" onClick={() => f(a)}>",
        "  <Button\n    a=\"\(long)\"\n    onClick={() => f(a)}\n  >"
      ),
      (
        "<p className=\"\(long)\">Some words here</p>",
        "<p className=\"\(long)\">\n  Some words here\n</p>"
      ),
      (
        "{isThere && <Item a=\"\(long)\" b />}",
        "{isThere && (\n  <Item a=\"\(long)\" b />\n)}"
      ),
      (
        "  <b>{\(long).name ?? \(long).id}</b> will be deleted.",
        "  <b>\n    {\(long).name ??\n      \(long).id}\n  </b>{\" \"}\n  will be deleted."
      ),
      (
        "{a.total} {a.total === 1 ? \"\(long)\" : \"more\"}",
        "{a.total}{\" \"}\n{a.total === 1\n  ? \"\(long)\"\n  : \"more\"}"
      ),
      ("#{\(long)\(long).id}", "#\n{\n  \(long)\(long).id\n}"),
      ("  {...props} className=\"\(long)\"", "  {...props} className=\"\(long)\""),
    ])
  func elements(line: String, broken: String) {
    #expect(TypeScriptReflow.wrap(line) == broken)
  }

  @Test("brackets and commas in texts are no brackets and commas")
  func texts() {
    let line = "const a = f(\"a, (b\", \(Self.long), ccccccccc);"
    #expect(
      TypeScriptReflow.wrap(line)
        == "const a = f(\n  \"a, (b\",\n  \(Self.long),\n  ccccccccc,\n);")
  }
}
