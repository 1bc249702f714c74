internal import ProjectModel

/// How a page is written in one frontend: what is installed there decides.
struct PageDialect {
  /// Where classes come from.
  enum Styles: Hashable {
    /// Tailwind of a major version, with the colours of the project's theme or of its palette.
    case tailwind(major: Int, themed: Bool)
    /// A CSS module beside the page.
    case module
  }

  /// The primitives of `components/ui` that can be used, by name.
  let primitives: [PagePrimitive: UIComponent]
  /// Whether the project's button has variants.
  let hasVariants: Bool
  /// Where classes come from.
  let styles: Styles
  /// Whether zod checks the form.
  let hasZod: Bool
  /// Whether React Hook Form keeps its state.
  let hasHookForm: Bool
  /// Whether messages go to sonner.
  let hasToasts: Bool
  /// The major version of TanStack Table.
  let table: Int
  /// The project's table, with what it can do.
  let dataTable: PageDataTable
  private let frontend: Frontend

  /// - Throws: when there is no table component.
  init(_ frontend: Frontend) throws(GenerationError) {
    guard let found = frontend.dataTable?.value else {
      throw .missingComponent("DataTable", module: Self.expectedModule(frontend))
    }
    self.frontend = frontend
    var primitives: [PagePrimitive: UIComponent] = [:]
    for primitive in PagePrimitive.allCases {
      primitives[primitive] = frontend.components.first { component in
        component.name == primitive.rawValue
          && Set(component.exports).isSuperset(of: primitive.exports)
      }
    }
    self.primitives = primitives
    hasVariants = primitives[.button]?.exports.contains("buttonVariants") ?? false
    let tailwind = frontend.major(of: "tailwindcss")
    styles = tailwind.map { .tailwind(major: $0, themed: primitives[.button].isThemed) } ?? .module
    hasZod = frontend.major(of: "zod") != nil
    hasHookForm =
      hasZod && frontend.major(of: "react-hook-form") != nil
      && frontend.major(of: "@hookform/resolvers") != nil
    hasToasts = frontend.major(of: "sonner") != nil
    table = frontend.major(of: "@tanstack/react-table") ?? 8
    dataTable = PageDataTable(found)
  }

  private static func expectedModule(_ frontend: Frontend) -> String {
    (frontend.aliases.first?.prefix ?? "@/") + "components/data-table"
  }

  /// Whether the project has a primitive.
  func has(_ primitive: PagePrimitive) -> Bool { primitives[primitive] != nil }

  // MARK: Words

  /// What the project lacks of what a page uses, each with the command that adds it.
  func warnings(uses: Set<PagePrimitive>, _ absences: FrontendAbsences) -> [String] {
    let components = PagePrimitive.allCases.filter { uses.contains($0) && !has($0) }
    var packages: [String] = []
    if case .module = styles { packages.append("tailwindcss") }
    if !hasZod { packages.append("zod") }
    if !hasHookForm { packages += ["react-hook-form", "@hookform/resolvers"] }
    if !hasToasts { packages.append("sonner") }
    return [absences.components(components.map(\.rawValue)), absences.packages(packages)]
      .compactMap { $0 } + dataTable.warnings
  }
}

extension UIComponent? {
  /// Whether it is styled by the theme's variables, as shadcn's are.
  fileprivate var isThemed: Bool { self?.exports.contains("buttonVariants") ?? false }
}

/// The parts of `components/ui` that a page can be made of.
enum PagePrimitive: String, CaseIterable {
  case badge
  case button
  case checkbox
  case dialog
  case input
  case label
  case select
  case sheet
  case skeleton
  case `switch`
  case textarea

  /// What its module must export to be used.
  var exports: [String] {
    switch self {
    case .badge: ["Badge"]
    case .button: ["Button"]
    case .checkbox: ["Checkbox"]
    case .dialog:
      [
        "Dialog", "DialogContent", "DialogDescription", "DialogFooter", "DialogHeader",
        "DialogTitle",
      ]
    case .input: ["Input"]
    case .label: ["Label"]
    case .select: ["Select", "SelectContent", "SelectItem", "SelectTrigger", "SelectValue"]
    case .sheet: ["Sheet", "SheetContent", "SheetDescription", "SheetHeader", "SheetTitle"]
    case .skeleton: ["Skeleton"]
    case .switch: ["Switch"]
    case .textarea: ["Textarea"]
    }
  }
}
