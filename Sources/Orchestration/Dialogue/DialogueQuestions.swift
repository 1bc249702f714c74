internal import Patch
internal import ProjectModel

/// Words a topic: title, what was found, choices, default.
struct DialogueQuestions {
  let facts: DialogueFacts
  let given: GivenAnswers
  let draft: DialogueDraft

  typealias Question = Dialogue.Question
  typealias Choice = Dialogue.Question.Choice

  /// The names that sentences use.
  var names: EntityNames { EntityNames(draft.nameless) }

  /// The question of a topic.
  func question(_ topic: Dialogue.Topic) -> Question {
    switch topic {
    case .backend, .frontend, .registrar, .name: place(topic)
    case .fields, .missingTargets, .validations, .features: definition(topic)
    case .minimum(let field), .maximum(let field), .pattern(let field): bound(topic, field)
    case .relationships, .kind, .required, .onDelete, .otherSide: relationship(topic)
    case .columns, .filters, .actions: page(topic)
    case .tests, .docker, .module: besides(topic)
    // Another dialogue asks that.
    case .project: preconditionFailure("a project's question in an entity's dialogue")
    }
  }

  // MARK: Places

  private func place(_ topic: Dialogue.Topic) -> Question {
    switch topic {
    case .backend: return backend
    case .frontend: return frontend
    case .registrar: return registrar
    default:
      return Question(
        topic: .name, title: "Entity name",
        about: ["Singular or plural, in any spelling: product, order-items, OrderItem."],
        form: .text(standard: nil))
    }
  }

  private var backend: Question {
    let backends = facts.backends(given.request)
    let choices = backends.map { backend in
      let live = backend.liveApp.map { "\($0.path):\($0.line) \($0.target)" }
      let place = live ?? backend.evidence.first?.description ?? ""
      return Choice(
        backend.root?.description ?? ".",
        [place, counted(backend.models?.all.count ?? 0, "model")].joined(separator: ", "))
    }
    // The one with the most models is the likeliest to be worked on.
    let most = backends.indices.max { left, right in
      count(backends[left]) < count(backends[right])
    }
    return Question(
      topic: .backend, title: "Backend",
      about: ["\(backends.count) FastAPI backends were found."],
      form: .one(choices, standard: choices[most ?? 0].id))
  }

  private func count(_ backend: Backend) -> Int {
    (backend.liveApp == nil ? 0 : 1000) + (backend.models?.all.count ?? 0)
  }

  private var frontend: Question {
    let frontends = facts.frontends(given.request)
    let choices = frontends.map { frontend in
      let table = frontend.dataTable?.evidence.first.map { ", \($0)" } ?? ", no data table"
      return Choice(
        frontend.root?.description ?? ".", "Next.js \(frontend.next.value)\(table)")
    }
    let standard = frontends.firstIndex { $0.dataTable != nil } ?? 0
    return Question(
      topic: .frontend, title: "Frontend",
      about: ["\(frontends.count) Next.js frontends were found."],
      form: .one(choices, standard: choices[standard].id))
  }

  private var registrar: Question {
    var request = draft.request
    request.registrar = given.request.registrar
    let choices = facts.registrars(request, for: draft.nameless).map { registrar in
      Choice(
        registrar.flag,
        "line \(registrar.line), \(counted(registrar.modules.count, "router"))"
          + (registrar.prefix.map { $0.isEmpty ? "" : ", below \($0)" } ?? ""))
    }
    return Question(
      topic: .registrar, title: "Where the router is registered",
      about: ["The application reaches several places that register routers."],
      form: .one(choices, standard: choices[0].id))
  }

  // MARK: Besides

  private func besides(_ topic: Dialogue.Topic) -> Question {
    switch topic {
    case .tests:
      let module = facts.testModule(draft.request)
      return Question(
        topic: .tests, title: "A test module for \(names.label)",
        about: [module.map { "The backend has tests: \($0)" } ?? "The backend has no tests yet."],
        form: .confirmation(standard: module != nil))
    case .docker:
      return Question(
        topic: .docker, title: "Add to Docker",
        about: ["Missing: \(facts.missingContainers(draft.request).joined(separator: ", "))."],
        form: .confirmation(standard: false))
    default:
      return Question(
        topic: topic, title: "Add the step 'scaffold frontend-module data-table'",
        about: ["The page needs DataTable in @/components/data-table, which is not there."],
        form: .confirmation(standard: true))
    }
  }

  /// `1 model`, `2 models`.
  func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension RegistrarFinding {
  /// It as `--registrar` names it.
  var flag: String { path.description + (name.map { ":\($0)" } ?? "") }
}
