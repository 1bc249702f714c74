package import Backstitch
package import Generators
internal import Patch
package import ProjectModel

/// A plan at work: its steps are staged one after the other into a transaction, each on what those
/// before it staged. Lands nothing itself.
package struct OrchestrationRun: Sendable {
  /// The plan, without what was left out.
  package internal(set) var plan: OrchestrationPlan
  /// What was asked for, the entity settled.
  package internal(set) var request: GenerationRequest
  /// The files of the staged tree, as far as this run has listed or made them.
  private var files: [RelativePath]
  /// What stands in the staged tree.
  package internal(set) var detection: Detection
  /// The project's choices.
  package let config: ProjectConfig
  /// Where the steps are staged.
  package var transaction: Transaction
  /// What the steps of this process made.
  package internal(set) var results: [StepResult] = []
  /// Which steps are made again on resuming, and why.
  var renewals: [String] = []
  /// Staged steps that stay though what they went by has changed, and why.
  var stale: [String] = []
  /// What will fail, and how it is prevented: known before anything runs.
  package internal(set) var foreseen: [String] = []
  /// Steps that were left out because their project is not there.
  package internal(set) var leftOut: [OrchestrationPlan.Step] = []
  /// Whether it goes on with a transaction that an earlier command left open.
  package internal(set) var isResumed = false
  let machine: Machine

  init(
    plan: OrchestrationPlan, request: GenerationRequest, files: [RelativePath],
    detection: Detection, config: ProjectConfig, transaction: Transaction, machine: Machine
  ) {
    self.machine = machine
    self.plan = plan
    self.request = request
    self.files = files
    self.detection = detection
    self.config = config
    self.transaction = transaction
  }

  /// What a step made.
  package struct StepResult: Sendable {
    package var step: OrchestrationPlan.Step
    package var generated: GeneratedChanges
  }

  /// A step that failed.
  package struct StepFailure: Sendable {
    package var step: OrchestrationPlan.Step
    /// Its place among the plan's steps, from 1.
    package var number: Int
    package var error: OrchestrationError

    /// Why the step was left out.
    var reason: String { "it failed: \(error.message)" }
  }

  /// What becomes of a run when a step fails.
  package enum Decision: Sendable {
    /// Run the step again.
    case retry
    /// Leave the step out, with all that need it.
    case skip
    /// Run nothing more.
    case stop
  }

  /// What happens, as it happens.
  package enum Event: Sendable {
    case started(OrchestrationPlan.Step)
    case staged(StepResult)
    case skipped(OrchestrationPlan.Step, because: String)
    case failed(StepFailure)
  }

  // MARK: Running

  /// Runs the steps that are left.
  ///
  /// - Parameters:
  ///   - keepsSavepoints: whether the journal has a savepoint after each step, so that a killed
  ///     process loses at most the step it was in. A run of one step has nothing to keep.
  ///   - decide: what becomes of a step that failed; asked only when there is something to go on
  ///     from.
  /// - Returns: the failure that stopped it; nil when it came to its end.
  /// - Throws: what the first step said when nothing is open yet, or what the journal said.
  package mutating func run(
    keepsSavepoints: Bool, tell: (Event) -> Void, decide: (StepFailure, Transaction) -> Decision
  ) throws(OrchestrationError) -> StepFailure? {
    try checkPlan()
    let keeps = keepsSavepoints && plan.steps.count > 1
    for (index, step) in plan.steps.enumerated() {
      while let recorded = transaction.steps.first(where: { $0.id == step.id }), recorded.isOpen {
        if let need = unmet(step) {
          try skip(step.id, because: "it needs '\(need)'", keeps: keeps, tell)
          continue
        }
        if isInterrupted() { throw .interrupted(transaction: transaction.number) }
        tell(.started(step))
        // Our own agents take milliseconds; what an external one is asked is not lost with it.
        if case .command = step.agent, keeps, transaction.number == nil { try save() }
        do throws(OrchestrationError) {
          let result = StepResult(step: step, generated: try stage(step))
          results.append(result)
          if keeps { try save() }
          tell(.staged(result))
        } catch {
          // Whoever interrupts it does not say that the step failed.
          if isInterrupted() { throw .interrupted(transaction: transaction.number) }
          let failure = StepFailure(step: step, number: index + 1, error: error)
          guard step.optional || hasBegun(keeps: keepsSavepoints) else { throw error }
          transaction.fail(step.id, reason: error.message)
          tell(.failed(failure))
          if step.optional {
            try skip(step.id, because: failure.reason, keeps: keeps, tell)
            continue
          }
          if keeps { try save() }
          switch decide(failure, transaction) {
          case .retry: try lookAgain()
          case .skip: try skip(step.id, because: failure.reason, keeps: keeps, tell)
          case .stop: return failure
          }
        }
      }
    }
    return nil
  }

  /// Leaves a step out, with all that need it, and says so. What they have staged is dropped; what
  /// landed of those that need it stays.
  package mutating func skip(
    _ id: String, because reason: String?, keeps: Bool, _ tell: (Event) -> Void
  ) throws(OrchestrationError) {
    let meant = plan.dependents(of: id).union([id])
    var dropsStaged = false
    for recorded in transaction.steps where meant.contains(recorded.id) {
      if case .skipped = recorded.state { continue }
      if recorded.id != id, transaction.operation(landing: recorded.id) != nil { continue }
      dropsStaged = dropsStaged || recorded.state == .staged
      let why = recorded.id == id ? reason : "it needs '\(id)'"
      do throws(BackstitchError) {
        try transaction.skip(recorded.id, because: why)
      } catch {
        throw .library(error)
      }
      if let step = plan.steps.first(where: { $0.id == recorded.id }) {
        tell(.skipped(step, because: why ?? "left out"))
      }
    }
    if dropsStaged {
      // What is left is made without it.
      try lookAgain()
      try renew()
    }
    if keeps, transaction.number != nil { try save() }
  }

  private var isInterrupted: @Sendable () -> Bool { transaction.workspace.context.isInterrupted }
  /// Whether something is open, or shown, that a failure would lose.
  private func hasBegun(keeps: Bool) -> Bool {
    transaction.number != nil || (!keeps && !results.isEmpty)
  }

  private mutating func save() throws(OrchestrationError) {
    do throws(BackstitchError) {
      try transaction.save()
    } catch {
      throw .library(error)
    }
  }

  /// A step it needs that was left out or failed.
  private func unmet(_ step: OrchestrationPlan.Step) -> String? {
    step.needs.first { need in
      switch transaction.steps.first(where: { $0.id == need })?.state {
      case .skipped, .failed: true
      default: false
      }
    }
  }

  // MARK: One step

  private mutating func stage(
    _ step: OrchestrationPlan.Step
  ) throws(OrchestrationError) -> GeneratedChanges {
    let input = AgentInput(
      request: request(in: transaction.tree), step: step, tree: transaction.tree,
      detection: detection, config: config)
    let generated: GeneratedChanges
    switch step.agent {
    case .builtIn(let agent):
      generated = try agent.run(input, on: machine)
      do throws(Refusal) {
        try transaction.stage(generated, as: step.id)
      } catch {
        throw .library(.refused(error))
      }
    case .command(let words, let timeLimit):
      let answer = try ExternalAgent(words: words, timeLimit: timeLimit).run(
        input, isInterrupted: isInterrupted)
      transaction.step(step.id) { $0.take(answer.staged) }
      generated = answer.generated
    }
    if !generated.isEmpty, isRead(behind: step) {
      // Our own agents take milliseconds: what they made is all that is new.
      files =
        if case .builtIn = step.agent { transaction.tree.files(over: files) } else { try listed() }
      detection = try redetected()
    }
    return generated
  }

  /// Whether a later step goes by what was detected.
  private func isRead(behind step: OrchestrationPlan.Step) -> Bool {
    let position = plan.steps.firstIndex { $0.id == step.id } ?? plan.steps.endIndex - 1
    return plan.steps[(position + 1)...].contains { later in
      guard case .builtIn(let agent) = later.agent else { return true }
      // Containers of layers that are kept rest on those that are made beside them.
      if agent == .dockerInfrastructure { return !request.kept.isEmpty }
      return agent.part == nil && agent != .projectConfiguration
    }
  }

  /// The request with the entity as an earlier step recorded it: its references are resolved there.
  func request(in tree: StagedTree) -> GenerationRequest {
    var request = request
    let name = request.entity?.name ?? EntityNames.canonical(request.name)
    if tree.touched[ProjectFiles.entity(name)] != nil { request.entity = nil }
    return request
  }

  /// Sees what people changed.
  mutating func lookAgain() throws(OrchestrationError) {
    files = try listed()
    detection = try redetected()
  }

  private func redetected() throws(OrchestrationError) -> Detection {
    try Orchestrator(transaction.workspace).detect(in: transaction.tree, files: files, for: request)
      .0
  }

  private func listed() throws(OrchestrationError) -> [RelativePath] {
    try Orchestrator(transaction.workspace).files(in: transaction.tree)
  }
}

extension Transaction {
  /// Stages what an agent made as a step.
  mutating func stage(_ generated: GeneratedChanges, as id: String) throws(Refusal) {
    try step(id) { tree throws(Refusal) in
      // What stands there whole changes nothing.
      if !generated.changes.isEmpty { try tree.stage(ChangeSet(changes: generated.changes)) }
      for merge in generated.merges { try tree.stage(merge) }
      for hold in generated.holds { tree.hold(hold) }
    }
  }
}

extension Transaction.Step {
  /// Whether it is still to be run.
  package var isOpen: Bool {
    switch state {
    case .waiting, .failed: true
    case .staged, .landed, .skipped: false
    }
  }
}
