/// What can be done on a page.
enum PageAction: String, CaseIterable {
  /// Add one, in a sheet.
  case add
  /// Change one, in a sheet.
  case edit
  /// Delete one, when confirmed.
  case delete
  /// Switch one on and off, in its row.
  case status
  /// Switch the selected ones on and off.
  case bulkStatus = "bulk-status"

  /// The operation it needs.
  var operation: EntityContract.Operation {
    switch self {
    case .add: .create
    case .edit: .update
    case .delete: .delete
    case .status: .setActive
    case .bulkStatus: .setActiveMany
    }
  }
}
