internal import Backstitch
internal import Orchestration
internal import Patch

/// What was not answered in advance is asked on a terminal; without one nothing is.
struct DialogueFlow {
  let workspace: Workspace
  let globals: Globals
  let options: WriteOptions

  /// What came of it.
  struct Answered {
    /// The whole request.
    var request: GenerationRequest
    /// The command that does the same without a dialogue; nil when nothing was asked.
    var again: String?
  }

  /// The whole request.
  func complete(_ given: GivenAnswers) throws -> Answered {
    guard Terminal.canAsk, !globals.json, !options.yes else {
      return Answered(request: try settle(given))
    }
    var dialogue = try begin(given)
    guard dialogue.question != nil else {
      return Answered(request: try Failure.catching { try dialogue.request() })
    }
    guard Questioning(globals: globals).talk(&dialogue) else {
      throw Failure(.failed, "not confirmed; nothing was written")
    }
    let words = try Failure.catching { try dialogue.words(shown: globals.shown) }
    return Answered(
      request: try Failure.catching { try dialogue.request() },
      again: words.isEmpty ? nil : SameCommand.adding(words))
  }

  private func begin(_ given: GivenAnswers) throws -> Dialogue {
    do throws(OrchestrationError) {
      return try Orchestrator(workspace).dialogue(given)
    } catch {
      throw BlockedReport(error, given.request, globals).failure
    }
  }

  /// The request as it was given: what has no default must be there.
  private func settle(_ given: GivenAnswers) throws -> GenerationRequest {
    guard !given.request.name.isEmpty else {
      throw BlockedReport(.noName(plan: given.request.plan), given.request, globals).failure
    }
    // Flags that would change nothing of an entity that is there.
    if given.hasStrayFlags { _ = try begin(given) }
    return given.request
  }
}
