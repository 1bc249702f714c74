/// Reads one field specification; see ``FieldLanguage``.
struct FieldParser {
  /// What was wrong.
  private(set) var problems: [EntityProblem] = []

  private let text: String
  private var name = ""
  private var typeName = ""
  private var words: ArraySlice<String> = []
  private var constraints = Constraints()
  private var isOptional = false
  private var onDelete: Relationship.OnDelete?
  private var otherSide: String?

  init(_ text: String) { self.text = text }

  /// The field, and its relationship when it is a `ref`; nil when a problem was found.
  mutating func parse() -> (field: Field, relationship: Relationship?)? {
    let trimmed = text.filter { $0 != "\n" && $0 != "\t" }
    let (head, defaultValue) = Self.splitDefault(trimmed)
    constraints.defaultValue = defaultValue
    words = Self.split(head)[...]
    guard words.count >= 2, let first = words.popFirst(), !first.isEmpty,
      let second = words.popFirst(), !second.isEmpty
    else {
      problems.append(.incomplete(specification: text))
      return nil
    }
    name = first
    takeType(second)
    let found = typeName == "ref" ? parseReference() : parsePlain().map { ($0, nil) }
    return problems.isEmpty ? found : nil
  }

  // MARK: Types

  /// Takes the forms `Decimal(10,2)`, `str?` and `str!` apart.
  private mutating func takeType(_ word: String) {
    var word = word
    takeMark(&word)
    if let open = word.firstIndex(of: "("), word.hasSuffix(")") {
      let inner = word[word.index(after: open)...].dropLast()
      words = [String(inner)] + words
      word = String(word[..<open])
    }
    typeName = word.lowercased() == "ref" ? "ref" : word
    if var last = words.last, words.count > 0, !words.contains("pattern") {
      takeMark(&last)
      words[words.index(before: words.endIndex)] = last
    }
  }

  private mutating func takeMark(_ word: inout String) {
    if word.hasSuffix("!") {
      word.removeLast()
      constraints.required = true
    } else if word.hasSuffix("?") {
      word.removeLast()
      isOptional = true
    }
  }

  private mutating func parsePlain() -> Field? {
    guard let type = FieldType(named: typeName) else {
      problems.append(.unknownType(field: name, type: typeName))
      return nil
    }
    takeArgument(of: type)
    takeModifiers(of: type)
    constraints.fillDefaults(of: type)
    problems += FieldRules.problems(of: Field(name, type, constraints))
    return Field(name, type, constraints)
  }

  private mutating func takeArgument(of type: FieldType) {
    switch type {
    case .str:
      guard let word = words.first, let length = Int(word) else { return }
      words.removeFirst()
      constraints.maxLength = length
    case .decimal:
      guard let word = words.first, word.first?.isNumber == true else { return }
      words.removeFirst()
      let numbers = word.split(separator: ",", omittingEmptySubsequences: false)
        .map { Int($0.filter { $0 != " " }) }
      guard numbers.count <= 2, let precision = numbers[0],
        let scale = numbers.count == 2 ? numbers[1] : 0
      else {
        problems.append(
          .badArgument(
            field: name, type: "Decimal", argument: word,
            expected: "write PRECISION,SCALE, as in decimal:10,2"))
        return
      }
      constraints.precision = precision
      constraints.scale = scale
    case .enumeration:
      // Without values the rules of the field say so.
      guard let word = words.popFirst() else { return }
      constraints.values = word.split(separator: ",", omittingEmptySubsequences: false).map {
        String($0.drop { $0 == " " })
      }
    default: break
    }
  }

  // MARK: References

  private mutating func parseReference() -> (field: Field, relationship: Relationship?)? {
    guard let target = words.popFirst(), !target.isEmpty else {
      problems.append(
        .badArgument(
          field: name, type: "ref", argument: "", expected: "name its target, as in ref:Category"))
      return nil
    }
    takeModifiers(of: nil)
    let base = name.hasSuffix("_id") && name.count > 3 ? String(name.dropLast(3)) : name
    let targetName = EntityNames.canonical(target)
    let field = Field(base + "_id", .int, constraints.reference(to: targetName))
    if constraints.defaultValue != nil {
      problems.append(.misplacedConstraint(field: name, type: "ref", constraint: "default"))
    }
    let relationship = Relationship(
      name: base, kind: constraints.unique ? .oneToOne : .manyToOne,
      target: NameCase.pascal(targetName), field: field.name,
      onDelete: onDelete ?? .restrict, backPopulates: otherSide)
    if onDelete == .setNull, constraints.required {
      problems.append(.setNullOnRequired(field: field.name))
    }
    return (field, relationship)
  }

  // MARK: Modifiers

  private mutating func takeModifiers(of type: FieldType?) {
    while let word = words.popFirst() {
      switch word.lowercased() {
      case "": continue
      case "required": constraints.required = true
      case "optional", "nullable": isOptional = true
      case "unique": constraints.unique = true
      case "index", "indexed": constraints.index = true
      case "min" where type != nil: takeBound(isLeast: true, of: type)
      case "max" where type != nil: takeBound(isLeast: false, of: type)
      case "pattern" where type != nil:
        constraints.pattern = words.joined(separator: ":")
        words = []
      case "other" where type == nil: otherSide = words.popFirst()
      default:
        if type == nil, let action = Relationship.OnDelete(named: word) {
          if let onDelete, onDelete != action {
            problems.append(.contradiction(field: name, onDelete.rawValue, action.rawValue))
          }
          onDelete = action
        } else {
          problems.append(.unknownModifier(field: name, modifier: word))
        }
      }
    }
    if isOptional, constraints.required {
      problems.append(.contradiction(field: name, "required", "optional"))
    }
    if isOptional, constraints.defaultValue != nil {
      problems.append(.contradiction(field: name, "optional", "given a default"))
    }
  }

  private mutating func takeBound(isLeast: Bool, of type: FieldType?) {
    let word = words.popFirst() ?? ""
    if type == .str || type == .text {
      guard let number = Int(word) else {
        problems.append(
          .badArgument(
            field: name, type: typeName, argument: word, expected: "give a number of characters"))
        return
      }
      if isLeast { constraints.minLength = number } else { constraints.maxLength = number }
    } else if isLeast {
      constraints.minimum = word
    } else {
      constraints.maximum = word
    }
  }

  // MARK: Splitting

  /// The part before the first `=` outside parentheses and after it; a pattern may hold `=`.
  private static func splitDefault(_ text: String) -> (String, String?) {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "=" where depth == 0 && !text[..<index].contains(":pattern:"):
        return (String(text[..<index]), String(text[text.index(after: index)...]))
      default: break
      }
    }
    return (text, nil)
  }

  /// The parts between colons outside parentheses.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == ":", depth == 0 {
        parts.append("")
        continue
      }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      parts[parts.count - 1].append(character)
    }
    return parts
  }
}

extension Constraints {
  /// Fills what a type needs and the specification left open.
  package mutating func fillDefaults(of type: FieldType) {
    if type == .str, maxLength == nil { maxLength = 255 }
    if type == .decimal, precision == nil {
      precision = 10
      scale = 2
    }
  }

  /// The constraints of a foreign key column.
  func reference(to target: String) -> Constraints {
    Constraints(
      required: required, unique: unique, index: true, foreignKey: "\(target).id")
  }
}

extension Relationship.OnDelete {
  /// The action of a name, `set_null` and `setnull` included.
  init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "restrict": self = .restrict
    case "cascade": self = .cascade
    case "setnull": self = .setNull
    default: return nil
    }
  }
}
