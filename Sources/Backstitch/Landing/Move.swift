internal import FileSystem
internal import Journal
internal import Patch

/// One step of a landing: the smallest change of the tree, with the name its content moves
/// through.
struct Move {
  enum Kind {
    /// What stood there goes to the spare name.
    case remove
    case removeDirectory
    case makeDirectory
    /// The spare comes to a free path.
    case create
    /// The spare and what stands there change places.
    case replace
  }

  var kind: Kind
  var path: RelativePath
  var before: Image?
  var after: Image?
  var spare: Spare?

  var place: Place { .workspace(path) }
}

extension Move {
  /// The moves of an intent, in the order of Commit, step 5: deletions deepest first, emptied
  /// directories, new directories, creations, replacements.
  static func moves(of intent: Record.Intent) -> [Move] {
    // What a command did is done: only its record lands.
    if intent.operation.kind == .capture { return [] }
    var removals: [Move] = []
    var emptied: [Move] = []
    var made: [Move] = []
    var creations: [Move] = []
    var replacements: [Move] = []
    for (change, spare) in zip(intent.operation.net, intent.spares) {
      func move(_ kind: Kind) -> Move {
        Move(
          kind: kind, path: change.path, before: change.before, after: change.after, spare: spare)
      }
      switch (change.before, change.after) {
      case (nil, nil), (.directory, .directory): break
      case (nil, .directory): made.append(move(.makeDirectory))
      case (nil, _): creations.append(move(.create))
      case (.directory, nil): emptied.append(move(.removeDirectory))
      case (.directory, _):
        emptied.append(move(.removeDirectory))
        creations.append(move(.create))
      case (_, nil): removals.append(move(.remove))
      case (_, .directory):
        removals.append(move(.remove))
        made.append(move(.makeDirectory))
      default: replacements.append(move(.replace))
      }
    }
    // Sorted by path, a directory comes before what is in it.
    return removals.reversed() + emptied.reversed() + made + creations + replacements
  }

  /// Whether it frees its name, which a later move of the same landing may use again.
  var freesName: Bool { kind == .remove || kind == .removeDirectory }
}
