package import Backstitch
package import Generators
package import Patch
package import ProjectModel

/// Why an orchestration did not come to its end; nothing was written.
package enum OrchestrationError: Error, Sendable {
  case library(BackstitchError)
  case generation(GenerationError)
  case detection(DetectionError)
  case entity(EntityRefusal)
  /// No fields were given and the project has no entity or model of that name.
  case noFields(String)
  case files(String)

  package var findings: [Finding] {
    switch self {
    case .library(.refused(let refusal)): refusal.findings
    case .library(let error): [Finding(.refused, error.description)]
    case .generation(let error): error.findings
    case .detection(let error): error.findings
    case .entity(let refusal): refusal.findings
    case .noFields(let name):
      [
        Finding(
          .blocked,
          "'\(name)' has no fields: there is no '.backstitch/entities/\(name).yaml' and no model "
            + "of that name. Give them as arguments, with --field or with --spec FILE")
      ]
    case .files(let reason): [Finding(.refused, reason)]
    }
  }
}
