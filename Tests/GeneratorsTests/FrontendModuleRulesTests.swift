import Generators
import Patch
import ProjectModel
import Testing

/// What holds of the table in every dialect.
@Suite struct FrontendModuleRulesTests {
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
