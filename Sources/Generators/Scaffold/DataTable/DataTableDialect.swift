internal import Patch
internal import ProjectModel

/// What decides how the table's files are written.
struct DataTableDialect {
  /// TanStack Table's two programming interfaces.
  enum Table {
    /// One hook with every feature.
    case eight
    /// A hook that is given the features it has.
    case nine
  }

  /// What the classes are.
  enum Style {
    /// Tailwind's, with its own greys.
    case tailwind
    /// Tailwind's, with the colours of shadcn's theme: `bg-background`.
    case themed
    /// Those of a CSS module.
    case module
  }

  /// TanStack Table's.
  var table: Table
  /// What the classes are.
  var style: Style
  /// The project's components that are used.
  var primitives: DataTablePrimitives

  /// That of a new frontend, which has all components.
  static let scaffolded = DataTableDialect(
    table: .eight, style: .themed, primitives: .scaffolded)

  private init(table: Table, style: Style, primitives: DataTablePrimitives) {
    self.table = table
    self.style = style
    self.primitives = primitives
  }

  /// What a frontend asks for; the older table where none is installed.
  init(_ frontend: Frontend, tree: some ReadableTree) throws(TreeError) {
    table = frontend.major(of: Self.package).map { $0 >= 9 } == true ? .nine : .eight
    if frontend.major(of: "tailwindcss") == nil {
      style = .module
    } else {
      style = try Self.hasTheme(frontend, tree) ? .themed : .tailwind
    }
    primitives = try DataTablePrimitives(
      frontend, hasTailwind: style != .module, tree: tree)
  }

  /// The package that the table is built on.
  static let package = "@tanstack/react-table"

  /// Whether a stylesheet of the frontend defines shadcn's colours.
  static func hasTheme(
    _ frontend: Frontend, _ tree: some ReadableTree
  ) throws(TreeError) -> Bool {
    for path in try tree.files() where frontend.root.map(path.isBelow) ?? true {
      guard path.bytes.suffix(4).elementsEqual(".css".utf8),
        let bytes = try tree.contents(of: path)
      else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains("--muted-foreground") && text.contains("--background") { return true }
    }
    return false
  }
}
