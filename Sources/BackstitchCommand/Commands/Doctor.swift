internal import ArgumentParser
internal import Backstitch

/// `backstitch doctor`
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Verify store and journal; say what durability this file system gives.",
    discussion: "Reads everything and changes nothing. Exit status 5 when something is damaged.")

  @Option(
    help: ArgumentHelp(
      "Instead, kill and recover the program in a fresh directory in this one.",
      valueName: "dir"), completion: .directory)
  var crash: String?

  @Option(help: ArgumentHelp("How many kills of --crash.", valueName: "count"))
  var rounds = 20

  @OptionGroup var globals: Globals

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("Give --rounds a number from 1 up.") }
  }

  func run() throws {
    // The kernel's name of this very program, also when it was moved or replaced since.
    if let crash { return try self.crash(in: crash, program: "/proc/self/exe") }
    let workspace = try globals.workspace()
    let diagnosis = try Failure.catching { try workspace.diagnose() }
    if globals.json { say(json(diagnosis, workspace).text) } else { print(diagnosis, workspace) }
    if diagnosis.isDamaged { throw Exit(status: Failure.Kind.damaged.status) }
  }

  private func print(_ diagnosis: Diagnosis, _ workspace: Workspace) {
    let style = globals.style
    say("Workspace: \(String(decoding: workspace.root, as: UTF8.self))")
    if let store = diagnosis.store {
      say("Store:     \(String(decoding: store, as: UTF8.self))")
      say(
        "Read:      \(counted(diagnosis.operations, "operation")), "
          + "\(counted(diagnosis.packs, "pack")), \(counted(diagnosis.objects, "object"))")
    }
    for finding in diagnosis.findings {
      let word =
        switch finding.severity {
        case .damage: style.red("damage")
        case .warning: style.yellow("warning")
        case .note: style.dim("note")
        }
      say("\(word): \(finding.subject): \(finding.message)")
    }
    let durability = diagnosis.durability
    say(
      "File system: \(durability.workspace)\(durability.store == durability.workspace ? "" : ", the store's \(durability.store)")"
    )
    say(
      "  rename exchange \(Self.word(durability.exchange)), no-replace "
        + "\(Self.word(durability.noReplace)), O_TMPFILE \(Self.word(durability.unnamedFiles))")
    for statement in durability.statements { say("  \(statement)") }
    if diagnosis.isDamaged {
      say(style.red("The store is damaged; nothing was touched."))
    } else if diagnosis.store != nil {
      say(style.green("The store is whole."))
    }
  }

  private static func word(_ support: Bool?) -> String {
    support.map { $0 ? "works" : "is missing" } ?? "was not tried"
  }

  private func json(_ diagnosis: Diagnosis, _ workspace: Workspace) -> JSONValue {
    let durability = diagnosis.durability
    func word(_ support: Bool?) -> JSONValue { support.map(JSONValue.boolean) ?? .null }
    return [
      "schema": 1, "damaged": .boolean(diagnosis.isDamaged),
      "workspace": .bytes(workspace.root),
      "store": diagnosis.store.map(JSONValue.bytes) ?? .null,
      "operations": JSONValue(diagnosis.operations), "packs": JSONValue(diagnosis.packs),
      "objects": JSONValue(diagnosis.objects),
      "findings": .array(
        diagnosis.findings.map { finding in
          [
            "severity": .string(finding.severity.rawValue), "subject": .string(finding.subject),
            "message": .string(finding.message),
          ]
        }),
      "durability": [
        "workspace": .string(durability.workspace), "store": .string(durability.store),
        "oneMount": .boolean(durability.isOneMount), "exchange": word(durability.exchange),
        "noReplace": word(durability.noReplace), "unnamedFiles": word(durability.unnamedFiles),
        "statements": JSONValue(durability.statements),
      ],
    ]
  }
}
