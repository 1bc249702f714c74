import Generators
import Patch
import ProjectModel

/// The frontends that the table component is generated into.
enum SampleModules {
  /// shadcn's components as they are: what they export, and what they wrap.
  static let shadcn: [(name: String, exports: [String], source: String)] = [
    ("button", ["Button", "buttonVariants"], "import { Slot } from \"@radix-ui/react-slot\";"),
    ("checkbox", ["Checkbox"], "import * as CheckboxPrimitive from \"@radix-ui/react-checkbox\";"),
    (
      "dropdown-menu",
      [
        "DropdownMenu", "DropdownMenuCheckboxItem", "DropdownMenuContent", "DropdownMenuTrigger",
      ], "import * as DropdownMenuPrimitive from \"@radix-ui/react-dropdown-menu\";"
    ),
    ("input", ["Input"], ""),
    (
      "select", ["Select", "SelectContent", "SelectItem", "SelectTrigger", "SelectValue"],
      "import { Select as SelectPrimitive } from \"radix-ui\";"
    ),
    ("skeleton", ["Skeleton"], ""),
    ("table", ["TableBody", "TableCell", "TableHead", "TableHeader", "TableRow"], ""),
  ]

  /// The shop's frontend without its table.
  static let tailwind = Sample(packages: ["@tanstack/react-table": 8, "tailwindcss": 4])
  /// One with all of shadcn's components and its theme, and the newer table.
  static let themed = Sample(
    packages: ["@tanstack/react-table": 9, "tailwindcss": 4],
    components: shadcn.map(\.name), hasTheme: true)
  /// One below `src/` with nothing of all that.
  static let bare = Sample(packages: [:], source: "src")

  /// A frontend in `web/` and its tree.
  struct Sample {
    /// What detection would say.
    var frontend: Frontend
    /// The files that the agent looks at.
    var tree: MemoryTree

    /// - Parameters:
    ///   - components: Of shadcn's, by name.
    ///   - wrapped: What a component wraps, where it is not what shadcn's does.
    init(
      packages: [String: Int], source: RelativePath? = nil, components: [String] = [],
      hasTheme: Bool = false, wrapped: [String: String] = [:]
    ) {
      frontend = SampleFrontends.frontend(root: "web", source: source)
      frontend.packages = packages
      tree = MemoryTree(["web/package.json": .file(.init(contents: Array("{}".utf8)))])
      for (name, exports, text) in SampleModules.shadcn where components.contains(name) {
        let path = RelativePath(unchecked: Array("web/components/ui/\(name).tsx".utf8))
        frontend.components.append(
          UIComponent(name: name, module: "@/components/ui/\(name)", exports: exports, path: path))
        write(path, wrapped[name] ?? text)
      }
      let theme = ":root {\n  --background: white;\n  --muted-foreground: grey;\n}\n"
      write("web/app/globals.css", "@import \"tailwindcss\";\n" + (hasTheme ? theme : ""))
    }

    /// Puts a file into the tree.
    mutating func write(_ path: RelativePath, _ text: String) {
      tree.nodes[path] = .file(.init(contents: Array(text.utf8)))
    }

    /// The component, and the tree with it.
    func generate(
      _ module: String = "data-table"
    ) throws -> (changes: GeneratedChanges, tree: StagedTree) {
      let changes = try FrontendModuleAgent.generate(module, frontend: frontend, tree: tree)
      var staged = StagedTree(base: tree)
      for change in changes.changes { try staged.stage(change) }
      return (changes, staged)
    }

    /// One file of the component.
    func file(_ name: String) throws -> String {
      let (changes, tree) = try generate()
      let file = changes.files.first { $0.path.name.elementsEqual(name.utf8) }
      return try file.map { try tree.text($0.path) } ?? ""
    }
  }
}
