internal import ProjectModel

/// What the answers so far add up to.
struct DialogueDraft: Hashable, Sendable {
  /// The request so far; its entity is settled at the end.
  var request: GenerationRequest
  /// The features; nil until they are chosen.
  var features: Features?
  /// The plural, when one was given.
  var plural: String?
  /// The entity that is there already.
  var known: DialogueFacts.Known?
  /// The fields as they were typed; nil until they were.
  var specifications: [String]?
  /// What becomes of references to models that do not exist.
  var defersMissingTargets: Bool
  /// References that were chosen from the models.
  var references: [Reference] = []
  /// Bounds of fields, by name.
  var bounds: [String: Bounds] = [:]
  /// The fields that were chosen to have some, in order.
  var bounded: [String] = []

  /// One reference as it is asked for.
  struct Reference: Hashable, Sendable {
    var target: String
    var isUnique = false
    var isRequired = false
    var onDelete = Relationship.OnDelete.restrict
    var otherSide: String?

    /// The relationship's name: `category`.
    var name: String { NameCase.snake(target) }

    /// It in the field language.
    var specification: String {
      ([name, "ref", target, onDelete.rawValue] + (isRequired ? ["required"] : [])
        + (isUnique ? ["unique"] : []) + (otherSide.map { ["other", $0] } ?? []))
        .joined(separator: ":")
    }
  }

  /// What a field's values must keep, as typed; nil: as the field says.
  struct Bounds: Hashable, Sendable {
    var minimum: String?
    var maximum: String?
    var pattern: String?
  }

  init(_ given: GivenAnswers) {
    request = given.request
    features = given.features
    plural = given.plural
    defersMissingTargets = given.request.defersMissingTargets
  }

  // MARK: The entity

  /// The fields with the references and bounds that were chosen.
  var definition: FieldLanguage.Definition {
    let all = (specifications ?? []) + references.map(\.specification)
    // Each of them was checked when it was taken.
    var definition = (try? FieldLanguage.parse(all)) ?? FieldLanguage.Definition()
    for index in definition.fields.indices {
      guard let bounds = bounds[definition.fields[index].name] else { continue }
      definition.fields[index].constraints.take(bounds, for: definition.fields[index].type)
    }
    return definition
  }

  /// The entity as a run without a dialogue would make it of the same words.
  func entity() throws(EntityRefusal) -> Entity {
    if let known { return known.entity }
    if let entity = request.entity { return entity }
    return try EntityDefinition.make(
      name: request.name, plural: plural, definition: definition, features: features ?? Features(),
      deferred: defersMissingTargets ? ["*"] : [])
  }

  /// An entity that has the name alone.
  var nameless: Entity { Entity(name: EntityNames.canonical(request.name)) }

  /// The request with what was asked.
  func settled() throws(EntityRefusal) -> GenerationRequest {
    var request = request
    request.defersMissingTargets = defersMissingTargets
    if specifications != nil { request.entity = try entity() }
    return request
  }
}

extension Constraints {
  /// Takes bounds as they were typed; `none` takes one away.
  mutating func take(_ bounds: DialogueDraft.Bounds, for type: FieldType) {
    func bound(_ text: String) -> String? { text == DialogueDraft.none ? nil : text }
    let isText = type == .str || type == .text
    if let least = bounds.minimum {
      if isText { minLength = bound(least).flatMap { Int($0) } } else { minimum = bound(least) }
    }
    if let most = bounds.maximum {
      if isText { maxLength = bound(most).flatMap { Int($0) } } else { maximum = bound(most) }
    }
    if let expression = bounds.pattern { pattern = bound(expression) }
    fillDefaults(of: type)
  }
}

extension DialogueDraft {
  /// What stands for no bound.
  static let none = "none"
}
