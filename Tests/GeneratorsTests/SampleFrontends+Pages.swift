import Patch
// The memberwise initialiser.
@testable import ProjectModel

extension SampleFrontends {
  /// The table of the shop: it sorts and selects, and has no pager.
  static let shopTable = DataTableComponent(
    ModuleSymbol("@/components/data-table", "DataTable"),
    props: [
      "columns", "data", "getRowId", "sorting", "onSortingChange", "rowSelection",
      "onRowSelectionChange",
    ])

  /// A table that can do everything.
  static let standardTable = DataTableComponent(
    ModuleSymbol("@/components/data-table", "DataTable"),
    props: shopTable.props + [
      "pagination", "onPaginationChange", "rowCount", "isLoading", "emptyMessage", "toolbar",
    ])

  /// The shop's, as pages see it: Tailwind, one button, and nothing that checks or keeps a form.
  static func shopPage(_ table: DataTableComponent? = shopTable) -> Frontend {
    page(
      table: table, packages: ["@tanstack/react-table": 8, "clsx": 2, "tailwindcss": 4],
      components: ["button": ["Button"]])
  }

  /// One with shadcn's components, zod, React Hook Form and sonner.
  static func fullPage(zod: Int = 4, table: Int = 8, tailwind: Int = 4) -> Frontend {
    page(
      table: standardTable,
      packages: [
        "@hookform/resolvers": 5, "@tanstack/react-table": table, "react-hook-form": 7,
        "sonner": 2, "tailwindcss": tailwind, "zod": zod,
      ], components: shadcn)
  }

  /// What shadcn's modules export.
  static let shadcn: [String: [String]] = [
    "badge": ["Badge", "badgeVariants"], "button": ["Button", "buttonVariants"],
    "checkbox": ["Checkbox"],
    "dialog": [
      "Dialog", "DialogContent", "DialogDescription", "DialogFooter", "DialogHeader",
      "DialogTitle", "DialogTrigger",
    ],
    "input": ["Input"], "label": ["Label"],
    "select": ["Select", "SelectContent", "SelectItem", "SelectTrigger", "SelectValue"],
    "sheet": ["Sheet", "SheetContent", "SheetDescription", "SheetHeader", "SheetTitle"],
    "skeleton": ["Skeleton"], "switch": ["Switch"], "textarea": ["Textarea"],
  ]

  /// A frontend with a table, packages and components.
  static func page(
    _ frontend: Frontend = shop, table: DataTableComponent?, packages: [String: Int],
    components: [String: [String]]
  ) -> Frontend {
    var result = frontend
    result.dataTable = table.map { Found($0) }
    result.packages.merge(packages) { $1 }
    result.components = components.sorted { $0.key < $1.key }.map { name, exports in
      let path: RelativePath = "frontend/components/ui"
      return UIComponent(
        name: name, module: "@/components/ui/\(name)", exports: exports,
        path: path.appending(RelativePath(unchecked: Array("\(name).tsx".utf8))))
    }
    return result
  }
}
