package import ProjectModel

/// The questions in front of a scaffold: what was not chosen in advance, each with its default.
package struct ProjectDialogue: Sendable, Asking {
  private let facts: ProjectFacts
  private let given: GivenChoices
  private let asksName: Bool
  /// The answers in order.
  private var taken: [(topic: Topic, answer: Dialogue.Answer)] = []
  /// Answers that were taken back: the defaults when they are asked for again.
  private var earlier: [Topic: Dialogue.Answer] = [:]

  /// What a question is about.
  package enum Topic: Hashable, Sendable {
    /// The project's name.
    case name
    /// Where the backend keeps its data.
    case database
    /// How people sign in.
    case auth
    /// What a part has besides.
    case features(ProjectChoices.Area)
  }

  /// - Parameters:
  ///   - given: what was chosen in advance.
  ///   - asksName: whether the name is asked, too.
  package init(_ facts: ProjectFacts, given: GivenChoices, asksName: Bool) {
    self.facts = facts
    self.given = given
    self.asksName = asksName
  }

  // MARK: Asking

  private var topics: [Topic] {
    var topics: [Topic] = asksName && given.name == nil ? [.name] : []
    let areas = facts.areas
    let isAboutData = areas.contains(.backend) || areas.contains(.infrastructure)
    if isAboutData, given.database == nil { topics.append(.database) }
    let isAboutPeople = areas.contains(.backend) || areas.contains(.frontend)
    if isAboutPeople, given.auth == nil { topics.append(.auth) }
    guard given.features == nil else { return topics }
    return topics + areas.map(Topic.features)
  }

  /// See ``Asking``.
  package var question: Dialogue.Question? {
    guard let topic = topics.first(where: { topic in !taken.contains { $0.topic == topic } }) else {
      return nil
    }
    var question = question(topic)
    if let answer = earlier[topic] { question.form = question.form.with(standard: answer) }
    return question
  }

  /// See ``Asking``.
  package var opening: [String] {
    facts.keptNotes + ["Enter takes the default, < goes back, Ctrl-C leaves with nothing written."]
  }

  /// See ``Asking``.
  package var canGoBack: Bool { !taken.isEmpty }

  /// See ``Asking``.
  package mutating func answer(_ answer: Dialogue.Answer) throws(OrchestrationError) {
    guard let question, case .project(let topic) = question.topic else { return }
    var next = self
    next.taken.append((topic, answer))
    if topic == .name, case .text(let name) = answer {
      let problems = ProjectRules.problems(ofName: name)
      guard problems.isEmpty else { throw .project(ProjectRefusal(problems)) }
    }
    next.earlier[topic] = answer
    self = next
  }

  /// See ``Asking``.
  package mutating func back(leaving answer: Dialogue.Answer? = nil) {
    if let answer, case .project(let topic)? = question?.topic { earlier[topic] = answer }
    guard let last = taken.popLast() else { return }
    earlier[last.topic] = last.answer
  }

  // MARK: The questions

  private func question(_ topic: Topic) -> Dialogue.Question {
    // A name that is still to come stands in the way of nothing else.
    let settled = try? facts.settlement.settle(named(choices))
    let now = settled?.choices ?? facts.settlement.standard
    switch topic {
    case .name:
      return Dialogue.Question(
        topic: .project(.name), title: "Project name",
        about: ["In kebab case, as in my-shop: packages, images and the database go by it."],
        form: .text(standard: facts.recorded?.name ?? facts.name))
    case .database:
      return Dialogue.Question(
        topic: .project(.database), title: "Database",
        form: .one(
          ProjectChoices.Database.allCases.map { .init($0.rawValue, $0.words) },
          standard: now.database.rawValue))
    case .auth:
      return Dialogue.Question(
        topic: .project(.auth), title: "Sign-in",
        form: .one(
          ProjectChoices.Auth.allCases.map { .init($0.rawValue, $0.words) },
          standard: now.auth.rawValue))
    case .features(let area):
      let offered = area.features.filter { $0 != .authPages || now.auth != .none }
      return Dialogue.Question(
        topic: .project(topic), title: area.title,
        form: .several(
          offered.map { .init($0.rawValue, $0.words) },
          standard: offered.filter(now.has).map(\.rawValue)))
    }
  }

  private func named(_ choices: GivenChoices) -> GivenChoices {
    var choices = choices
    if choices.name == nil, facts.recorded == nil, facts.name == nil { choices.name = "project" }
    return choices
  }

  // MARK: The end

  /// What was chosen, as flags would have said it.
  package var choices: GivenChoices {
    var choices = given
    var features = GivenChoices.Features(isWhole: true)
    features.areas = []
    for (topic, answer) in taken {
      switch (topic, answer) {
      case (.name, .text(let name)): choices.name = name
      case (.database, .one(let id)): choices.database = .init(rawValue: id)
      case (.auth, .one(let id)): choices.auth = .init(rawValue: id)
      case (.features(let area), .several(let ids)):
        let chosen = Set(ids.compactMap(ProjectChoices.Feature.init(rawValue:)))
        features.areas.insert(area)
        features.chosen.formUnion(chosen)
        features.left.formUnion(Set(area.features).subtracting(chosen))
      default: break
      }
    }
    // What a chosen feature needs is taken, though it was not chosen itself.
    var needed = features.chosen
    while let need = needed.compactMap(\.needs).first(where: { !needed.contains($0) }) {
      needed.insert(need)
    }
    features.left.subtract(needed)
    if !features.areas.isEmpty { choices.features = features }
    return choices
  }

  /// The words to add to the command line, so that nothing is asked the next time.
  package func words() throws(OrchestrationError) -> [String] {
    let settled = try facts.settle(choices).choices
    var words: [String] = []
    if asksName, given.name == nil, settled.name != facts.name {
      words += ["--name", settled.name]
    }
    let answered = Set(taken.map(\.topic))
    if answered.contains(.database) { words += ["--database", settled.database.rawValue] }
    if answered.contains(.auth) { words += ["--auth", settled.auth.rawValue] }
    guard given.features == nil, !facts.areas.isEmpty else { return words }
    let wanted = settled.orderedFeatures.filter { facts.areas.contains($0.area) }
    guard let recorded = facts.recorded else {
      let list = wanted.isEmpty ? "none" : wanted.map(\.rawValue).joined(separator: ",")
      return words + ["--feature", list]
    }
    let added = wanted.filter { !recorded.has($0) }.map(\.rawValue)
    let gone = recorded.orderedFeatures.filter { !settled.has($0) }.map { "no-\($0.rawValue)" }
    let list = added + gone
    return words + (list.isEmpty ? ["--yes"] : ["--feature", list.joined(separator: ",")])
  }
}

