internal import Journal
internal import Patch

extension Transaction {
  /// A step: one unit of a plan, staged as one savepoint.
  public struct Step: Sendable, Hashable {
    /// Where a step stands.
    public enum State: Sendable, Hashable {
      /// Not run yet.
      case waiting
      /// Staged, not landed.
      case staged
      /// Landed by that operation.
      case landed(Int)
      /// Left out: on purpose, or for a reason.
      case skipped(because: String?)
      /// It failed; why.
      case failed(String)
    }

    /// The step's id in its plan.
    public var id: String
    /// What it is called for people.
    public var title: String
    /// The agent that runs it.
    public var agent: String?
    /// Steps that must have landed or be staged before.
    public var needs: [String]
    /// Whether its failure costs the others nothing.
    public var optional: Bool
    /// Where it stands.
    public internal(set) var state: State

    /// Creates a step that waits.
    public init(
      id: String, title: String, agent: String? = nil, needs: [String] = [],
      optional: Bool = false
    ) {
      self.id = id
      self.title = title.onOneLine
      self.agent = agent
      self.needs = needs
      self.optional = optional
      state = .waiting
    }

    func ended(in transaction: Int) -> Record.StepEnded? {
      switch state {
      case .failed(let reason):
        .init(transaction: transaction, step: id, end: .failed, reason: reason)
      case .skipped(let reason):
        .init(transaction: transaction, step: id, end: .skipped, reason: reason ?? "")
      default: nil
      }
    }

    var planned: PlannedStep {
      PlannedStep(id: id, title: title, agent: agent, needs: needs, optional: optional)
    }
  }
}
