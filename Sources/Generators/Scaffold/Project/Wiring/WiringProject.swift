internal import Patch
internal import ProjectModel

/// What a new project has of what joins its parts: variables, README, proxying.
struct WiringProject {
  let choices: ProjectChoices

  /// All it makes, in order.
  var outputs: [ProjectOutput] { [] }

  /// What a person does next.
  var nextSteps: [String] { [] }
}
