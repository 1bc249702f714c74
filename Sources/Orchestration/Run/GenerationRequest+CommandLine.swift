internal import ProjectModel

extension GenerationRequest {
  /// The words that a command line with the given answers lacks, so that it asks for the same
  /// without a dialogue; what the field language cannot say goes as `--answers` with all of it.
  ///
  /// - Parameter shown: a path below the workspace as it is written on that command line.
  package func words(
    beyond given: GivenAnswers, shown: (String) -> String = { $0 }
  ) -> [String] {
    let before = given.request
    var words: [String] = []
    if before.name.isEmpty { words.append(name) }
    if before.entity == nil, let entity {
      guard let said = FieldLanguage.words(for: entity, called: name),
        said.defersMissingTargets == defersMissingTargets
      else { return words + ["--answers", json] }
      words += said.fields
      if given.features == nil, let features = said.features { words += ["--feature", features] }
      if given.plural == nil, let plural = said.plural { words += ["--plural", plural] }
    }
    func option(_ flag: String, _ value: String?, _ old: String?) {
      if let value, value != old { words += [flag, value] }
    }
    func flag(_ flag: String, _ value: Bool, _ old: Bool) {
      if value, !old { words.append(flag) }
    }
    option("--backend", backend.map(shown), before.backend.map(shown))
    option("--frontend", frontend.map(shown), before.frontend.map(shown))
    option("--registrar", registrar.map(shown), before.registrar.map(shown))
    flag("--defer-ref", defersMissingTargets, before.defersMissingTargets)
    option("--columns", columns?.joined(separator: ","), before.columns?.joined(separator: ","))
    option("--filters", filters?.joined(separator: ","), before.filters?.joined(separator: ","))
    option("--actions", actions?.joined(separator: ","), before.actions?.joined(separator: ","))
    flag("--tests", tests, before.tests)
    flag("--docker", docker, before.docker)
    for module in modules where !before.modules.contains(module) { words += ["--with", module] }
    // Without a definition on it the command would begin the dialogue again.
    return entity == nil ? words + ["--yes"] : words
  }
}
