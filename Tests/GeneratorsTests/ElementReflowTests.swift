@testable import Generators
import Testing

@Suite struct ElementReflowTests {
  private let long = String(repeating: "x", count: 80)

  @Test("what fits stays as it is, and so does what is no element")
  func fits() {
    for text in [
      "<div className={a}>\n", "// \(long) (a, b)\n", "  <b>\(long) < c", "<\(long)",
    ] {
      #expect(TypeScriptReflow.wrap(text) == text)
    }
  }

  @Test("an opening tag that does not fit has an attribute a line")
  func attributes() {
    let line = "  <th scope=\"col\" title={f({ a: \"> b\" })} {...props} className=\"\(long)\">"
    #expect(
      TypeScriptReflow.wrap(line) == """
          <th
            scope="col"
            title={f({ a: "> b" })}
            {...props}
            className="\(long)"
          >
        """)
    #expect(
      TypeScriptReflow.wrap("<Icon path={a} className=\"\(long)\" />") == """
        <Icon
          path={a}
          className="\(long)"
        />
        """)
  }

  @Test("a single string stays with its tag, a single expression does not")
  func single() {
    #expect(TypeScriptReflow.wrap("<p className=\"\(long)\">") == "<p className=\"\(long)\">")
    #expect(
      TypeScriptReflow.wrap("<p className={\(long)}>") == "<p\n  className={\n    \(long)\n  }\n>")
  }

  @Test("what is between the tags goes to a line of its own")
  func children() {
    #expect(
      TypeScriptReflow.wrap(" <i className=\"\(long)\">{a}</i>")
        == " <i className=\"\(long)\">\n   {a}\n </i>")
  }

  @Test("an element that is returned gets parentheses")
  func returned() {
    #expect(
      TypeScriptReflow.wrap("  return <b className=\"\(long)\" />;")
        == "  return (\n    <b className=\"\(long)\" />\n  );")
  }
}

@Suite struct TypeScriptImportTests {
  @Test("an import of types says so, and a long one is broken")
  func lines() {
    #expect(
      TypeScriptImport(module: "a", types: ["B"]).lines == ["import type { B } from \"a\";"])
    #expect(
      TypeScriptImport(module: "a", values: ["b"], types: ["C"]).lines
        == ["import { b, type C } from \"a\";"])
    #expect(
      TypeScriptImport(module: "./a.css", standard: "styles").lines
        == ["import styles from \"./a.css\";"])
    let name = String(repeating: "x", count: 60)
    #expect(
      TypeScriptImport(module: "m", values: [name], types: ["T"]).lines
        == ["import {", "  \(name),", "  type T,", "} from \"m\";"])
  }

  @Test("a line of 80 columns fits, one of 81 does not")
  func width() {
    func lines(_ count: Int) -> Int {
      TypeScriptImport(module: "m", values: [String(repeating: "x", count: count)]).lines.count
    }
    // `import { ` and ` } from "m";`
    #expect(lines(59) == 1)
    #expect(lines(60) == 3)
  }
}
