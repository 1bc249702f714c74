internal import Patch
internal import ProjectModel

/// What people read of a list of files: the project's own. Those Backstitch keeps beside them (entity
/// files, locks, pristine outputs) are counted, and listed when asked for or when there are no others.
struct ReadingOrder<Item> {
  /// What is shown, the project's own files first.
  let shown: [Item]
  /// How many are not.
  let others: Int

  init(_ items: [Item], by path: KeyPath<Item, RelativePath>, all: Bool) {
    let own = items.filter { !$0[keyPath: path].isBelow(ProjectFiles.directory) }
    let kept = items.filter { $0[keyPath: path].isBelow(ProjectFiles.directory) }
    let showsKept = all || own.isEmpty
    shown = own + (showsKept ? kept : [])
    others = showsKept ? 0 : kept.count
  }

  /// Says how many others there are; nil: none.
  var rest: String? {
    switch others {
    case 0: nil
    case 1: "and 1 file in .backstitch/ (--verbose shows it)"
    default: "and \(others) files in .backstitch/ (--verbose shows them)"
    }
  }
}
