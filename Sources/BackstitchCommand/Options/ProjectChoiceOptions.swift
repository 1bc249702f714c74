internal import ArgumentParser
internal import Orchestration
internal import Patch
internal import ProjectModel

/// What a new project can be told.
struct ProjectChoiceOptions: ParsableArguments {
  @Option(
    name: .customLong("name"),
    help: ArgumentHelp(
      "The project's name in kebab case, when it is not the directory's.", valueName: "name"))
  var projectName: String?
  @Option(
    help: ArgumentHelp("mariadb, postgresql or sqlite.", valueName: "database"),
    completion: .list(ProjectChoices.Database.allCases.map(\.rawValue)))
  var database: String?
  @Option(
    help: ArgumentHelp("How people sign in: none or jwt.", valueName: "way"),
    completion: .list(ProjectChoices.Auth.allCases.map(\.rawValue)))
  var auth: String?
  @Option(
    name: .customLong("feature"),
    help: ArgumentHelp(
      "celery, redis, scheduler, data-tables, forms, auth-pages, navigation, docker, nginx, several"
        + " with commas. Of a new project those named are all it has, with what they need; no-NAME"
        + " alone leaves one of the usual ones out, none all. Of one that is there, only what is"
        + " named changes.", valueName: "list"))
  var features: [String] = []
  @Option(
    help: ArgumentHelp("The project's choices, YAML or JSON.", valueName: "file"),
    completion: .file())
  var spec: String?
  @Option(
    help: ArgumentHelp(
      "All answers at once, YAML or JSON: a file, - or the JSON itself.", valueName: "file"),
    completion: .file())
  var answers: String?
  @Flag(name: .customLong("no-git"), help: "Make no git repository.") var isWithoutGit = false

  /// Whether a file gave all choices at once, so that what has a default is not asked.
  var hasFile: Bool { spec != nil || answers != nil }

  /// What was chosen: by a file first, flags over it.
  ///
  /// - Parameters:
  ///   - areas: those that the plan makes something of.
  ///   - name: the name on the command line, which answers may only repeat; it goes over that of a
  ///     definition.
  func given(
    for plan: OrchestrationPlan, _ areas: [ProjectChoices.Area], name: String?, _ globals: Globals
  ) throws -> GivenChoices {
    var choices = GivenChoices()
    if let answers {
      let read = try Self.read(answers, globals, ProjectFile.readAnswers)
      try Self.compare("plan", plan.scaffoldCommand, read.plan.map { "scaffold \($0)" })
      try Self.compare("name", name, read.name)
      choices = read.choices
      choices.name = choices.name ?? read.name
    }
    if let spec {
      choices = choices.overridden(by: try Self.read(spec, globals, ProjectFile.read))
    }
    if let name, choices.name != nil { choices.name = name }
    return choices.overridden(by: try flags(areas))
  }

  /// The plan that the answers name; nil without answers, or a plan in them.
  ///
  /// Standard input is read once: what was read stays as the answers.
  mutating func answeredPlan(_ globals: Globals) throws -> String? {
    guard let file = answers else { return nil }
    if file == "-" {
      answers = String(decoding: try InputFile.read(file, in: globals), as: UTF8.self) + "\n"
    }
    return try Self.read(answers ?? file, globals, ProjectFile.readAnswers).plan
  }

  private func flags(_ areas: [ProjectChoices.Area]) throws -> GivenChoices {
    var flags = GivenChoices()
    flags.name = projectName
    flags.database = try Self.one(database, "database")
    flags.auth = try Self.one(auth, "auth")
    guard !features.isEmpty else { return flags }
    var chosen = try Self.refusals { () throws(ProjectRefusal) in
      try GivenChoices.Features(words: features)
    }
    let known = areas.flatMap(\.features)
    let stray = chosen.chosen.union(chosen.left).subtracting(known)
    guard stray.isEmpty else {
      throw Failure(
        .project(
          ProjectRefusal(
            ProjectChoices.Feature.allCases.filter(stray.contains).map {
              .unknownValue($0.rawValue, of: "feature of this part", known: known.map(\.rawValue))
            })))
    }
    chosen.areas = Set(areas)
    flags.features = chosen
    return flags
  }

  private static func one<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?, _ key: String
  ) throws -> Value? {
    guard let text else { return nil }
    guard let value = Value(rawValue: text) else {
      throw Failure(
        .project(
          ProjectRefusal([
            .unknownValue(text, of: key, known: Value.allCases.map(\.rawValue))
          ])))
    }
    return value
  }

  private static func compare(_ key: String, _ given: String?, _ file: String?) throws {
    guard let given, let file, given != file else { return }
    throw Failure(.project(ProjectRefusal([.differs(key: key, given: given, file: file)])))
  }

  private static func read<Value>(
    _ file: String, _ globals: Globals,
    _ reading: ([UInt8], RelativePath?) throws(ProjectRefusal) -> Value
  ) throws -> Value {
    let isText = file.hasPrefix("{") || file.contains("\n")
    let bytes = isText ? Array(file.utf8) : try InputFile.read(file, in: globals)
    return try refusals { () throws(ProjectRefusal) in
      try reading(bytes, isText ? nil : RelativePath(unchecked: Array(file.utf8)))
    }
  }

  private static func refusals<Value>(
    _ body: () throws(ProjectRefusal) -> Value
  ) throws -> Value {
    do throws(ProjectRefusal) {
      return try body()
    } catch {
      throw Failure(.project(error))
    }
  }
}
