import Backstitch
import Patch
import Simulation
import SourceEdits

extension Scenario {
  /// Every kind of change at once.
  static let everything: [Change] = [
    .write("new/deep/file", "new\n"), .write("edited", "after\n"),
    Change("gone/last", .delete), Change("thing", .delete), .write("thing/inner", "x"),
    Change("dir", .delete), .write("dir", "now a file"),
    Change("run.sh", .chmod(.executable(true))), Change("link", .symlink(target: [0x61])),
    Change("old", .move(to: "moved/new")),
  ]

  static func everythingBefore(_ disk: SimulatedDisk) {
    disk.save("/w/edited", "before\n")
    disk.save("/w/gone/last", "bye")
    disk.save("/w/thing", "a file")
    disk.save("/w/dir/a", "1")
    disk.save("/w/dir/b/c", "2")
    disk.save("/w/run.sh", "#!/bin/sh\n")
    disk.save("/w/old", "moving")
  }

  /// A scenario that commits changes with the store there already.
  static func commit(
    _ name: String, store: String = "/w/.backstitch/store", contested: [String] = [],
    before: @escaping @Sendable (SimulatedDisk) -> Void, _ changes: [Change]
  ) -> Scenario {
    Scenario(
      name: name, store: store,
      prepare: { disk, workspace in
        before(disk)
        try stage(workspace, [.write("unrelated", "u")])
      }, action: { try stage($0, changes) }, contested: contested)
  }

  private static func path(_ text: String) -> RelativePath { RelativePath(unchecked: text.utf8) }

