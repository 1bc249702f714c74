package import ProjectModel

/// Fields as they are typed, one a line, each checked at once.
package struct FieldLines: Hashable, Sendable {
  /// The fields so far, as they were typed.
  package internal(set) var specifications: [String]
  /// What else is known of the entity, so that clashes are seen.
  private let name: String
  private let features: Features

  /// Begins with fields, which were checked before.
  package init(of name: String, features: Features = Features(), _ specifications: [String] = []) {
    self.name = name
    self.features = features
    self.specifications = specifications
  }

  /// What became of a line.
  package enum Reply: Hashable, Sendable {
    /// A field, in words.
    case added(String)
    /// The field of that name was taken back.
    case removed(String)
    /// The types were asked for.
    case help([String])
    /// The line was not taken, for these reasons.
    case refused([String])
    /// It was the last one.
    case ended
  }

  /// Takes a line: a field, `-NAME` to take one back, `?` for the types, nothing to end.
  package mutating func enter(_ line: String) -> Reply {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else {
      return specifications.isEmpty
        ? .refused([EntityProblem.noFields.description]) : .ended
    }
    if words == ["?"] { return .help(Self.help) }
    if first.hasPrefix("-") { return remove(String(words.joined(separator: " ").dropFirst())) }
    return add(line)
  }

  // MARK: Adding

  private mutating func add(_ line: String) -> Reply {
    let text = String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    let before = Set(problems(with: specifications))
    let found = problems(with: specifications + [text]).filter { !before.contains($0) }
    guard found.isEmpty, let definition = try? FieldLanguage.parse([text]),
      let field = definition.fields.first
    else { return .refused(found.map(\.description)) }
    specifications.append(text)
    return .added(Self.words(for: field, definition.relationships.first))
  }

  private func problems(with lines: [String]) -> [EntityProblem] {
    do throws(EntityRefusal) {
      _ = try EntityDefinition.make(name: name, fields: lines, features: features)
      return []
    } catch {
      // Whether a text names its language is known once all are there.
      return error.problems.filter { $0 != .nothingBilingual && $0 != .noFields }
    }
  }

  private static func words(for field: Field, _ relationship: Relationship?) -> String {
    let constraints = field.constraints
    var words = ["\(field.name):"]
    if let relationship {
      words.append("refers to \(relationship.target), on delete \(relationship.onDelete.rawValue)")
    } else {
      words.append(FieldLanguage.typeWords(for: field))
    }
    var more = [constraints.required ? "required" : field.isNullable ? "optional" : ""]
    if constraints.unique { more.append("unique") }
    if let value = constraints.defaultValue { more.append("default \(value)") }
    return words.joined(separator: " ") + ", "
      + more.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  // MARK: Taking back

  private mutating func remove(_ name: String) -> Reply {
    guard let index = specifications.lastIndex(where: { Self.names(in: $0).contains(name) }) else {
      let known = specifications.compactMap { Self.names(in: $0).first }
      return .refused([
        "there is no field '\(name)' to take back"
          + (known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))")
      ])
    }
    specifications.remove(at: index)
    return .removed(name)
  }

  /// What a field can be called: a reference by its column, and by its relationship.
  private static func names(in specification: String) -> [String] {
    let definition = (try? FieldLanguage.parse([specification])) ?? FieldLanguage.Definition()
    return definition.fields.map(\.name) + definition.relationships.map(\.name)
  }

  // MARK: Help

  /// The types with an example each, within 80 columns.
  package static let help = [
    "NAME:TYPE[:ARG][:required|optional|unique|index...][=DEFAULT]",
    "  name:str:64:required       text of at most 64 characters (255 unless given)",
    "  note:text                  text of any length",
    "  count:int:min:0=0          a whole number; float too",
    "  price:decimal:10,2         digits, digits after the point",
    "  visible:bool=true          true or false",
    "  at:datetime=now            a moment; day:date=today",
    "  token:uuid=random          a UUID",
    "  extra:json                 a JSON object",
    "  status:enum:draft,live=draft",
    "  category:ref:Category:restrict   or cascade, set-null; gives category_id",
    "min:N max:N pattern:REGEX bound a field; -NAME takes one back.",
  ]
}
