internal import Generators
internal import Patch
internal import ProjectModel

extension DialogueQuestions {
  // MARK: Fields

  /// Fields, what bounds them, features.
  func definition(_ topic: Dialogue.Topic) -> Question {
    switch topic {
    case .fields:
      return Question(
        topic: .fields, title: "Fields of \(names.label)",
        about: ["One a line, as in name:str:64:required; ? shows the types, an empty line ends."],
        form: .fields(FieldLines(of: draft.request.name, features: draft.features ?? Features())))
    case .missingTargets: return missingTargets
    case .validations:
      let choices = topics.boundable.map { field in
        Choice(
          field.name,
          ([FieldLanguage.typeWords(for: field)] + bounds(of: field))
            .joined(separator: ", "))
      }
      return Question(
        topic: .validations, title: "Validations",
        about: ["Fields whose values have a least, a greatest or a pattern."],
        form: .several(choices, standard: []))
    default: return features
    }
  }

  private var topics: DialogueTopics { DialogueTopics(facts: facts, given: given, draft: draft) }

  private var missingTargets: Question {
    let missing = topics.missingTargets
    let names = missing.map(\.target).joined(separator: ", ")
    let columns = missing.map(\.field).joined(separator: ", ")
    return Question(
      topic: .missingTargets, title: "Make \(columns) a plain column for now",
      about: [
        "There is no model \(names) yet. A plain indexed column becomes a reference when it is",
        "generated; 'no' goes back to the fields.",
      ],
      form: .confirmation(standard: true))
  }

  private func bounds(of field: Field) -> [String] {
    let constraints = field.constraints
    return [
      (constraints.minLength.map(String.init) ?? constraints.minimum).map { "min \($0)" },
      constraints.maximum.map { "max \($0)" }, constraints.pattern.map { "pattern \($0)" },
    ].compactMap(\.self)
  }

  /// One bound of a field; what the field says is the default.
  func bound(_ topic: Dialogue.Topic, _ name: String) -> Question {
    let field = draft.definition.fields.first { $0.name == name }
    let constraints = field?.constraints ?? Constraints()
    let isText = field?.type == .str || field?.type == .text
    let (words, standard): (String, String?) =
      switch topic {
      case .minimum:
        isText
          ? ("fewest characters", constraints.minLength.map(String.init))
          : ("least value", constraints.minimum)
      case .maximum:
        isText
          ? ("most characters", constraints.maxLength.map(String.init))
          : ("greatest value", constraints.maximum)
      default: ("pattern", constraints.pattern)
      }
    return Question(
      topic: topic, title: "\(name): \(words)",
      form: .text(standard: standard ?? DialogueDraft.none))
  }

  // MARK: Features

  private var features: Question {
    let models = facts.models(draft.request)
    func use(_ attributes: Set<String>) -> (words: String, isUsual: Bool) {
      let count = models.filter { !attributes.isDisjoint(with: $0.attributes) }.count
      let words = models.isEmpty ? "" : "; \(count) of \(counted(models.count, "model"))"
      return (words, count * 2 > models.count)
    }
    let isBilingual = draft.definition.fields.contains(where: \.isTranslated)
    let all: [(String, String, (words: String, isUsual: Bool))] = [
      ("soft-delete", "deleting marks a row and keeps it", use(["is_deleted", "deleted_at"])),
      ("audit", "created_at, updated_at", use(["created_at"])),
      (
        "bilingual", "each text in Arabic and English",
        (isBilingual ? "; a field names its language" : "", isBilingual)
      ),
      ("active", "is_active and its switch", use(["is_active"])),
    ]
    return Question(
      topic: .features, title: "Features",
      form: .several(
        all.map { Choice($0.0, $0.1 + $0.2.words) },
        standard: all.filter { $0.2.isUsual }.map(\.0)))
  }

  // MARK: Relationships

  /// Which models, and how each is referred to.
  func relationship(_ topic: Dialogue.Topic) -> Question {
    switch topic {
    case .kind(let target): kind(of: target)
    case .required(let target):
      Question(
        topic: topic, title: "\(reference(target).name): required",
        about: ["Whether every \(names.label) has \(article(target))."],
        form: .confirmation(standard: false))
    case .onDelete(let target): onDelete(of: target)
    case .otherSide(let target):
      Question(
        topic: topic, title: "\(target)'s attribute for its \(names.pluralLabel)",
        form: .text(standard: draft.standardOtherSide(of: reference(target))))
    default:
      Question(
        topic: topic, title: "Relationships",
        about: ["Models that \(names.labelWithArticle) can refer to."],
        form: .several(
          topics.offeredTargets.map { Choice($0.name, "\($0.path):\($0.line)") }, standard: []))
    }
  }

  private func reference(_ target: String) -> DialogueDraft.Reference {
    draft.references.first { $0.target == target } ?? DialogueDraft.Reference(target: target)
  }

  private func article(_ target: String) -> String {
    EntityNames(Entity(name: NameCase.snake(target))).labelWithArticle
  }

  private func kind(of target: String) -> Question {
    Question(
      topic: .kind(of: target), title: "\(reference(target).name): kind",
      form: .one(
        [
          Choice("many-to-one", "several \(names.pluralLabel) can have the same one"),
          Choice("one-to-one", "it has at most one \(names.label)"),
        ], standard: Relationship.Kind.manyToOne.rawValue))
  }

  private func onDelete(of target: String) -> Question {
    let reference = reference(target)
    var choices = [
      Choice("restrict", "it is refused"),
      Choice("cascade", "the \(names.pluralLabel) are deleted too"),
    ]
    if !reference.isRequired {
      choices.append(Choice("set-null", "\(reference.name)_id becomes NULL"))
    }
    return Question(
      topic: .onDelete(of: target),
      title: "When \(article(target)) is deleted that \(names.pluralLabel) refer to",
      form: .one(choices, standard: Relationship.OnDelete.restrict.rawValue))
  }

  // MARK: The page

  /// What the page shows and does.
  func page(_ topic: Dialogue.Topic) -> Question {
    let entity = try? draft.entity()
    let choices = entity.flatMap { facts.page(draft.request, of: $0) }
    switch topic {
    case .columns:
      return Question(
        topic: .columns, title: "Columns of the table",
        form: .several(
          (choices?.columns ?? []).map { Choice($0) }, standard: choices?.standardColumns ?? []))
    case .filters:
      let filters = choices?.filters ?? []
      return Question(
        topic: .filters, title: "Filters above it",
        form: .several(filters.map { Choice($0) }, standard: filters))
    default:
      let actions = choices?.actions ?? []
      return Question(
        topic: .actions, title: "What can be done with rows",
        form: .several(actions.map { Choice($0) }, standard: actions))
    }
  }
}
