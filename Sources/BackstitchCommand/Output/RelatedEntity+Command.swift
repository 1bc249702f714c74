internal import Orchestration

extension RelatedEntity {
  /// The command that makes what is missing, as a next step.
  func command(_ globals: Globals) -> String {
    globals.command(words)
      + (needsFields ? "  # asks for its fields; or give them behind the name" : "")
  }
}
