internal import Patch
internal import ProjectModel

/// What a new project has of a Next.js project.
struct FrontendProject {
  let choices: ProjectChoices

  /// All it makes, in order.
  var outputs: [ProjectOutput] { [] }

  /// What a person does next.
  var nextSteps: [String] { [] }
}
