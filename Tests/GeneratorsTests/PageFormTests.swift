import Generators
import Patch
import ProjectModel
import Testing

@Suite struct PageFormTests {
  /// The schema of an entity with some fields, in plain code.
  private func page(
    _ fields: [String], name: String = "product", features: Features = Features()
  ) throws -> GeneratedPage {
    let entity = try EntityDefinition.make(name: name, fields: fields, features: features)
    return try GeneratedPage(entity, in: MemoryTree([:]))
  }

  private static let schema = "_components/forms/product-schema.ts"
  private static let form = "_components/forms/product-form.tsx"

  @Test(
    "a field has the rules that its schema has",
    arguments: [
      ("code:str:12:required:min:3", "code: [required, minLength(3), maxLength(12)],"),
      ("code:str", "code: [maxLength(255)],"),
      ("count:int:required", "count: [required, integer(INT_MIN, INT_MAX)],"),
      ("count:int:min:1:max:9", "count: [integer(1, 9)],"),
      ("ratio:float:max:0.5", "ratio: [number, maximum(0.5)],"),
      ("price:decimal:8,3:min:-1", "price: [decimal(8, 3), minimum(-1)],"),
      ("at:datetime:required", "at: [required, moment],"),
      ("born:date", "born: [day],"),
      ("token:uuid", "token: [uuid],"),
      ("extra:json", "extra: [jsonObject],"),
      ("kind:enum:a,b:required", "kind: [required],"),
    ])
  func rules(field: String, line: String) throws {
    let schema = try page(["name:str:9", field]).text(Self.schema)
    #expect(schema.contains("  \(line)\n"), "\(schema.components(after: "RULES") ?? "")")
  }

  @Test("only rules that are used are declared")
  func declared() throws {
    let schema = try page(["name:str:9:required"]).text(Self.schema)
    for absent in ["integer(", "decimal(", "toUtc", "optional(", "INT_MAX", "jsonObject"] {
      #expect(!schema.contains(absent), "\(absent) is there")
    }
  }

  @Test(
    "what is sent has the type that the contract has",
    arguments: [
      ("code:str:9", "code: values.code.trim() || null,"),
      ("code:str:9:required", "code: values.code.trim(),"),
      ("note:text", "note: values.note || null,"),
      ("count:int:required", "count: Number(values.count),"),
      ("count:int", "count: optional(values.count, Number),"),
      ("done:bool=true", "done: values.done,"),
      ("done:bool", "done: optional(values.done, (choice) => choice === \"true\"),"),
      ("at:datetime:required", "at: toUtc(values.at),"),
      ("at:datetime=now", "at: optional(values.at, toUtc) ?? undefined,"),
      ("born:date=today", "born: values.born.trim() || undefined,"),
      ("token:uuid=random", "token: values.token.trim() || undefined,"),
      ("extra:json={}", "extra: JSON.parse(values.extra),"),
      ("kind:enum:a,b=a", "kind: values.kind as ProductKind,"),
      ("kind:enum:a,b", "kind: (values.kind || null) as ProductKind | null,"),
    ])
  func sent(field: String, line: String) throws {
    let schema = try page(["name:str:9", field]).text(Self.schema)
    #expect(schema.contains("    \(line)\n"), "\(schema.components(after: "sent to add") ?? "")")
  }

  @Test("a new row starts with the defaults; what the backend makes up may be left out")
  func defaults() throws {
    let page = try page([
      "name:str:9=new", "count:int=5", "done:bool=true", "at:datetime=now", "kind:enum:a,b=b",
      "due:datetime=2024-01-31T12:00:00",
    ])
    let schema = try page.text(Self.schema)
    for line in [
      "name: \"new\",", "count: \"5\",", "done: true,", "at: \"\",", "kind: \"b\",",
      "due: toLocalTime(\"2024-01-31T12:00:00Z\"),",
    ] { #expect(schema.contains("  \(line)\n"), "\(line) is missing") }
    #expect(schema.contains("  at: [moment],\n"))
  }

  @Test("a pattern is checked in the browser as the backend checks it")
  func patterns() throws {
    let entity = try EntityDefinition.make(
      name: "product", fields: [#"path:str:9:pattern:^/\d+$"#])
    let page = try GeneratedPage(entity, in: MemoryTree([:]))
    let schema = try page.text(Self.schema)
    #expect(schema.contains(#"path: [maxLength(9), pattern(/^\/\d+$/u)],"#))
  }

  @Test("Arabic is written from right to left, numbers and code are not")
  func directions() throws {
    let form = try page(
      ["name_en:str:9", "note_ar:text", "count:int", "extra:json"],
      features: Features(bilingual: true)
    ).text(Self.form)
    for name in ["nameAr", "noteAr"] {
      let field = try #require(form.components(after: "name=\"\(name)\"")).prefix(upTo: "/>")
      #expect(field.contains("dir=\"rtl\"") && field.contains("lang=\"ar\""))
    }
    for name in ["count", "extra"] {
      let field = try #require(form.components(after: "name=\"\(name)\"")).prefix(upTo: "/>")
      #expect(field.contains("dir=\"ltr\""))
    }
    let english = try #require(form.components(after: "name=\"nameEn\"")).prefix(upTo: "/>")
    #expect(!english.contains("dir="))
  }

  @Test("an entity can have the name of a component, of a variable, or no plural of its own")
  func names() throws {
    let badge = try page(["name:str:9:required"], name: "badge")
    let columns = try badge.tree.text(
      "frontend/app/(pages)/setting/badges/_components/table/columns.tsx")
    #expect(columns.contains("import type { Badge as BadgeRecord } from"))
    #expect(columns.contains("ColumnDef<BadgeRecord>[]"))
    let form = try page(["name:str:9:required"], name: "form")
    let edit = try form.tree.text(
      "frontend/app/(pages)/setting/forms/_components/modals/edit-form-sheet.tsx")
    #expect(edit.contains("dialog.record"))
    let sheep = try page(
      ["name:str:9:required"], name: "sheep", features: Features(active: true))
    let calls = try sheep.tree.text("frontend/app/(pages)/setting/sheep/_lib/sheep-api.ts")
    #expect(calls.contains("setSheepActive(") && calls.contains("setManySheepActive("))
  }

  @Test("lines are at most 80 columns wide, but for classes and texts")
  func widths() throws {
    let entity = try EntityDefinition.make(
      name: "shipping cost change",
      fields: [
        "international_description_en:str:64:required", "adjustment_amount:decimal:12,4:required",
        "approval_state:enum:waiting,approved,refused=waiting", "effective_until_moment:datetime",
        "category:ref:Category:restrict",
      ], features: Features(bilingual: true, active: true))
    for frontend in [SampleFrontends.shopPage(), SampleFrontends.fullPage()] {
      for (path, text) in try GeneratedPage(
        entity, generatesBackend: false, frontend: frontend
      ).files() {
        for line in text.split(separator: "\n") where line.count > 80 {
          let isText =
            line.contains("className=\"") || line.contains("? \"") || line.contains(": \"")
          #expect(isText || line.contains(" from \""), "\(path): \(line)")
        }
      }
    }
  }
}