extension ProjectChoices.Area {
  /// What its features are called.
  fileprivate var title: String {
    switch self {
    case .backend: "Backend features"
    case .frontend: "Frontend features"
    case .infrastructure: "Infrastructure"
    }
  }
}

extension ProjectChoices.Database {
  /// What it means.
  fileprivate var words: String {
    switch self {
    case .mariadb: "a server, also as a container"
    case .postgresql: "a server, also as a container"
    case .sqlite: "a file beside the backend, for development"
    }
  }
}

extension ProjectChoices.Auth {
  /// What it means.
  fileprivate var words: String {
    switch self {
    case .none: "everybody may do everything"
    case .jwt: "users with passwords, access and refresh tokens"
    }
  }
}

extension ProjectChoices.Feature {
  /// What it means.
  fileprivate var words: String {
    switch self {
    case .redis: "a cache, and the broker of tasks"
    case .celery: "a worker for tasks in the background; takes redis"
    case .scheduler: "tasks at set times; takes celery"
    case .dataTables: "the table of generated pages"
    case .forms: "form components"
    case .authPages: "pages to sign in and to register"
    case .navigation: "a menu that generated pages are entered in"
    case .docker: "Compose file and images"
    case .nginx: "a reverse proxy in front of both; takes docker"
    }
  }
}
