import SourceEdits
import Testing

/// Edits piled on each other in generated files, and taken back in two orders.
struct EditSequenceTests {
  /// A small generator with a seed to repeat a failure (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  @Test(arguments: UInt64(0)..<150)
  func `edits in any number come back byte by byte, last first`(_ seed: UInt64) throws {
    var generator = Generator(state: seed)
    let original = Self.file(&generator)
    var text = original
    var undo: [[StructuredEdit]] = []
    for edit in Self.edits(&generator) {
      let applied = try edit.apply(to: text)
      #expect(applied.changed, "seed \(seed): \(edit)")
      #expect(try !edit.apply(to: applied.text).changed, "seed \(seed): \(edit)")
      undo.append(applied.inverse)
      text = applied.text
    }
    for edit in undo.reversed().joined() { text = try edit.apply(to: text).text }
    #expect(text.string == original.string, "seed \(seed)")
  }

  @Test(arguments: UInt64(0)..<150)
  func `edits come back in any order, each without the others`(_ seed: UInt64) throws {
    var generator = Generator(state: seed)
    let original = Self.file(&generator)
    let edits = Self.edits(&generator)
    var text = original
    var undo: [(edit: StructuredEdit, inverse: [StructuredEdit])] = []
    for edit in edits {
      let applied = try edit.apply(to: text)
      undo.append((edit, applied.inverse))
      text = applied.text
    }
    undo.shuffle(using: &generator)
    while let last = undo.popLast() {
      for edit in last.inverse {
        let applied = try edit.apply(to: text)
        #expect(applied.changed, "seed \(seed): \(edit)\n\(text.string)")
        text = applied.text
      }
      for other in undo {
        #expect(try !other.edit.apply(to: text).changed, "seed \(seed): \(other.edit) is gone")
      }
    }
    #expect(
      try Self.content(text) == Self.content(original),
      "seed \(seed):\n\(original.string)\n---\n\(text.string)")
  }

  /// The statements without placeholders: which edit found one, only that edit can bring back.
  private static func content(_ text: [UInt8]) throws -> [String] {
    let outline = try PythonOutline(text)
    return outline.statements.compactMap { node in
      let text = outline.compactText(of: node.tokens)
      return text == "pass" || text == "..." ? nil : text
    }
  }

  // MARK: - Files

  private static func file(_ generator: inout Generator) -> [UInt8] {
    var lines: [String] = []
    if Bool.random(using: &generator) { lines += ["\"\"\"A module.\"\"\"", ""] }
    if Bool.random(using: &generator) { lines += ["import os", "from typing import Any", ""] }
    let style = Int.random(in: 0..<7, using: &generator)
    let unit = Bool.random(using: &generator) ? "    " : "\t"
    lines += registrar(style, unit: unit)
    lines += ["", ""]
    lines +=
      [
        ["class Base:", "\(unit)pass"],
        ["class Base:", "\(unit)\"\"\"Doc.\"\"\"", "\(unit)id = 1"],
        ["class Base: ..."], ["class Base:", "\(unit)def f(self):", "\(unit)\(unit)return 1"],
      ].randomElement(using: &generator) ?? []
    if Bool.random(using: &generator) {
      lines += ["", "", "if __name__ == \"__main__\":", "\(unit)main()"]
    }
    if Bool.random(using: &generator) { lines.append("") }
    let ending = ["\n", "\r\n", "\n"].randomElement(using: &generator) ?? "\n"
    let mark = Int.random(in: 0..<4, using: &generator) == 0 ? "\u{FEFF}" : ""
    return (mark + lines.joined(separator: ending)).bytes
  }

  private static func registrar(_ style: Int, unit: String) -> [String] {
    let two = ["from app.routers import items, users", ""]
    switch style {
    case 0: return ["from fastapi import FastAPI", "", "app = FastAPI()"]
    case 1:
      return two + ["app.include_router(items.router)", "app.include_router(users.router)"]
    case 2:
      return ["def register_routers(app):", "\(unit)\"\"\"Routers.\"\"\"", "\(unit)pass  # none"]
    case 3: return two + ["ROUTERS = [items.router, users.router]"]
    case 4:
      return two + ["ROUTERS = [", "\(unit)items.router,", "\(unit)users.router  # u", "]"]
    case 5:
      return [
        "from app.routers.users import router as users_router", "", "",
        "def create_app():", "\(unit)app = FastAPI()", "\(unit)# Users",
        "\(unit)app.include_router(users_router, prefix='/users')", "\(unit)return app",
      ]
    default: return ["def register_routers(app): pass"]
    }
  }

  private static func edits(_ generator: inout Generator) -> [StructuredEdit] {
    var edits: [StructuredEdit] = []
    for name in ["order", "product", "shop", "aisle"] {
      edits.append(
        .registerRouter(
          RouterEdit(module: "app.routers.\(name)", symbol: "router", prefix: "/\(name)")))
      edits.append(
        .appendClass(
          ClassEdit(
            name: name.uppercased(), source: "class \(name.uppercased())(Base):\n    id = 1\n")))
      edits.append(
        .addAttribute(
          AttributeEdit(className: "Base", name: name, source: "\(name) = relation(\"\(name)\")\n"))
      )
      edits.append(.addImport(ImportEdit(module: "lib.things", name: "make_\(name)")))
    }
    edits.append(.addImport(ImportEdit(module: "decimal", name: "Decimal")))
    edits.append(.addImport(ImportEdit(module: "json")))
    edits.shuffle(using: &generator)
    return Array(edits.prefix(Int.random(in: 1...edits.count, using: &generator)))
  }
}
