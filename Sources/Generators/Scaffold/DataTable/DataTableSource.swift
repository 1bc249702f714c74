/// The files of the table component.
struct DataTableSource {
  /// One file in the component's directory.
  struct File {
    /// Its name.
    var name: String
    /// What makes it.
    var template: Template
    /// Its text.
    var text: String
  }

  let dialect: DataTableDialect

  /// The files, those first that others are made of.
  var files: [File] {
    var files = [
      file("index.ts", .dataTableIndex), file("data-table.tsx", .dataTable),
      file("data-table-column-header.tsx", .dataTableColumnHeader),
      file("data-table-icons.tsx", .dataTableIcons),
      file("data-table-labels.ts", .dataTableLabels),
      file("data-table-pagination.tsx", .dataTablePagination),
      file("data-table-selection.tsx", .dataTableSelection),
      file("data-table-skeleton.tsx", .dataTableSkeleton),
      file("data-table-toolbar.tsx", .dataTableToolbar),
      file("data-table-view-options.tsx", .dataTableViewOptions),
      file("use-data-table.ts", .dataTableHook),
    ]
    if dialect.primitives.needsOwn {
      files.append(file("data-table-primitives.tsx", .dataTablePrimitives))
    }
    if dialect.style == .module { files.append(file(Self.styles, .dataTableStyles)) }
    return files
  }

  /// The CSS module.
  static let styles = "data-table.module.css"

  private func file(_ name: String, _ template: Template) -> File {
    let view = DataTableView(dialect, imports: imports(of: name).flatMap(\.lines))
    let text = template.render(view)
    let isStyles = name == Self.styles
    return File(
      name: name, template: template, text: isStyles ? text : TypeScriptReflow.wrap(text))
  }
}
