/// A column that gets another name and keeps what is in it.
package struct ColumnRename: Hashable, Sendable {
  package var old: String
  package var new: String
  /// Whether what it holds is defined otherwise, too.
  package var changesType: Bool

  /// Creates a rename.
  package init(_ old: String, _ new: String, changesType: Bool = false) {
    (self.old, self.new, self.changesType) = (old, new, changesType)
  }

  /// What a migration does for it.
  package func operation(in table: String) -> String {
    "op.alter_column('\(table)', '\(old)', new_column_name='\(new)')"
  }
}

extension Entity {
  /// The columns that renames of its fields and relationships rename: the other language of a text
  /// goes with it.
  ///
  /// - Parameter stored: the entity as it was before; nil when that is not known.
  package func columns(renamedBy renames: [String], from stored: Entity?) -> [ColumnRename] {
    let pairs = renames.compactMap { try? EntityChange.Rename(reading: $0) }
    return pairs.flatMap { rename -> [(old: String, new: String)] in
      func column(_ name: String) -> String { name.hasSuffix("_id") ? name : name + "_id" }
      if relationships.contains(where: { $0.field == column(rename.new) }),
        field(named: rename.new) == nil || rename.new.hasSuffix("_id")
      {
        return [(column(rename.old), column(rename.new))]
      }
      guard let (old, new) = Self.twins(rename), field(named: new) != nil else {
        return [(rename.old, rename.new)]
      }
      return [(rename.old, rename.new), (old, new)]
    }.map { old, new in
      var before = stored?.field(named: old)
      before?.name = new
      return ColumnRename(old, new, changesType: before != nil && before != field(named: new))
    }
  }

  /// The same rename in the other language.
  private static func twins(_ rename: EntityChange.Rename) -> (old: String, new: String)? {
    for (language, other) in [("_en", "_ar"), ("_ar", "_en")]
    where rename.old.hasSuffix(language) && rename.new.hasSuffix(language) {
      return (rename.old.dropLast(3) + other, rename.new.dropLast(3) + other)
    }
    return nil
  }
}
