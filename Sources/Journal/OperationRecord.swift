package import Patch

/// One entry of the operation log, as its intent records it.
package struct OperationRecord: Sendable {
  package enum Kind: String, Sendable, Codable {
    case commit, undo, redo, restore, rollback, capture
  }

  /// Counted from 1.
  package var number: Int
  package var kind: Kind
  package var description: String
  /// The transaction it landed, all or some of.
  package var transaction: Int?
  /// The plan's name.
  package var plan: String?
  package var entity: String?
  package var author: String
  /// Seconds since 1970.
  package var time: Int64
  /// HEAD after the operation.
  package var branch: String?
  package var head: String?
  /// SHA-256 of the plan (I11), hexadecimal.
  package var digest: String
  /// The store's commit that holds `before/`, `after/` and `operation.json`.
  package var commit: String
  package var steps: [StepChanges]
  /// What happens to each path in all, sorted, with the directories made and emptied.
  package var net: [PathChange]
  /// What it reverses or reapplies.
  package var target: Target?
  /// What a rollback or a restore takes back besides its target; nil: nothing.
  package var others: [Target]?
  /// Of the steps a commit landed: what stays staged in the transaction; nil: nothing.
  package var remaining: [Item]?
  /// Whether its transaction ends with it; the outcome then says both at once.
  package var closes: Bool?
  /// Of a restore: the operation whose state the paths were brought to.
  package var restored: Int?
  /// Of a capture: the command.
  package var capture: Capture?
  /// What it does to the user's repository besides; nil: nothing.
  package var git: GitRecord?
  /// Paths at which somebody's later work was met, and what was decided; nil: none.
  package var verdicts: [Verdict]?

  /// The operation an undo or redo is about.
  package struct Target: Sendable, Codable, Hashable {
    package var operation: Int
    /// Only these steps' paths; nil: all.
    package var items: [Item]?

    package init(operation: Int, items: [Item]?) {
      self.operation = operation
      self.items = items
    }
  }

  /// What was decided for a path of a step where somebody's later work stood.
  package struct Verdict: Sendable, Codable, Hashable {
    package var step: String
    package var path: RelativePath
    /// `merged` or `kept`.
    package var decision: String

    package init(step: String, path: RelativePath, decision: String) {
      self.step = step
      self.path = path
      self.decision = decision
    }
  }

  /// One path of one step.
  package struct Item: Sendable, Codable, Hashable {
    package var step: String
    package var path: RelativePath

    package init(step: String, path: RelativePath) {
      self.step = step
      self.path = path
    }
  }

  package init(
    number: Int, kind: Kind, description: String, transaction: Int?, plan: String?,
    entity: String?, author: String, time: Int64, branch: String?, head: String?, digest: String,
    commit: String, steps: [StepChanges], net: [PathChange], target: Target?,
    others: [Target]? = nil, remaining: [Item]? = nil, closes: Bool? = nil,
    restored: Int? = nil, capture: Capture? = nil, git: GitRecord? = nil,
    verdicts: [Verdict]? = nil
  ) {
    self.number = number
    self.kind = kind
    self.description = description
    self.transaction = transaction
    self.plan = plan
    self.entity = entity
    self.author = author
    self.time = time
    self.branch = branch
    self.head = head
    self.digest = digest
    self.commit = commit
    self.steps = steps
    self.net = net
    self.target = target
    self.others = others
    self.remaining = remaining
    self.closes = closes
    self.restored = restored
    self.capture = capture
    self.git = git
    self.verdicts = verdicts
  }

  /// Every operation it reverses or reapplies, with what of each is meant.
  package var targets: [Target] { (target.map { [$0] } ?? []) + (others ?? []) }

  /// Whether its target, meant whole, is all it is about.
  var targetsAll: Bool { target?.items == nil && others == nil }

  /// Every path that a step changed or holds.
  package var items: Set<Item> {
    Set(steps.flatMap { step in step.all.map { Item(step: step.step.id, path: $0.path) } })
  }
}
