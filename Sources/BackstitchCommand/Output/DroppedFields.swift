internal import Backstitch
internal import Orchestration
internal import ProjectModel

/// Fields that an entity has and a whole definition of it has not: nobody named them, so they are
/// listed and confirmed.
struct DroppedFields {
  let names: [String]

  /// - Parameter stored: the entity as its file has it.
  init(_ definition: Entity?, of stored: Entity?) {
    guard let definition, let stored else {
      names = []
      return
    }
    names = stored.fields.map(\.name).filter { definition.field(named: $0) == nil }
  }

  /// What a person should know before they confirm; nil when nothing is dropped.
  var warning: String? {
    names.isEmpty
      ? nil
      : "the definition has no \(list): the entity loses what it had, and its table the columns"
  }

  /// Refuses what nobody can confirm.
  func check(_ options: WriteOptions, _ globals: Globals) throws {
    guard !names.isEmpty, !options.yes, !options.dryRun, globals.json || !Terminal.canAsk else {
      return
    }
    throw Failure(
      .blocked,
      "the definition has no \(list), which the entity has; give --yes to drop that, or write it into"
        + " the definition", next: [SameCommand.adding(["--yes"])].compactMap(\.self))
  }

  private var list: String { names.map { "'\($0)'" }.joined(separator: ", ") }
}
