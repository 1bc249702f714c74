internal import ProjectModel

extension DialogueDraft {
  /// Takes the answer to a question.
  ///
  /// - Throws: why it cannot be taken.
  mutating func take(
    _ answer: Dialogue.Answer, to question: Dialogue.Question, _ facts: DialogueFacts
  ) throws(OrchestrationError) {
    switch answer {
    case .text(let text): try take(text: text, question.topic, facts)
    case .fields(let lines): try takeFields(lines)
    case .one(let id):
      guard case .one(let choices, _) = question.form, choices.contains(where: { $0.id == id })
      else { throw .answer("'\(id)' is none of what there is to choose from") }
      try take(one: id, question.topic, facts)
    case .several(let ids):
      guard case .several(let choices, let standard) = question.form else { return }
      let known = choices.map(\.id)
      if let stray = ids.first(where: { !known.contains($0) }) {
        throw .answer("'\(stray)' is none of what there is to choose from")
      }
      try take(several: known.filter(ids.contains), isStandard: ids == standard, question.topic)
    case .confirmation(let isYes): take(isYes, question.topic)
    }
  }

  // MARK: Texts

  private mutating func take(
    text: String, _ topic: Dialogue.Topic, _ facts: DialogueFacts
  ) throws(OrchestrationError) {
    switch topic {
    case .name: try takeName(text, facts)
    case .minimum(let field): try takeBound(field, \.minimum, text)
    case .maximum(let field): try takeBound(field, \.maximum, text)
    case .pattern(let field): try takeBound(field, \.pattern, text)
    case .otherSide(let target): try takeOtherSide(text, of: target, facts)
    default: break
    }
  }

  /// Takes the entity's name and looks whether it is there.
  mutating func takeName(_ text: String, _ facts: DialogueFacts) throws(OrchestrationError) {
    request.name = text
    let problems = EntityRules.problems(of: nameless).filter { $0 != .noFields }
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
    guard request.entity == nil, facts.needsEntity else { return }
    known = try facts.known(request)
    guard let known else { return }
    // Nobody was asked for either yet: they are flags.
    let flags =
      (features.map { _ in ["--feature"] } ?? []) + (plural.map { _ in ["--plural"] } ?? [])
    guard flags.isEmpty else {
      throw .answer(
        "\(flags.joined(separator: " and ")) would change nothing: no fields were given, and"
          + " '\(known.entity.name)' stays as \(known.place) has it; leave it out, or give the whole"
          + " definition with --spec FILE")
    }
  }

  private mutating func takeBound(
    _ name: String, _ part: WritableKeyPath<Bounds, String?>, _ text: String
  ) throws(OrchestrationError) {
    var draft = self
    draft.bounds[name, default: Bounds()][keyPath: part] = text
    guard let field = draft.definition.fields.first(where: { $0.name == name }) else { return }
    let isLength = field.type == .str || field.type == .text
    if isLength, part != \.pattern, text != Self.none, Int(text) == nil {
      throw .answer("'\(text)' is no number of characters; give one, or none")
    }
    let problems = FieldRules.problems(of: field)
    guard problems.isEmpty else { throw .entity(EntityRefusal(problems)) }
    self = draft
  }

  private mutating func takeOtherSide(
    _ text: String, of target: String, _ facts: DialogueFacts
  ) throws(OrchestrationError) {
    guard let index = references.firstIndex(where: { $0.target == target }) else { return }
    guard EntityRules.isSnakeCase(text) else {
      throw .entity(EntityRefusal([.badFieldName(text, suggestion: NameCase.snake(text))]))
    }
    let model = facts.models(request).first { $0.name == target }
    guard model?.attributes.contains(text) != true else {
      throw .answer("\(target) has an attribute '\(text)' already; choose another name")
    }
    references[index].otherSide = text == standardOtherSide(of: references[index]) ? nil : text
  }

  /// The attribute on the target's side when none is named.
  func standardOtherSide(of reference: Reference) -> String {
    let entity = Entity(name: nameless.name, plural: plural.map { NameCase.snake($0) })
    return Relationship(
      name: reference.name, kind: reference.isUnique ? .oneToOne : .manyToOne,
      target: reference.target
    ).otherSide(of: entity)
  }

  private mutating func takeFields(_ lines: [String]) throws(OrchestrationError) {
    do throws(EntityRefusal) {
      _ = try EntityDefinition.make(
        name: request.name, plural: plural, fields: lines, features: features ?? Features())
    } catch {
      throw .entity(error)
    }
    specifications = lines
    (references, bounds, bounded) = ([], [:], [])
  }

  // MARK: Choices

  private mutating func take(
    one id: String, _ topic: Dialogue.Topic, _ facts: DialogueFacts
  ) throws(OrchestrationError) {
    switch topic {
    case .backend:
      request.backend = id
      if !request.name.isEmpty { try takeName(request.name, facts) }
    case .frontend: request.frontend = id
    case .registrar: request.registrar = id
    case .kind(let target):
      change(target) { $0.isUnique = id == Relationship.Kind.oneToOne.rawValue }
    case .onDelete(let target):
      change(target) { $0.onDelete = Relationship.OnDelete(rawValue: id) ?? .restrict }
    default: break
    }
  }

  private mutating func change(_ target: String, _ body: (inout Reference) -> Void) {
    guard let index = references.firstIndex(where: { $0.target == target }) else { return }
    body(&references[index])
  }

  private mutating func take(
    several ids: [String], isStandard: Bool, _ topic: Dialogue.Topic
  ) throws(OrchestrationError) {
    switch topic {
    case .relationships: references = ids.map { Reference(target: $0) }
    case .validations: bounded = ids
    case .features: try takeFeatures(ids)
    case .columns:
      guard !ids.isEmpty else { throw .answer("a table has at least one column; choose some") }
      request.columns = isStandard ? nil : ids
    case .filters: request.filters = isStandard ? nil : ids
    case .actions: request.actions = isStandard ? nil : ids
    default: break
    }
  }

  private mutating func takeFeatures(_ ids: [String]) throws(OrchestrationError) {
    var draft = self
    do throws(EntityRefusal) {
      draft.features = try Features(flags: ids.joined(separator: ","))
      _ = try draft.entity()
    } catch {
      throw .entity(error)
    }
    self = draft
  }

  private mutating func take(_ isYes: Bool, _ topic: Dialogue.Topic) {
    switch topic {
    case .required(let target): change(target) { $0.isRequired = isYes }
    case .missingTargets: defersMissingTargets = isYes
    case .tests: request.tests = isYes
    case .docker: request.docker = isYes
    case .module(let name) where isYes: request.modules.append(name)
    default: break
    }
  }
}