  /// Stages and commits.
  static func stage(
    _ workspace: Workspace, _ changes: [Change], checks: Checks = Checks()
  ) throws {
    var transaction = try workspace.begin("change")
    try transaction.step("step") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: changes))
    }
    try transaction.commit(checking: checks)
  }

  static let all: [Scenario] =
    small + kinds + history + places + upkeep + takenBack + checked + captured

  private static let small: [Scenario] = [
    commit("create", contested: ["a"], before: { _ in }, [.write("a", "A\n"), .write("b", "B\n")]),
    commit(
      "replace", contested: ["a"],
      before: { disk in
        disk.save("/w/a", "old\n")
        disk.save("/w/b", "old\n", mode: 0o600)
      }, [.write("a", "new\n"), .write("b", "newer\n")]),
    commit(
      "edit", contested: ["routers.py"],
      before: { $0.save("/w/routers.py", "from api import a\n\napp.include_router(a.router)\n") },
      [
        Change(
          "routers.py",
          .edit(.addImport(.init(module: "api.products", name: "router", alias: nil))))
      ]),
    commit(
      "delete", contested: ["d/a"],
      before: { disk in
        disk.save("/w/d/a", "A\n")
        disk.save("/w/keep/b", "B\n")
        disk.save("/w/keep/c", "C\n")
      }, [Change("d/a", .delete), Change("keep/b", .delete)]),
    commit(
      "move", contested: ["a", "d/b"], before: { $0.save("/w/a", "A\n") },
      [Change("a", .move(to: "d/b"))]),
  ]

  private static let kinds: [Scenario] = [
    commit(
      "chmod", contested: ["run"], before: { $0.save("/w/run", "x") },
      [Change("run", .chmod(.executable(true)))]),
    commit(
      "symlink", before: { $0.makeSymlink("/w/l", target: "a") },
      [
        Change("l", .delete), Change("l", .symlink(target: [0x62])),
        Change("m", .symlink(target: [0x63])),
      ]),
    commit(
      "file becomes directory", contested: ["thing"], before: { $0.save("/w/thing", "file") },
      [Change("thing", .delete), .write("thing/inner/x", "x")]),
    commit(
      "directory becomes file", contested: ["dir/a"],
      before: { disk in
        disk.save("/w/dir/a", "1")
        disk.save("/w/dir/b/c", "2")
      }, [Change("dir", .delete), .write("dir", "file")]),
    commit(
      "directories", before: { $0.save("/w/p/q/r/s", "s") },
      [Change("p/q/r/s", .delete), .write("x/y/z/w", "w")]),
    commit(
      "everything", contested: ["edited", "old", "thing", "new/deep/file"],
      before: everythingBefore, everything),
    commit(
      "many",
      before: { disk in
        for index in 0..<10 { disk.save("/w/many/m\(index)/old", "old \(index)\n") }
      },
      (0..<20).map { .write(path("many/m\($0)/new"), "new \($0)\n") }
        + (0..<10).map { .write(path("many/m\($0)/old"), "changed \($0)\n") }
    ),
  ]

  private static func afterEverything(
    _ name: String, undone: Bool = false, contested: [String] = [],
    person: @escaping @Sendable (SimulatedDisk) -> Void = { _ in },
    action: @escaping @Sendable (Workspace) throws -> Void
  ) -> Scenario {
    Scenario(
      name: name,
      prepare: { disk, workspace in
        everythingBefore(disk)
        disk.save("/w/lines", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")
        try stage(workspace, everything + [.write("lines", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n")])
        if undone { try workspace.undo() }
        person(disk)
      }, action: action, contested: contested)
  }

  private static let history: [Scenario] = [
    afterEverything("undo", contested: ["edited", "thing", "dir", "moved/new"]) {
      try $0.undo()
    },
    afterEverything(
      "undo with merge", person: { $0.save("/w/lines", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n") }
    ) { try $0.undo() },
    afterEverything("redo", undone: true, contested: ["edited", "old"]) { try $0.redo() },
    afterEverything("restore", undone: true, contested: ["edited", "old"]) {
      try $0.proposeRestore(of: 1).land()
    },
    Scenario(
      name: "partial commit",
      prepare: { disk, workspace in
        disk.save("/w/a", "before\n")
        try stage(workspace, [.write("unrelated", "u")])
        var transaction = try workspace.begin("two steps")
        try transaction.step("first") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: [.write("a", "after\n"), .write("n/b", "b\n")]))
        }
        try transaction.step("second") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: [.write("c", "c\n"), .write("a", "after two\n")]))
        }
        try transaction.save()
      },
      action: { try $0.openTransaction(1).commit(Selection(steps: ["first"])) },
      contested: ["a"]),
    Scenario(
      name: "rollback",
      prepare: { disk, workspace in
        disk.save("/w/a", "before\n")
        var transaction = try workspace.begin("two steps")
        try transaction.step("first") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: [.write("a", "after\n"), .write("n/b", "b\n")]))
        }
        try transaction.step("second") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: [.write("c", "c\n")]))
        }
        try transaction.save()
        try workspace.openTransaction(1).commit(Selection(steps: ["first"]))
      }, action: { try $0.proposeRollback(of: 1).land() }),
    Scenario(
      name: "staging",
      prepare: { disk, workspace in
        disk.save("/w/a", "before\n")
        try stage(workspace, [.write("unrelated", "u")])
      },
      action: { workspace in
        var transaction = try workspace.begin("staged")
        try transaction.step("first") { tree throws(Refusal) in
          try tree.stage(ChangeSet(changes: [.write("a", "after\n")]))
        }
        try transaction.save()
      }, changesTree: false),
  ]

  private static let places: [Scenario] = [
    Scenario(
      name: "first use of a store", prepare: { disk, _ in everythingBefore(disk) },
      action: { try stage($0, everything) }),
    commit(
      "store on another mount", store: "/s/store", contested: ["edited"],
      before: everythingBefore, everything),
    commit(
      "two mounts",
      before: { disk in
        everythingBefore(disk)
        disk.makeDirectory("/w/other", mount: 7)
        disk.save("/w/other/x", "before\n")
        disk.save("/w/other/gone/y", "bye\n")
      },
      everything + [
        .write("other/x", "after\n"), .write("other/n/z", "z\n"), Change("other/gone/y", .delete),
      ]),
    commit(
      "many on two mounts",
      before: { disk in
        disk.makeDirectory("/w/other", mount: 7)
        for index in 0..<10 { disk.save("/w/other/m\(index)/old", "old \(index)\n") }
      },
      (0..<10).map { .write(path("other/m\($0)/new"), "new \($0)\n") }
        + (0..<10).map { .write(path("other/m\($0)/old"), "changed\n") }),
  ]

  /// A store with five operations, one of them undone.
  private static func aged(_ disk: SimulatedDisk, _ workspace: Workspace) throws {
    try worked(disk, workspace)
    try workspace.undo()
  }

  private static func worked(_ disk: SimulatedDisk, _ workspace: Workspace) throws {
    for index in 0..<5 {
      try stage(workspace, [.write("a", "version \(index)\n"), .write(path("b\(index)"), "b\n")])
    }
  }

  private static let upkeep: [Scenario] = [
    Scenario(
      name: "compaction", prepare: aged,
      action: { workspace in
        var workspace = workspace
        workspace.thresholds.operations = 1
        try stage(workspace, [.write("a", "new\n"), .write("c", "c\n")])
      }),
    Scenario(
      name: "pack merging", prepare: aged,
      action: { workspace in
        var workspace = workspace
        workspace.thresholds.packs = 2
        try stage(workspace, [.write("a", "new\n"), .write("c", "c\n")])
      }),
    Scenario(
      name: "undo out of a compacted store",
      prepare: { disk, workspace in
        try aged(disk, workspace)
        var workspace = workspace
        workspace.thresholds.operations = 1
        workspace.thresholds.packs = 2
        try stage(workspace, [.write("a", "new\n"), .write("c", "c\n")])
      }, action: { try $0.undo() }),
    Scenario(
      name: "gc", prepare: worked,
      action: { _ = try $0.collectGarbage(Retention(bytes: 1)) }, changesTree: false),
    Scenario(
      name: "directory permissions",
      prepare: { disk, workspace in
        disk.makeDirectory("/w/open", mode: 0o775)
        disk.makeDirectory("/w/open/inner", mode: 0o2770)
        disk.save("/w/open/inner/x", "x")
        try stage(workspace, [.write("open/y", "y"), Change("open/inner/x", .delete)])
        try stage(workspace, [Change("open/y", .delete)])
        try workspace.undo()
      }, action: { try $0.proposeUndo(of: 1).land() }),
  ]

  /// A commit that a signal stops after some of its moves.
  private static let takenBack: [Scenario] = [3, 9, 16].map { moves in
    var scenario = commit(
      "stopped after \(moves) moves", before: everythingBefore, everything)
    scenario.stopsAfter = moves
    return scenario
  }

  private static let contested = ["edited", "old", "thing", "new/deep/file"]

  private static func committing(_ checks: Checks) -> @Sendable (Workspace) throws -> Void {
    { try stage($0, everything, checks: checks) }
  }

  private static let good = Check("good") { () throws(CheckFailure) in }
  private static let bad = Check("bad") { () throws(CheckFailure) in throw .failed("no") }

  /// A commit whose checks succeed; fail; fail and are put up with.
  private static let checked: [Scenario] = {
    var succeed = commit(
      "checks that succeed", contested: contested, before: everythingBefore, everything)
    succeed.action = committing(Checks([good, good]))
    var fail = succeed
    fail.name = "checks that fail"
    fail.attempt = committing(Checks([good, bad, good]))
    var kept = succeed
    kept.name = "failed checks that are kept"
    kept.action = committing(Checks([good, bad], keepsFailed: true))
    return [succeed, fail, kept]
  }()
}
