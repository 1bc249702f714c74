/// How an entity refers to another.
package struct Relationship: Hashable, Sendable {
  /// The attribute's name: `category`.
  package var name: String
  /// How many on each side.
  package var kind: Kind
  /// The target's class: `Category`.
  package var target: String
  /// The foreign key column: `category_id`.
  package var field: String
  /// What deleting the target does.
  package var onDelete: OnDelete
  /// The attribute on the target's side; nil: the entity's plural, or its name for one-to-one.
  package var backPopulates: String?
  /// The target does not exist yet: the column is a plain indexed one until it does.
  package var deferred: Bool

  /// The kinds of relationship.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Many rows refer to one target.
    case manyToOne = "many-to-one"
    /// At most one row refers to a target.
    case oneToOne = "one-to-one"
  }

  /// What deleting the target does to the rows that refer to it.
  package enum OnDelete: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is refused.
    case restrict
    /// They are deleted too.
    case cascade
    /// Their column becomes NULL.
    case setNull = "set-null"

    /// The words of SQL.
    package var sql: String {
      switch self {
      case .restrict: "RESTRICT"
      case .cascade: "CASCADE"
      case .setNull: "SET NULL"
      }
    }
  }

  /// Creates a relationship; the column is the name with `_id` unless given.
  package init(
    name: String, kind: Kind = .manyToOne, target: String, field: String? = nil,
    onDelete: OnDelete = .restrict, backPopulates: String? = nil, deferred: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.target = target
    self.field = field ?? name + "_id"
    self.onDelete = onDelete
    self.backPopulates = backPopulates
    self.deferred = deferred
  }

  /// The attribute on the target's side for rows of the entity.
  package func otherSide(of entity: Entity) -> String {
    if let backPopulates { return backPopulates }
    if target == entity.pascal { return name == "parent" ? "children" : "\(name)_\(entity.plural)" }
    return kind == .oneToOne ? entity.name : entity.plural
  }
}
