import Generators
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct FrontendModuleTests {
  @Test("the table is what the goldens say", arguments: ["tailwind", "themed", "bare"])
  func goldens(name: String) throws {
    let samples = [
      "tailwind": SampleModules.tailwind, "themed": SampleModules.themed,
      "bare": SampleModules.bare,
    ]
    let (changes, tree) = try #require(samples[name]).generate()
    var golden = Golden("data-table-\(name)")
    for path in changes.changes.map(\.path) where !path.isBelow(".backstitch/pristine") {
      golden.check(path.description, try tree.text(path))
    }
    golden.finish()
  }

  @Test("a pristine is the generated text, and the lock names every file with its template")
  func records() throws {
    let (changes, tree) = try SampleModules.bare.generate()
    #expect(changes.files.count == 13)
    for file in changes.files {
      #expect(try tree.text(file.path) == tree.text(ProjectFiles.pristine(of: file.path)))
    }
    let bytes = try #require(
      try tree.contents(of: ".backstitch/lock/frontend-module-data-table.json"))
    let lock = try LockFile(reading: bytes)
    #expect(lock.name == "frontend-module-data-table")
    #expect(Set(lock.outputs.map(\.path)) == Set(changes.files.map(\.path)))
    #expect(lock.outputs.allSatisfy { $0.generator == "scaffold/frontend-module" })
    #expect(Set(lock.outputs.map(\.template)).count == 13)
  }

  @Test("generating again changes nothing")
  func again() throws {
    var sample = SampleModules.tailwind
    let (first, tree) = try sample.generate()
    #expect(first.files.allSatisfy { $0.state == .made })
    #expect(first.notes.isEmpty && first.warnings.isEmpty && first.layers.isEmpty)
    #expect(
      first.nextSteps == [
        "backstitch status  # entities that lack a page; 'backstitch generate data-table NAME'"
          + " makes one, which imports DataTable from \"@/components/data-table\""
      ])
    for file in first.files { sample.write(file.path, try tree.text(file.path)) }
    let (second, _) = try sample.generate()
    #expect(second.changes.isEmpty && second.nextSteps.isEmpty && second.warnings.isEmpty)
    #expect(second.files.map(\.path) == first.files.map(\.path))
    #expect(second.files.allSatisfy { $0.state == .adopted })
  }

  @Test("what stands in the directory stays, and only missing files are made")
  func partial() throws {
    var sample = SampleModules.tailwind
    sample.write("web/components/data-table/data-table-labels.ts", "// mine\n")
    sample.write("web/components/data-table/filters.tsx", "// mine\n")
    let (changes, tree) = try sample.generate()
    let adopted = changes.files.filter { $0.state == .adopted }
    #expect(adopted.map(\.path) == ["web/components/data-table/data-table-labels.ts"])
    #expect(changes.files.count == 12)
    #expect(try tree.text("web/components/data-table/data-table-labels.ts") == "// mine\n")
    #expect(
      changes.notes == [
        "web/components/data-table has files already (data-table-labels.ts, filters.tsx): they are"
          + " left as they are"
      ])
    let lock = try LockFile(
      reading: try #require(
        try tree.contents(of: ".backstitch/lock/frontend-module-data-table.json")))
    #expect(lock.outputs.count == 11)
  }

  @Test("an index that stands there is not edited, and a note says what it has to export")
  func index() throws {
    var sample = SampleModules.tailwind
    sample.write("web/components/data-table/index.ts", "export {};\n")
    let (changes, tree) = try sample.generate()
    #expect(try tree.text("web/components/data-table/index.ts") == "export {};\n")
    #expect(changes.notes.first?.hasSuffix("export DataTable from \"./data-table\"") == true)
  }

  @Test("what is missing later joins the lock that stands there")
  func later() throws {
    var sample = SampleModules.tailwind
    let (first, tree) = try sample.generate()
    let lost: RelativePath = "web/components/data-table/data-table-toolbar.tsx"
    let lock: RelativePath = ".backstitch/lock/frontend-module-data-table.json"
    for path in first.files.map(\.path) + [lock] where path != lost {
      sample.write(path, try tree.text(path))
    }
    let (second, after) = try sample.generate()
    #expect(second.files.filter { $0.state == .made }.map(\.path) == [lost])
    #expect(try after.text(lock) == tree.text(lock))
    sample.write(lock, "not JSON")
    #expect(throws: GenerationError.self) { try sample.generate() }
  }

  @Test("a frontend that has a table gets nothing, and is told where it is")
  func standing() throws {
    var sample = SampleModules.tailwind
    sample.frontend.dataTable = Found(
      DataTableComponent(ModuleSymbol("@/components/grid", "DataTable"), props: ["columns"]),
      .certain, [Evidence("web/components/grid.tsx", 12, "export function DataTable")])
    let (changes, _) = try sample.generate()
    #expect(changes.changes.isEmpty && changes.files.isEmpty)
    #expect(
      changes.notes == [
        "DataTable is there already, in @/components/grid (web/components/grid.tsx:12): nothing to"
          + " do"
      ])
  }

  @Test("an unknown module is refused with those there are")
  func unknown() throws {
    do {
      _ = try SampleModules.tailwind.generate("data-grid")
      Issue.record("nothing was refused")
    } catch let error as GenerationError {
      #expect(
        error.description
          == "there is no frontend module 'data-grid'; choose one of: data-table, forms, modals,"
          + " auth-pages, navigation")
      #expect(error.findings.map(\.kind) == [.refused])
    }
  }

  @Test("without an alias of the project, its use is shown relative to the pages")
  func relative() throws {
    var sample = SampleModules.tailwind
    sample.frontend.aliases = []
    let steps = try sample.generate().changes.nextSteps
    #expect(
      steps.first?.hasSuffix("imports DataTable from \"../components/data-table\"") == true)
  }

  // MARK: What the frontend lacks

  @Test(
    "a missing table package is a warning with the package manager's command",
    arguments: [
      ("web/package-lock.json", "npm install"), ("web/pnpm-lock.yaml", "pnpm add"),
      ("yarn.lock", "yarn add"), ("web/bun.lock", "bun add"), ("web/nothing", "npm install"),
    ])
  func missingPackage(file: String, command: String) throws {
    var sample = SampleModules.Sample(packages: ["tailwindcss": 4])
    sample.write(try RelativePath(file), "")
    let (changes, _) = try sample.generate()
    #expect(
      changes.warnings == [
        "@tanstack/react-table is not installed; add it with 'cd web && \(command)"
          + " @tanstack/react-table@^8.21.3'"
      ])
    #expect(try sample.file("use-data-table.ts").contains("useReactTable"))
  }

  @Test("a major that is not known is a warning", arguments: [(7, "8"), (10, "9")])
  func unknownMajor(major: Int, written: String) throws {
    let sample = SampleModules.Sample(
      packages: ["@tanstack/react-table": major, "tailwindcss": 4])
    #expect(
      try sample.generate().changes.warnings == [
        "@tanstack/react-table \(major) is installed, and the table is written for \(written): look"
          + " at use-data-table.ts"
      ])
  }

  @Test("where shadcn's theme is, absent components are a warning with its command")
  func missingComponents() throws {
    var sample = SampleModules.Sample(
      packages: ["@tanstack/react-table": 8, "tailwindcss": 4], components: ["button", "table"],
      hasTheme: true)
    sample.write("web/pnpm-lock.yaml", "")
    let warnings = try sample.generate().changes.warnings
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.contains(
        "'cd web && pnpm dlx shadcn@latest add checkbox dropdown-menu input select skeleton'")
        == true)
    #expect(try SampleModules.themed.generate().changes.warnings.isEmpty)
    #expect(try SampleModules.tailwind.generate().changes.warnings.isEmpty)
  }
}
