internal import Patch
internal import ProjectModel

/// What a new project has of what joins its parts: README, shared types, settings.
struct WiringProject: ProjectContent {
  let choices: ProjectChoices
  let layers: ProjectLayers

  private var own: ProjectLayers { layers.own }

  /// All it makes, in order.
  var outputs: [ProjectOutput] {
    let view = ProjectView(choices, layers)
    var outputs: [ProjectOutput] = [
      .file(".gitignore", .projectGitIgnore, view: view), .ignored(".env"),
    ]
    // How somebody's own layers are started is theirs to say.
    if own.hasBackend || own.hasFrontend {
      outputs.append(.file("README.md", .projectReadme, view: view))
    }
    if own.hasBackend, own.hasFrontend {
      let path = ProjectChoices.path(choices.frontend, "lib/types/api/common.ts")
      outputs.append(.file(path, .projectAPITypes, view: view))
    }
    if own.hasBackend, choices.has(.celery) {
      outputs += [
        .variable("CELERY_BROKER_URL", value: "redis://127.0.0.1:6379/1"),
        .variable("CELERY_RESULT_BACKEND", value: "redis://127.0.0.1:6379/2"),
      ]
    }
    // The pages know how long a session lasts, and where its cookies may go.
    if view.authPages {
      outputs += [
        .variable("REFRESH_TOKEN_DAYS", value: "14"), .variable("COOKIE_SECURE", value: "false"),
      ]
    }
    return outputs
  }

  /// What a person does next.
  var nextSteps: [NextStep] {
    let plan = own.hasBackend && own.hasFrontend ? "fullstack" : "entity"
    var steps: [NextStep] = []
    if own.hasBackend || own.hasFrontend {
      steps.append(.init(text: "cat README.md  # how to start and test it", files: ["README.md"]))
    }
    if own.hasBackend {
      let table = ProjectView(choices, layers).needsTable ? " --with data-table" : ""
      steps.append(
        .init(
          text:
            "backstitch generate \(plan) product name:str:64:required price:decimal:10,2\(table)"
            + "  # an entity"))
    }
    return steps
  }
}
