extension EntityProblem: CustomStringConvertible {
  /// What is wrong, then what to do.
  package var description: String {
    switch self {
    case .incomplete(let specification):
      "'\(specification)' names no field and type; write NAME:TYPE, as in name:str:64"
    case .badFieldName(let name, let suggestion):
      "'\(name)' is not a name in snake case"
        + (suggestion.map { "; use '\($0)'" } ?? "; use letters, digits and underscores")
    case .badEntityName(let name):
      "'\(name)' gives no name for an entity; use a noun such as 'product' or 'order-item'"
    case .reservedField(let name, let owners):
      "the field name '\(name)' is taken by \(list(owners)); choose another, such as"
        + " '\(name)_value'"
    case .reservedEntity(let name, let owners):
      "the entity name '\(name)' is taken by \(list(owners)); choose another"
    case .reservedPlural(let name, let owners):
      "the plural '\(name)' is taken by \(list(owners)); give another with --plural"
    case .reservedRelationship(let name, let owners):
      "the relationship name '\(name)' is taken by \(list(owners)); choose another"
    case .badTarget(let relationship, let target):
      "the target '\(target)' of the relationship '\(relationship)' is no class; write its model's"
        + " name, as in Category"
    case .classClash(let first, let second, let name):
      "\(first) and \(second) would both make a class '\(name)'; rename one"
    case .duplicate(let name):
      "there are two fields or relationships called '\(name)'; keep one"
    case .caseClash(let first, let second, let camel):
      "the fields '\(first)' and '\(second)' are both '\(camel)' on the wire; rename one"
    case .featureClash(let name, let feature):
      "'\(name)' is added by \(feature); leave it out of the fields or turn the feature off"
    case .unknownModifier(let field, let modifier):
      "the field '\(field)' has the unknown modifier '\(modifier)'; known are required, optional,"
        + " unique, index, min:N, max:N, pattern:REGEX"
    case .contradiction(let field, let first, let second):
      "the field '\(field)' is both \(first) and \(second); keep one"
    case .setNullOnRequired(let field):
      "the field '\(field)' is required and cannot become NULL when its target is deleted;"
        + " make it optional, or choose restrict or cascade"
    case .noColumn(let relationship, let field):
      "the relationship '\(relationship)' has no column '\(field)' among the fields; add it"
    case .noFields:
      "the entity has no fields; give at least one, such as name:str:64:required"
    case .nothingBilingual:
      "the entity is bilingual and no text field names its language; let one end in _en or _ar, as in"
        + " title_en: its twin title_ar is added"
    case .unknownFeature(let name, let known):
      "'\(name)' is no feature; known are \(known.joined(separator: ", "))"
    case .unknownField(let name, let known):
      "there is no field '\(name)' to change; there are \(known.joined(separator: ", "))"
    case .badRename(let text):
      "'\(text)' says no new name; write OLD:NEW, as in name:title"
    case .takenName(let old, let new):
      "'\(old)' cannot be renamed to '\(new)', which is the name of another field; rename or drop that"
        + " in a command of its own first, to swap two by way of a third name"
    case .unknownKey(let key, let place, let known):
      "the key '\(key)' of \(place) is unknown; known are \(known.joined(separator: ", "))"
    case .unreadable(let reason): "the entity definition cannot be read: \(reason)"
    case .unknownType, .badArgument, .misplacedConstraint, .badPattern, .badDefault:
      typeDescription
    }
  }

  private var typeDescription: String {
    switch self {
    case .unknownType(let field, let type):
      "the field '\(field)' has the unknown type '\(type)'; known are "
        + FieldType.allCases.map { $0.rawValue.lowercased() }.joined(separator: ", ") + ", ref"
    case .badArgument(let field, let type, let argument, let expected):
      "the field '\(field)' is \(type) with '\(argument)'; \(expected)"
    case .misplacedConstraint(let field, let type, let constraint):
      "the field '\(field)' is \(type), which has no \(constraint); leave it out"
    case .badPattern(let field, let pattern, let column, let reason):
      "the pattern '\(pattern)' of the field '\(field)' cannot be used: column \(column): \(reason)"
    case .badDefault(let field, let type, let value, let expected):
      "the field '\(field)' is \(type) and cannot default to '\(value)'; \(expected)"
    default: ""
    }
  }

  private func list(_ owners: [ReservedNames.Owner]) -> String {
    owners.map(\.rawValue).joined(separator: " and ")
  }
}

extension EntityRefusal: CustomStringConvertible {
  /// One line a problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
