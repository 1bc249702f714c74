import Backstitch
import Patch
import Simulation

extension Scenario {
  /// Commands run by `exec`: what is taken down before one and after it.
  static let captured: [Scenario] = [
    Scenario(
      name: "a command begins",
      prepare: { disk, workspace in
        everythingBefore(disk)
        try stage(workspace, [.write("unrelated", "u")])
      },
      action: { _ = try $0.beginCapture(of: ["command"]) }, changesTree: false),
    Scenario(
      name: "a command begins again",
      prepare: { disk, workspace in
        everythingBefore(disk)
        try stage(workspace, [.write("unrelated", "u")])
        _ = try workspace.beginCapture(of: ["command"]).finish(status: 0)
        disk.save("/w/edited", "mine\n")
      },
      action: { _ = try $0.beginCapture(of: ["command"]) }, changesTree: false),
    Scenario(
      name: "a killed command is recorded", prepare: killed,
      action: { _ = try $0.settle() }, changesTree: false),
    Scenario(
      name: "a commit after a killed command", prepare: killed,
      action: { try stage($0, [.write("added/x", "x\n"), .write("edited", "later\n")]) },
      contested: ["edited"]),
  ]

  /// A tree that a command has changed whose `exec` died.
  @Sendable private static func killed(
    _ disk: SimulatedDisk, _ workspace: Workspace
  ) throws {
    everythingBefore(disk)
    try stage(workspace, [.write("unrelated", "u")])
    // Nobody holds it any more.
    _ = try workspace.beginCapture(of: ["command"])
    disk.save("/w/edited", "half\n")
    disk.save("/w/made/deep/file", "new\n")
    disk.save("/w/run.sh", "#!/bin/sh\n", mode: 0o755)
    disk.makeSymlink("/w/link", target: "edited")
  }
}
