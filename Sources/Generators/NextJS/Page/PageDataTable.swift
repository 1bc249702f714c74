internal import ProjectModel

/// What the project's table component can do, by the props it declares.
struct PageDataTable {
  /// What is imported.
  let symbol: ModuleSymbol
  private let props: Set<String>

  init(_ component: DataTableComponent) {
    symbol = component.symbol
    props = Set(component.props)
  }

  private func takes(_ names: String...) -> Bool { props.isSuperset(of: names) }

  /// Whether rows are told apart by their key.
  var hasRowIds: Bool { takes("getRowId") }
  /// Whether its headers sort.
  var sorts: Bool { takes("sorting", "onSortingChange") }
  /// Whether rows can be selected.
  var selects: Bool { takes("getRowId", "rowSelection", "onRowSelectionChange") }
  /// Whether it has a pager.
  var paginates: Bool { takes("pagination", "onPaginationChange", "rowCount") }
  /// Whether it shows that it loads.
  var showsLoading: Bool { takes("isLoading") }
  /// Whether it says that it is empty.
  var showsEmpty: Bool { takes("emptyMessage") }
  /// Whether it has room for a toolbar. In a table of another kind the prop could be a function.
  var hasToolbar: Bool {
    takes("toolbar") && sorts && selects && paginates && showsLoading && showsEmpty
  }

  /// What it lacks that is offered in no other way.
  var warnings: [String] {
    var lacking: [String] = []
    if !sorts { lacking.append("sorting (sorting, onSortingChange)") }
    if !selects {
      lacking.append("row selection (getRowId, rowSelection, onRowSelectionChange)")
    }
    guard !lacking.isEmpty else { return [] }
    return [
      "\(symbol.name) of \(symbol.module) has no props for \(lacking.joined(separator: " and ")): the"
        + " page goes without; to have it, undo this, add them to it and run it again"
    ]
  }
}
