internal import Patch

/// The order people read files in: the project's own first, those Backstitch keeps beside them
/// (entity files, locks, pristine outputs) after.
enum ReadingOrder {
  static func sorted<Item>(_ items: [Item], by path: KeyPath<Item, RelativePath>) -> [Item] {
    items.filter { !isKept($0[keyPath: path]) } + items.filter { isKept($0[keyPath: path]) }
  }

  /// Whether it is one of those Backstitch keeps.
  static func isKept(_ path: RelativePath) -> Bool {
    path.bytes.starts(with: ".backstitch/".utf8)
  }
}
