/// The looks of one element of the table.
enum DataTableClass: String, CaseIterable {
  /// Everything.
  case root
  /// What stands above the table.
  case bar
  /// What scrolls, in both directions.
  case scroller
  /// The table.
  case table
  /// A header cell.
  case head
  /// A row.
  case row
  /// A cell.
  case cell
  /// The cell of an empty table.
  case empty
  /// A bar where a value is going to be.
  case skeleton
  /// What only a screen reader says.
  case hidden
  /// The button in a header cell.
  case sort
  /// An icon.
  case icon
  /// An icon that points along the text.
  case directedIcon
  /// The bar below the table.
  case pagination
  /// Its controls.
  case controls
  /// The number of rows a page, with its label.
  case pageSize
  /// The select of that number.
  case select
  /// The page buttons.
  case pages
  /// The toolbar.
  case toolbar
  /// The search field's form.
  case search
  /// The search field.
  case input
  /// The menu of columns.
  case menu
  /// Its button.
  case menuButton
  /// What it opens.
  case menuPanel
  /// A column in it.
  case menuItem
  /// The table's own button.
  case button
  /// The table's own checkbox.
  case checkbox
}

/// The looks of every element, as the values of JSX attributes.
struct DataTableClasses {
  /// `"..."` or `{styles.name}`, by name; what has no looks of its own is left out.
  let values: [String: String]

  /// ` className="..."` or ` className={styles.name}`, by name; empty for what has no looks.
  var attributes: [String: String] {
    let pairs = DataTableClass.allCases.map { element in
      (element.rawValue, values[element.rawValue].map { " className=\($0)" } ?? "")
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The classes of a style.
  init(_ dialect: DataTableDialect) {
    let palette: DataTablePalette? =
      switch dialect.style {
      case .tailwind: .greys
      case .themed: .theme
      case .module: nil
      }
    let tailwind = palette.map { DataTableTailwind(palette: $0, primitives: dialect.primitives) }
    var values: [String: String] = [:]
    for element in DataTableClass.allCases {
      guard let tailwind else {
        values[element.rawValue] = "{styles.\(element.rawValue)}"
        continue
      }
      let classes = tailwind.classes(of: element)
      if !classes.isEmpty { values[element.rawValue] = "\"\(classes)\"" }
    }
    self.values = values
  }
}
