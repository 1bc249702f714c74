internal import Patch

extension OperationRecord: Codable {
  private enum Key: String, CodingKey {
    case number, kind, description, transaction, plan, entity, author, time, branch, head, digest
    case commit, steps, net, netBesideSteps, target, others, remaining, closes
    case restored, capture, git, verdicts
  }

  /// Writes `net` without what the steps say already, where that is enough to know it again: most
  /// operations change each path in one step.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(number, forKey: .number)
    try container.encode(kind, forKey: .kind)
    try container.encode(description, forKey: .description)
    try container.encodeIfPresent(transaction, forKey: .transaction)
    try container.encodeIfPresent(plan, forKey: .plan)
    try container.encodeIfPresent(entity, forKey: .entity)
    try container.encode(author, forKey: .author)
    try container.encode(time, forKey: .time)
    try container.encodeIfPresent(branch, forKey: .branch)
    try container.encodeIfPresent(head, forKey: .head)
    try container.encode(digest, forKey: .digest)
    try container.encode(commit, forKey: .commit)
    try container.encode(steps, forKey: .steps)
    if let beside = netBesideSteps() {
      try container.encode(beside, forKey: .netBesideSteps)
    } else {
      try container.encode(net, forKey: .net)
    }
    try container.encodeIfPresent(target, forKey: .target)
    try container.encodeIfPresent(others, forKey: .others)
    try container.encodeIfPresent(remaining, forKey: .remaining)
    try container.encodeIfPresent(closes, forKey: .closes)
    try container.encodeIfPresent(restored, forKey: .restored)
    try container.encodeIfPresent(capture, forKey: .capture)
    try container.encodeIfPresent(git, forKey: .git)
    try container.encodeIfPresent(verdicts, forKey: .verdicts)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let steps = try container.decode([StepChanges].self, forKey: .steps)
    let beside = try container.decodeIfPresent([PathChange].self, forKey: .netBesideSteps)
    let net =
      try beside.map { Self.merged(Self.said(by: steps), $0) }
      ?? container.decode([PathChange].self, forKey: .net)
    self.init(
      number: try container.decode(Int.self, forKey: .number),
      kind: try container.decode(Kind.self, forKey: .kind),
      description: try container.decode(String.self, forKey: .description),
      transaction: try container.decodeIfPresent(Int.self, forKey: .transaction),
      plan: try container.decodeIfPresent(String.self, forKey: .plan),
      entity: try container.decodeIfPresent(String.self, forKey: .entity),
      author: try container.decode(String.self, forKey: .author),
      time: try container.decode(Int64.self, forKey: .time),
      branch: try container.decodeIfPresent(String.self, forKey: .branch),
      head: try container.decodeIfPresent(String.self, forKey: .head),
      digest: try container.decode(String.self, forKey: .digest),
      commit: try container.decode(String.self, forKey: .commit), steps: steps,
      net: net,
      target: try container.decodeIfPresent(Target.self, forKey: .target),
      others: try container.decodeIfPresent([Target].self, forKey: .others),
      remaining: try container.decodeIfPresent([Item].self, forKey: .remaining),
      closes: try container.decodeIfPresent(Bool.self, forKey: .closes),
      restored: try container.decodeIfPresent(Int.self, forKey: .restored),
      capture: try container.decodeIfPresent(Capture.self, forKey: .capture),
      git: try container.decodeIfPresent(GitRecord.self, forKey: .git),
      verdicts: try container.decodeIfPresent([Verdict].self, forKey: .verdicts))
  }

  /// What of `net` the steps do not say; nil when more is needed to know it again.
  private func netBesideSteps() -> [PathChange]? {
    guard steps.contains(where: { !$0.changes.isEmpty }) else { return nil }
    let said = Self.said(by: steps)
    let added = net.filter { said[$0.path] != $0 }
    return Self.merged(said, added) == net ? added : nil
  }

  /// What the steps say of paths that one of them changes, and no other.
  private static func said(by steps: [StepChanges]) -> [RelativePath: PathChange] {
    var said: [RelativePath: PathChange] = [:]
    var several: Set<RelativePath> = []
    for change in steps.lazy.flatMap(\.changes) {
      let whole = PathChange(path: change.path, before: change.before, after: change.after)
      if said.updateValue(whole, forKey: change.path) != nil { several.insert(change.path) }
    }
    for path in several { said[path] = nil }
    return said
  }

  private static func merged(
    _ said: [RelativePath: PathChange], _ added: [PathChange]
  ) -> [PathChange] {
    let all = said.merging(added.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    return all.values.sorted { $0.path < $1.path }
  }
}
