import Generators
import Patch
import ProjectModel
import Testing

/// What decides how the table is written, each decision alone.
@Suite struct FrontendModuleDialectTests {
  private let packages = ["@tanstack/react-table": 8, "tailwindcss": 4]

  @Test("the two majors of the table package differ in one file, apart from a bound of types")
  func tables() throws {
    let eight = try SampleModules.Sample(packages: packages).generate()
    var newer = packages
    newer["@tanstack/react-table"] = 9
    let nine = try SampleModules.Sample(packages: newer).generate()
    for file in eight.changes.files {
      let old = try eight.tree.text(file.path)
      let new = try nine.tree.text(file.path)
      guard !file.path.name.elementsEqual("use-data-table.ts".utf8) else {
        #expect(old.contains("return useReactTable({") && old.contains("getCoreRowModel: "))
        #expect(!old.contains("features") && !old.contains("RowData"))
        #expect(new.contains("return useTable({\n    features,") && !new.contains("RowModel"))
        #expect(new.contains("rowSelectionFeature,\n  rowSortingFeature,\n});"))
        continue
      }
      func plain(_ text: String) -> String {
        text.replacing("import type { RowData } from \"@tanstack/react-table\";\n", with: "")
          .replacing("<\n  TData extends RowData,\n>", with: "<TData>")
          .replacing(" extends RowData", with: "").replacing("  type RowData,\n", with: "")
          .replacing("  DataTableFeatures,\n", with: "")
      }
      #expect(plain(new) == old, "\(file.path)")
    }
  }

  @Test("Tailwind's majors share their classes; without it there is a CSS module")
  func styles() throws {
    var older = packages
    older["tailwindcss"] = 3
    let three = try SampleModules.Sample(packages: older).generate()
    let four = try SampleModules.Sample(packages: packages).generate()
    #expect(three.changes == four.changes)
    for file in three.changes.files {
      let text = try three.tree.text(file.path)
      // These changed their meaning, or are younger than the oldest that is written for.
      for name in ["rounded", "shadow", "shadow-sm", "rounded-sm", "outline-none", "ring", "blur"] {
        #expect(!text.contains(" \(name) ") && !text.contains("\"\(name) "), "\(file.path)")
      }
      #expect(!text.contains(" size-") && !text.contains("has-["), "\(file.path)")
    }
    older["tailwindcss"] = nil
    let none = try SampleModules.Sample(packages: older).generate()
    for file in none.changes.files {
      #expect(try !none.tree.text(file.path).contains("className=\""), "\(file.path)")
    }
  }

  @Test("the classes of the CSS module are those that are used")
  func module() throws {
    for components in [[], ["button"]] {
      let sample = SampleModules.Sample(
        packages: ["@tanstack/react-table": 8], components: components)
      let (changes, tree) = try sample.generate()
      var used: Set<String> = []
      for file in changes.files {
        used.formUnion(try tree.text(file.path).matches(of: /styles\.(\w+)/).map { String($0.1) })
      }
      let css = try sample.file("data-table.module.css")
      let defined = css.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        .flatMap { $0.matches(of: /\.([a-z]\w*)/).map { String($0.1) } }
      // The row needs no class of its own where nothing is selected, and `search` only widths.
      #expect(Set(defined) == used, "\(components)")
    }
  }

  @Test("the colours are the theme's where a stylesheet defines them")
  func colours() throws {
    let themed = SampleModules.Sample(packages: packages, hasTheme: true)
    #expect(try themed.file("data-table.tsx").contains("bg-background"))
    #expect(try !themed.file("data-table.tsx").contains("neutral"))
    let plain = SampleModules.Sample(packages: packages)
    #expect(try plain.file("data-table.tsx").contains("bg-white dark:bg-neutral-950"))
    #expect(try !plain.file("data-table.tsx").contains("bg-background"))
    var elsewhere = SampleModules.Sample(packages: packages)
    elsewhere.write("docs/site.css", "--background: 0; --muted-foreground: 0;")
    #expect(try !elsewhere.file("data-table.tsx").contains("bg-background"))
  }

  @Test(
    "each component of the project is used where it stands, and a native element where not",
    arguments: [
      ("checkbox", "data-table-selection.tsx", "components/ui/checkbox", "./data-table-primitives"),
      ("dropdown-menu", "data-table-view-options.tsx", "<DropdownMenuContent", "<details"),
      ("select", "data-table-pagination.tsx", "<SelectTrigger", "<option"),
      ("input", "data-table-toolbar.tsx", "<Input", "<input"),
      ("skeleton", "data-table-skeleton.tsx", "<Skeleton ", "<div"),
      ("table", "data-table.tsx", "<TableHead\n", "<th\n"),
      ("button", "data-table-toolbar.tsx", "components/ui/button", "./data-table-primitives"),
    ])
  func components(name: String, file: String, own: String, native: String) throws {
    let with = try SampleModules.Sample(packages: packages, components: [name]).file(file)
    #expect(with.contains(own) && !with.contains(native))
    let without = try SampleModules.Sample(packages: packages).file(file)
    #expect(without.contains(native) && !without.contains(own))
  }

  @Test(
    "a component that keeps state is used only where it wraps Radix",
    arguments: [
      ("checkbox", "data-table-selection.tsx"), ("dropdown-menu", "data-table-view-options.tsx"),
      ("select", "data-table-pagination.tsx"),
    ])
  func otherBase(name: String, file: String) throws {
    let sample = SampleModules.Sample(
      packages: packages, components: [name],
      wrapped: [name: "import { Menu } from \"@base-ui/react\";"])
    #expect(try !sample.file(file).contains("components/ui/\(name)"))
  }

  @Test("a component that lacks a part is not used")
  func parts() throws {
    var sample = SampleModules.Sample(packages: packages, components: ["select", "table"])
    for index in sample.frontend.components.indices {
      sample.frontend.components[index].exports.removeLast()
    }
    #expect(try sample.file("data-table-pagination.tsx").contains("<option"))
    #expect(try sample.file("data-table.tsx").contains("<tbody>"))
  }

  @Test("a button without shadcn's variants is given none")
  func plainButton() throws {
    var sample = SampleModules.Sample(packages: packages, components: ["button", "dropdown-menu"])
    #expect(try sample.file("data-table-pagination.tsx").contains("variant=\"outline\""))
    #expect(try sample.file("data-table-view-options.tsx").contains("buttonVariants({"))
    sample.frontend.components[0].exports = ["Button"]
    #expect(try sample.file("data-table-pagination.tsx").contains("components/ui/button"))
    #expect(try !sample.file("data-table-pagination.tsx").contains("variant="))
    #expect(try !sample.file("data-table-view-options.tsx").contains("buttonVariants"))
    #expect(try sample.file("data-table-view-options.tsx").contains("<DropdownMenuTrigger class"))
  }

  @Test("without Tailwind only the project's button is used, as it is")
  func classless() throws {
    let sample = SampleModules.Sample(
      packages: ["@tanstack/react-table": 8], components: SampleModules.shadcn.map(\.name))
    let (changes, tree) = try sample.generate()
    for file in changes.files {
      let text = try tree.text(file.path)
      let modules = text.matches(of: /@\/components\/ui\/([\w-]+)/).map { String($0.1) }
      #expect(modules.allSatisfy { $0 == "button" } && !text.contains("variant="))
    }
    #expect(try sample.file("data-table-toolbar.tsx").contains("@/components/ui/button"))
  }
}
