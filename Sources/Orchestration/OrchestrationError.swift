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
  /// Choices for a project that cannot be taken.
  case project(ProjectRefusal)
  /// No name was given to a plan.
  case noName(plan: String)
  /// No fields were given and the project has no entity or model of that name.
  case noFields(String)
  /// Nothing was generated under that name.
  case notGenerated(String)
  case files(String)
  /// An answer that cannot be taken, and why.
  case answer(String)
  /// There is no plan of that name; the known ones.
  case noPlan(String, known: [String])
  case planFile(PlanFileError)
  case migration(MigrationError)
  /// An external agent failed.
  case agent(AgentFailure)
  /// It was asked to stop; what is staged is kept in the transaction, if there is one.
  case interrupted(transaction: Int?)
  /// What a transaction recorded cannot be gone on with.
  case notResumable(String)

  /// The error as findings: their kinds decide the exit status.
  package var findings: [Finding] {
    switch self {
    case .library(.refused(let refusal)): refusal.findings
    case .library(.needUndone(let step, let need, let operation)):
      [
        Finding(
          .blocked,
          BackstitchError.needUndone(step: step, need: need, operation: operation).description)
      ]
    case .library(let error): [Finding(.refused, error.description)]
    case .generation(let error): error.findings
    case .detection(let error): error.findings
    case .entity(let refusal): refusal.findings
    case .project(let refusal): refusal.findings
    case .noName(let plan):
      [
        Finding(
          .blocked,
          "nothing says what '\(plan)' is to generate; give a name, as in"
            + " 'generate \(plan) product'")
      ]
    case .noFields(let name):
      [
        Finding(
          .blocked,
          "'\(name)' has no fields: there is no '.backstitch/entities/\(name).yaml' and no model "
            + "of that name. Give them as arguments, with --field or with --spec FILE")
      ]
    case .notGenerated(let name):
      [
        Finding(
          .blocked,
          "nothing was generated of '\(name)': there is no '\(ProjectFiles.lock(name))'; generate it"
            + " first, as in 'generate entity \(name)'")
      ]
    case .files(let reason), .answer(let reason), .notResumable(let reason):
      [Finding(.refused, reason)]
    case .noPlan(let name, let known):
      [
        Finding(
          .refused,
          "there is no plan '\(name)'; there are \(known.joined(separator: ", ")), and a project "
            + "adds its own in .backstitch/plans/NAME.yaml")
      ]
    case .planFile(let error): [error.finding]
    case .migration(let error): [error.finding]
    case .interrupted(let number):
      [
        Finding(
          .refused,
          "interrupted; nothing was written"
            + (number.map { ", what is staged is kept in t\($0)" } ?? ""))
      ]
    case .agent(let failure): [Finding(.refused, failure.description)]
    }
  }

  /// Whether it says that there is no project of a kind at all, so that a plan may go on without.
  package var isAbsentProject: Bool {
    guard case .detection(let error) = self else { return false }
    return error == .noFastAPI || error == .noNextJS
  }

  /// The findings in one text.
  package var message: String { findings.map(\.description).joined(separator: "\n") }
}

extension OrchestrationError {
  /// A file could not be read, or the store is damaged that holds it.
  init(_ error: TreeError) {
    self = error.isDamage ? .library(.damaged(error.description)) : .files(error.description)
  }
}
