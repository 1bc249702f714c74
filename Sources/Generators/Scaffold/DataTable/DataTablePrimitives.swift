internal import Patch
internal import ProjectModel

/// The components of the project that the table is made of; nil: native elements stand in.
///
/// What a component exports says too little about its props, so those that keep state are used only
/// where they wrap Radix, as shadcn's do: on another base they are called otherwise.
struct DataTablePrimitives: Hashable {
  /// How buttons are made.
  enum Button: Hashable {
    /// The project's, with shadcn's variants; the module.
    case variants(String)
    /// The project's, which takes what `<button>` takes; the module.
    case plain(String)
    /// The table's own.
    case own
  }

  /// How buttons are made.
  var button: Button = .own
  /// The module of `Checkbox`.
  var checkbox: String?
  /// The module of `Input`.
  var input: String?
  /// The module of `DropdownMenu` and its parts.
  var menu: String?
  /// The module of `Select` and its parts.
  var select: String?
  /// The module of `Skeleton`.
  var skeleton: String?
  /// The module of `TableRow` and its like.
  var table: String?

  /// Those of a new frontend.
  static let scaffolded: DataTablePrimitives = {
    func module(_ name: String) -> String { "@/components/ui/\(name)" }
    var primitives = DataTablePrimitives()
    primitives.button = .variants(module("button"))
    primitives.checkbox = module("checkbox")
    primitives.input = module("input")
    primitives.menu = module("dropdown-menu")
    primitives.select = module("select")
    primitives.skeleton = module("skeleton")
    primitives.table = module("table")
    return primitives
  }()

  private init() {}

  /// What shadcn's command calls the absent ones.
  var missing: [String] {
    let names = [
      "button": button == .own ? nil : "", "checkbox": checkbox, "dropdown-menu": menu,
      "input": input, "select": select, "skeleton": skeleton, "table": table,
    ]
    return names.filter { $0.value == nil }.keys.sorted()
  }

  /// Whether the table has a file of elements of its own.
  var needsOwn: Bool { button == .own || checkbox == nil }

  /// The names that are imported of `components/ui/dropdown-menu`.
  static let menuParts = [
    "DropdownMenu", "DropdownMenuCheckboxItem", "DropdownMenuContent", "DropdownMenuTrigger",
  ]
  /// The names that are imported of `components/ui/select`.
  static let selectParts = [
    "Select", "SelectContent", "SelectItem", "SelectTrigger", "SelectValue",
  ]
  /// The names that are imported of `components/ui/table`.
  static let tableParts = ["TableBody", "TableCell", "TableHead", "TableHeader", "TableRow"]

  /// Looks through a frontend's components.
  ///
  /// - Parameter hasTailwind: Without it, only a button is used: the others are given classes.
  init(
    _ frontend: Frontend, hasTailwind: Bool, tree: some ReadableTree
  ) throws(TreeError) {
    func find(_ name: String, _ exports: [String]) -> UIComponent? {
      frontend.components.first { component in
        component.name == name && exports.allSatisfy(component.exports.contains)
      }
    }
    func radix(_ name: String, _ exports: [String]) throws(TreeError) -> String? {
      guard let component = find(name, exports),
        let bytes = try tree.contents(of: component.path)
      else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      let isRadix = ["\"@radix-ui/", "'@radix-ui/", "\"radix-ui\"", "'radix-ui'"].contains {
        text.contains($0)
      }
      return isRadix ? component.module : nil
    }
    if let module = find("button", ["Button"])?.module {
      let hasVariants = hasTailwind && find("button", ["Button", "buttonVariants"]) != nil
      button = hasVariants ? .variants(module) : .plain(module)
    }
    guard hasTailwind else { return }
    checkbox = try radix("checkbox", ["Checkbox"])
    input = find("input", ["Input"])?.module
    menu = try radix("dropdown-menu", Self.menuParts)
    select = try radix("select", Self.selectParts)
    skeleton = find("skeleton", ["Skeleton"])?.module
    table = find("table", Self.tableParts)?.module
  }
}
