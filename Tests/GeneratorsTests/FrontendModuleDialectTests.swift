import Generators
import Patch
import ProjectModel
import Testing

/// What decides how the table is written: each decision alone, and what holds for all of them.
@Suite struct FrontendModuleDialectTests {
  private let packages = ["@tanstack/react-table": 8, "tailwindcss": 4]

  // MARK: Decisions

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

  // MARK: What holds for all

  /// Both tables in every style with none and all of the components, then with each alone and all
  /// but each.
  private static var all: [SampleModules.Sample] {
    func sample(
      _ table: Int, _ tailwind: Int?, _ hasTheme: Bool, _ components: [String]
    ) -> SampleModules.Sample {
      var packages = ["@tanstack/react-table": table]
      packages["tailwindcss"] = tailwind
      return SampleModules.Sample(
        packages: packages, components: components, hasTheme: hasTheme)
    }
    let names = SampleModules.shadcn.map(\.name)
    let styles: [(tailwind: Int?, hasTheme: Bool)] = [(nil, false), (4, false), (4, true)]
    let whole = [8, 9].flatMap { table in
      styles.flatMap { style in
        [[], names].map { sample(table, style.tailwind, style.hasTheme, $0) }
      }
    }
    return whole + names.map { sample(8, 4, false, [$0]) }
      + names.map { name in sample(9, 4, true, names.filter { $0 != name }) }
  }

  @Test("what a file imports of another, the other exports, and everything is used")
  func imports() throws {
    for sample in Self.all {
      let (changes, tree) = try sample.generate()
      let files = try Dictionary(
        uniqueKeysWithValues: changes.files.map {
          (String(decoding: $0.path.name, as: UTF8.self), try tree.text($0.path))
        })
      for (name, text) in files where !name.hasSuffix(".css") {
        for found in text.matches(of: /import (?:type )?\{([^}]*)\} from "([^"]*)"/) {
          let names = found.1.split { ", \n".contains($0) }.map(String.init).filter { $0 != "type" }
          let body = text.replacing(String(found.0), with: "")
          let words = Set(body.split { !$0.isLetter && !$0.isNumber }.map(String.init))
          for word in names where !words.contains(word) {
            Issue.record("\(name) does not use \(word)")
          }
          guard found.2.hasPrefix("./") else { continue }
          let other = files["\(found.2.dropFirst(2)).tsx"] ?? files["\(found.2.dropFirst(2)).ts"]
          let exports = (other ?? "").matches(of: /export (?:const|function|type|interface) (\w+)/)
          #expect(Set(names).isSubset(of: exports.map { String($0.1) }), "\(name)")
        }
      }
    }
  }

  @Test("what keeps state or is clicked is a client component")
  func clients() throws {
    for sample in Self.all {
      let (changes, tree) = try sample.generate()
      for file in changes.files {
        let text = try tree.text(file.path)
        let isInteractive =
          text.contains(/\son[A-Z][A-Za-z]+=\{/) || text.contains(/use[A-Z][A-Za-z]+\(/)
        #expect(!isInteractive || text.hasPrefix("\"use client\";\n"), "\(file.path)")
      }
    }
  }

  @Test("nothing is left or right: the table mirrors where text runs from right to left")
  func directions() throws {
    let physical =
      /[\s":](?:-?(?:ml|mr|pl|pr|left|right)-|text-(?:left|right)|border-[lr]\b|rounded-[lr]-)/
    for sample in Self.all {
      let (changes, tree) = try sample.generate()
      for file in changes.files {
        let text = try tree.text(file.path)
        if let found = text.firstMatch(of: physical) {
          Issue.record("\(file.path) has \(found.0)")
        }
        #expect(!text.contains(/(?:margin|padding|border)-(?:left|right)|(?:left|right):/))
      }
      #expect(try tree.text(#require(changes.files.first).path).contains("DataTable"))
      let icons = try sample.file("data-table-icons.tsx")
      #expect(icons.contains("rtl:-scale-x-100") || icons.contains("styles.directedIcon"))
    }
  }

  @Test("lines have at most 80 columns, where no single string is longer")
  func widths() throws {
    for sample in Self.all {
      let (changes, tree) = try sample.generate()
      for file in changes.files {
        let text = try tree.text(file.path)
        #expect(!text.contains("{{") && !text.contains("}}}") && !text.contains("className=\"\""))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"))
        for line in text.split(separator: "\n") where line.count > 80 {
          #expect(line.contains(/^ *(?:<[\w.]+ )?className="[^"]*"(?: \/)?>?$/), "\(line)")
        }
      }
    }
  }

  @Test("the props are those that pages pass")
  func props() throws {
    for sample in Self.all {
      let text = try sample.file("data-table.tsx")
      let declaration = try #require(
        text.firstMatch(of: /export interface DataTableProps<TData[^>]*> \{\n([^}]*)\n\}/))
      let props = declaration.1.matches(of: /(?m)^  (\w+\??):/).map { String($0.1) }
      #expect(
        props == [
          "columns", "data", "getRowId?", "sorting?", "onSortingChange?", "rowSelection?",
          "onRowSelectionChange?", "pagination?", "onPaginationChange?", "rowCount?", "isLoading?",
          "emptyMessage?", "toolbar?",
        ])
    }
  }
}
