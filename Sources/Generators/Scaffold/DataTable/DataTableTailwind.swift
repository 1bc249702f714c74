/// Tailwind's classes of the table.
///
/// They are the same for its majors 3 and 4: no name is used that means something else in one of
/// them (`rounded`, `shadow`, `outline`), and borders always have their colour. What has the focus
/// keeps the browser's outline, which also high contrast shows.
struct DataTableTailwind {
  let palette: DataTablePalette
  let primitives: DataTablePrimitives

  /// The classes of an element.
  func classes(of element: DataTableClass) -> String {
    switch element {
    case .root: "flex flex-col gap-3"
    case .bar: "flex flex-wrap items-end gap-2"
    case .tools: "grow basis-64"
    case .scroller: "max-h-[75dvh] overflow-auto rounded-md border \(palette.border)"
    case .table:
      "w-full min-w-max text-sm transition-opacity data-[stale=true]:opacity-60 \(cells)"
    case .head: head
    case .row: row
    case .cell: cell
    case .empty:
      "h-24 \(primitives.table == nil ? "px-3 " : "")text-center \(palette.mutedText)"
    case .skeleton:
      primitives.skeleton == nil
        ? "h-5 animate-pulse rounded-md motion-reduce:animate-none \(palette.skeleton)" : "h-5"
    case .hidden: "sr-only"
    case .sort:
      "-mx-2 inline-flex items-center gap-1 rounded-md px-2 py-1 \(palette.hover)"
    case .icon: "h-4 w-4 shrink-0"
    case .directedIcon: "h-4 w-4 shrink-0 rtl:-scale-x-100"
    default: outside(element)
    }
  }

  /// The classes of what stands above and below the table.
  private func outside(_ element: DataTableClass) -> String {
    switch element {
    case .pagination:
      "flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm \(palette.mutedText)"
    case .controls: "flex flex-wrap items-center gap-x-6 gap-y-3"
    case .pageSize: "flex items-center gap-2"
    case .select:
      primitives.select == nil ? "h-8 rounded-md border px-2 \(field)" : "h-8 w-20"
    case .pages: "flex items-center gap-1"
    case .toolbar: "flex flex-1 flex-wrap items-center gap-2"
    case .search: "w-full sm:w-64"
    case .input:
      primitives.input == nil
        ? "h-8 w-full rounded-md border px-2 text-sm \(palette.placeholder) \(field)"
        : "h-8"
    case .menu: "relative ms-auto"
    case .menuButton: menuButton
    case .menuPanel:
      "absolute end-0 z-20 mt-1 max-h-72 w-max max-w-xs overflow-auto rounded-md border p-1"
        + " text-sm shadow-md \(palette.border) \(palette.menu)"
    case .menuItem: "flex items-center gap-2 rounded-md px-2 py-1.5 \(palette.hover)"
    case .button: "\(button) disabled:pointer-events-none disabled:opacity-50"
    case .checkbox: "block h-4 w-4 \(palette.checkbox)"
    default: ""
    }
  }

  private var field: String { "\(palette.fieldBorder) \(palette.background) \(palette.text)" }

  private var button: String {
    "inline-flex h-8 items-center gap-1.5 rounded-md border px-2 text-sm \(field) \(palette.hover)"
  }

  private var menuButton: String {
    guard primitives.menu == nil else { return "ms-auto \(button)" }
    return "cursor-pointer list-none [&::-webkit-details-marker]:hidden \(button)"
  }

  /// The header stays in sight; where rows have the border, it would scroll away with them.
  private var head: String {
    let sticky = "sticky top-0 z-10 \(palette.background)"
    let role = primitives.checkbox == nil ? "type" : "role"
    let narrow = "[&:has(>[\(role)=checkbox])]:w-px"
    guard primitives.table == nil else {
      let line = palette.border.split(separator: " ").map { "after:\($0)" }
      return "\(sticky) after:absolute after:inset-x-0 after:bottom-0 after:border-b"
        + " \(line.joined(separator: " ")) \(narrow)"
    }
    return "\(sticky) whitespace-nowrap border-b px-3 py-2 text-start font-medium"
      + " \(palette.border) \(palette.mutedText) \(narrow)"
  }

  private var row: String {
    primitives.table == nil ? palette.row : ""
  }

  private var cell: String {
    primitives.table == nil ? "max-w-xs border-b px-3 py-2 \(palette.border)" : ""
  }

  /// What the table says of all cells: the project's keep text on one line, from the left, and
  /// checkboxes at the right edge. A rule of the table is stronger than theirs, whatever merges
  /// classes.
  private var cells: String {
    primitives.table == nil
      ? "border-separate border-spacing-0 [&_tbody>tr:last-child>td]:border-b-0"
      : "[&_td]:max-w-xs [&_td]:whitespace-normal [&_th]:text-start"
        + " [&_tr>*:has(>[role=checkbox])]:px-2"
  }
}
