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
