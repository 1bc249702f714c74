internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Generators
internal import Orchestration
internal import Patch

/// `backstitch templates`
struct Templates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "The texts that code is generated from.",
    subcommands: [List.self, Eject.self], defaultSubcommand: List.self)

  /// `backstitch templates list`
  struct List: ReadingCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The templates, and which of them the project has its own of.")

    @OptionGroup var globals: Globals

    func run() throws {
      let workspace = try globals.workspace()
      let tree = try Failure.catching { try workspace.tree() }
      let entries = try Failure.catching {
        try TemplateCatalog.entries.map { entry in
          (entry: entry, isOwn: try tree.node(at: entry.override) != nil)
        }
      }
      if globals.json {
        let document: JSONValue = [
          "schema": 1,
          "templates": .array(
            entries.map { template in
              [
                "name": .string(template.entry.name), "version": JSONValue(template.entry.version),
                "override": template.isOwn ? JSONValue(template.entry.override) : .null,
              ]
            }),
        ]
        return say(document.text)
      }
      let width = entries.map(\.entry.name.count).max() ?? 0
      for (entry, isOwn) in entries {
        let name = entry.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        say("\(name)version \(entry.version)" + (isOwn ? ", overridden by \(entry.override)" : ""))
      }
    }
  }

  /// `backstitch templates eject NAME`
  struct Eject: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eject",
      abstract: "Write a template into the project, which is used from then on.")

    @Argument(
      help: "A template, such as fastapi/crud.",
      completion: .list(TemplateCatalog.entries.map(\.name)))
    var name: String
    @OptionGroup var globals: Globals
    @OptionGroup var options: WriteOptions

    func run() throws {
      guard let entry = TemplateCatalog.entries.first(where: { $0.name == name }) else {
        throw Failure(
          .usage, "there is no template '\(name)'",
          next: [globals.command(["templates", "list"])])
      }
      let workspace = try globals.workspace(for: options).workspace
      let stands = try Failure.catching { try workspace.tree().node(at: entry.override) != nil }
      guard !stands else {
        throw Failure(
          .failed, "\(entry.override) stands there already; edit it, or delete it to begin anew")
      }
      let transaction = try Failure.catching {
        var transaction = try workspace.begin("eject \(name)")
        try transaction.step("eject", title: "Template") { tree throws(Refusal) in
          try tree.stage(
            Change(
              entry.override, .write(contents: Array(entry.text.utf8)), expect: .init(exists: false)
            ))
        }
        return transaction
      }
      var flow = LandingFlow(globals: globals, options: options, workspace: workspace)
      flow.nextSteps = [
        globals.command(["regenerate", "--all"]) + "  # once the template is changed"
      ]
      try flow.run { policy in
        try Failure.catching { try transaction.propose(onConflict: policy) }
      }
    }
  }
}
