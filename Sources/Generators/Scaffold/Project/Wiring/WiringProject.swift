internal import Patch
internal import ProjectModel

/// What a new project has of what joins its parts: README, what git ignores.
struct WiringProject {
  let choices: ProjectChoices
  let layers: ProjectLayers

  /// All it makes, in order.
  var outputs: [ProjectOutput] {
    let view = ProjectView(choices, layers)
    return [
      .file(".gitignore", .projectGitIgnore, view: view),
      .file("README.md", .projectReadme, view: view),
    ]
  }

  /// What a person does next.
  var nextSteps: [String] {
    let plan = layers.hasBackend && layers.hasFrontend ? "fullstack" : "entity"
    let first = [
      "cat README.md  # how to start it, with Docker and without, and how to test it"
    ]
    guard layers.hasBackend else { return first }
    return first + [
      "backstitch generate \(plan) product name:str:64:required price:decimal:10,2  # an entity"
    ]
  }
}
