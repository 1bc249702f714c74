internal import Generators
internal import ProjectModel

/// What is asked, in order, as far as the answers so far decide it.
struct DialogueTopics {
  let facts: DialogueFacts
  let given: GivenAnswers
  let draft: DialogueDraft

  private typealias Topic = Dialogue.Topic

  /// The topics; those behind an answer that is still open are not among them.
  var all: [Dialogue.Topic] {
    var topics: [Topic] = []
    if !facts.backends(given.request).isEmpty { topics.append(.backend) }
    if !facts.frontends(given.request).isEmpty { topics.append(.frontend) }
    guard facts.needsEntity else { return topics }
    if given.request.name.isEmpty { topics.append(.name) }
    guard !draft.request.name.isEmpty else { return topics }
    if !facts.registrars(unregistered, for: draft.nameless).isEmpty { topics.append(.registrar) }
    if draft.known == nil, given.request.entity == nil {
      topics.append(.fields)
      guard draft.specifications != nil else { return topics }
      topics += definition
    }
    topics += given.asksOptions ? page + besides : []
    if !given.hasFile, let module = facts.missingModule(given.request, chosen: draft.request) {
      topics.append(.module(module))
    }
    return topics
  }

  /// The request as it was before the registrar was asked for.
  private var unregistered: GenerationRequest {
    var request = draft.request
    request.registrar = given.request.registrar
    return request
  }

  // MARK: The definition

  private var definition: [Topic] {
    var topics: [Topic] = []
    if !missingTargets.isEmpty { topics.append(.missingTargets) }
    if !offeredTargets.isEmpty { topics.append(.relationships) }
    for reference in draft.references {
      let target = reference.target
      topics += [
        .kind(of: target), .required(target), .onDelete(of: target), .otherSide(of: target),
      ]
    }
    if !boundable.isEmpty { topics.append(.validations) }
    for field in draft.bounded {
      topics += [.minimum(of: field), .maximum(of: field)]
      let type = draft.definition.fields.first { $0.name == field }?.type
      if type == .str || type == .text { topics.append(.pattern(of: field)) }
    }
    if given.features == nil { topics.append(.features) }
    return topics
  }

  /// The fields without what was chosen in the dialogue.
  private var typed: FieldLanguage.Definition {
    (try? FieldLanguage.parse(draft.specifications ?? [])) ?? FieldLanguage.Definition()
  }

  /// References whose model is not there, which stop the backend.
  var missingTargets: [Relationship] {
    guard facts.runs(.fastAPIEntity), !given.request.defersMissingTargets else { return [] }
    let models = Set(facts.models(draft.request).map(\.name))
    return typed.relationships.filter {
      !models.contains($0.target) && $0.target != draft.nameless.pascal
    }
  }

  /// The models that can be referred to, those aside that the fields refer to already.
  var offeredTargets: [ModelsFinding.Model] {
    let taken = Set(typed.relationships.map(\.target))
    let names = Set(typed.fields.map(\.name) + typed.relationships.map(\.name))
    return facts.models(draft.request).filter { model in
      let reference = DialogueDraft.Reference(target: model.name)
      let isSayable =
        (try? FieldLanguage.parse([reference.specification]))?
        .relationships.first?.target == model.name
      return isSayable && model.name != draft.nameless.pascal && !taken.contains(model.name)
        && names.isDisjoint(with: [reference.name, reference.name + "_id"])
    }
  }

  /// The fields that can have bounds.
  var boundable: [Field] {
    let columns = Set(draft.definition.relationships.map(\.field))
    return draft.definition.fields.filter { field in
      let isBoundable = [.str, .text, .int, .float, .decimal].contains(field.type)
      return isBoundable && !columns.contains(field.name)
    }
  }

  // MARK: The rest

  private var page: [Topic] {
    guard let entity = try? draft.entity(), let choices = facts.page(draft.request, of: entity)
    else { return [] }
    var topics: [Topic] = []
    if given.request.columns == nil { topics.append(.columns) }
    if given.request.filters == nil, !choices.filters.isEmpty { topics.append(.filters) }
    if given.request.actions == nil, !choices.actions.isEmpty { topics.append(.actions) }
    return topics
  }

  private var besides: [Topic] {
    var topics: [Topic] = []
    if facts.runs(.fastAPIEntity), !given.request.tests { topics.append(.tests) }
    if !given.request.docker, !facts.missingContainers(draft.request).isEmpty {
      topics.append(.docker)
    }
    return topics
  }
}
