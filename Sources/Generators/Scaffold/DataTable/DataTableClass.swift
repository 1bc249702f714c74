/// The looks of one element of the table.
enum DataTableClass: String, CaseIterable {
  /// Everything.
  case root
  /// What stands above the table.
  case bar
  /// What is given to stand there: wide as it can be, alone in its line where that is narrow.
  case tools
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
