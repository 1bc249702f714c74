/// What stands at a path of the model: a link, or a file of slots between lines that never change,
/// so that what a merge by line gives can be told slot by slot.
enum ModelEntry: Hashable, Sendable {
  case file(slots: [Int], mode: UInt16)
  case link(Int)

  static let slots = 4

  /// The file's text; the link's target.
  var text: String {
    switch self {
    case .link(let number): return "target \(number)"
    case .file(let slots, _):
      return slots.enumerated().map { index, value in
        "value \(value)\n" + (0..<3).map { "- \(index) \($0)\n" }.joined()
      }.joined()
    }
  }

  /// As ``Judge/visible(_:)`` gives it.
  var picture: String {
    switch self {
    case .link: "link \(text)"
    case .file(_, let mode): "file \(String(mode, radix: 8)) \(text)"
    }
  }

  /// What three sides of a path become; see Merging in `docs/guarantee.md`.
  enum Decision: Equatable {
    case take(ModelEntry?)
    case conflict
  }

  static func decide(
    base: ModelEntry?, ours: ModelEntry?, theirs: ModelEntry?
  ) -> Decision {
    if ours == theirs { return .take(ours) }
    if ours == base { return .take(theirs) }
    if base == theirs { return .take(ours) }
    guard case .file(let before, let mode) = base, case .file(let mine, let myMode) = ours,
      case .file(let wanted, let wantedMode) = theirs
    else { return .conflict }
    guard let merged = one(of: mode, myMode, wantedMode) else { return .conflict }
    var slots: [Int] = []
    for index in before.indices {
      guard let slot = one(of: before[index], mine[index], wanted[index]) else { return .conflict }
      slots.append(slot)
    }
    return .take(.file(slots: slots, mode: merged))
  }

  private static func one<Value: Equatable>(
    of base: Value, _ ours: Value, _ theirs: Value
  ) -> Value? {
    if ours == theirs || base == theirs { return ours }
    return ours == base ? theirs : nil
  }
}

/// A change of one path, with both sides.
struct ModelChange: Hashable, Sendable {
  var path: String
  var before: ModelEntry?
  var after: ModelEntry?

  var reversed: ModelChange { ModelChange(path: path, before: after, after: before) }
}

/// The changes of a step.
struct ModelStep: Hashable, Sendable {
  var id: String
  var changes: [ModelChange]
}

/// One path of one step.
struct ModelItem: Hashable, Sendable {
  var step: String
  var path: String
}
