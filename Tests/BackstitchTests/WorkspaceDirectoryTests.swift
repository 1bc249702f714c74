import Backstitch
import Foundation
import TestSupport
import Testing

/// Directories that become workspaces, with repositories of their own.
@Suite struct WorkspaceDirectoryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "trunk",
  ]

  private func place(_ name: String) throws -> WorkspaceDirectory {
    try WorkspaceDirectory(Array("\(directory.path)/\(name)".utf8))
  }

  @discardableResult
  private func make(_ name: String, repository: Bool = true) throws -> WorkspaceDirectory.Made {
    try place(name).make(repository: repository, environment: Self.environment)
  }

  private func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/\(name)").sorted()
  }

  private func workspace(_ name: String) throws -> Workspace {
    try Workspace(
      containing: Array("\(directory.path)/\(name)".utf8),
      context: Context(author: "T <t@example.com>", now: { 1 }, pause: { _ in }))
  }

  private func root(of name: String) throws -> String {
    String(decoding: try workspace(name).root, as: UTF8.self)
  }

  private func takeBack(_ made: WorkspaceDirectory.Made) throws {
    try place("shop").takeBack(made, of: workspace("shop"))
  }

  @Test func `a new one gets a repository, its branch as git is configured`() throws {
    #expect(try place("shop").state == .absent)
    let made = try make("shop")
    #expect(made.directory && made.repository)
    #expect(try names("shop") == [".git"])
    #expect(directory.read("shop/.git/HEAD") == "ref: refs/heads/trunk\n")
    #expect(try place("shop").state == .taken)
    #expect(try root(of: "shop") == directory.path + "/shop")
  }

  @Test func `what stands there is left alone`() throws {
    try directory.write("shop/mine.txt", "mine\n")
    let made = try make("shop")
    #expect(!made.directory && !made.repository)
    #expect(try names("shop") == ["mine.txt"])
    try takeBack(made)
    #expect(directory.read("shop/mine.txt") == "mine\n")
  }

  @Test func `within a repository it is a workspace of its own without one`() throws {
    _ = try make("outer")
    let made = try make("outer/inner")
    #expect(made.directory && !made.repository)
    #expect(try root(of: "outer/inner") == directory.path + "/outer/inner")
    #expect(try root(of: "outer") == directory.path + "/outer")
    #expect(
      try place("outer/inner").enclosing == Array((directory.path + "/outer").utf8))
  }

  @Test func `without git none is made`() throws {
    _ = try make("shop", repository: false)
    #expect(try names("shop") == [".backstitch"])
    #expect(try root(of: "shop") == directory.path + "/shop")
  }

  @Test func `one that a process died in is gone on with, whatever it left`() throws {
    try directory.write("shop/.backstitch-begun/.git/HEAD", "")
    try directory.write("shop/.backstitch-begun/.git/config", "[core")
    #expect(try place("shop").state == .empty)
    let made = try make("shop")
    #expect(made.repository && !made.directory)
    #expect(try names("shop") == [".git"])
    #expect(directory.read("shop/.git/HEAD") == "ref: refs/heads/trunk\n")
  }

  @Test func `what was made is taken back, unless somebody uses it`() throws {
    let made = try make("shop")
    try takeBack(made)
    #expect(try names().isEmpty)
    let again = try make("shop")
    try directory.write("shop/note.txt", "mine\n")
    try takeBack(again)
    #expect(try names("shop") == [".git", "note.txt"])
    try FileManager.default.removeItem(atPath: directory.path + "/shop/note.txt")
    try directory.write("shop/.git/refs/heads/trunk", "0123456789\n")
    try takeBack(again)
    #expect(try names("shop") == [".git"])
    try FileManager.default.removeItem(atPath: directory.path + "/shop/.git/refs/heads/trunk")
    // What somebody fetched, without a branch.
    for place in ["objects/01/23", "objects/pack/a.pack"] {
      try directory.write("shop/.git/\(place)", "theirs\n")
      try takeBack(again)
      #expect(directory.read("shop/.git/\(place)") == "theirs\n")
      try FileManager.default.removeItem(atPath: directory.path + "/shop/.git/\(place)")
    }
  }

  @Test func `one that cannot be looked at stays`() throws {
    let made = try make("shop")
    let objects = directory.path + "/shop/.git/objects"
    try FileManager.default.removeItem(atPath: objects)
    try directory.write("shop/.git/objects", "no directory\n")
    #expect(throws: BackstitchError.self) { try takeBack(made) }
    #expect(directory.read("shop/.git/objects") == "no directory\n")
  }

  @Test(arguments: [true, false])
  func `one in which something was done stays, until it was closed`(git: Bool) throws {
    let made = try make("shop", repository: git)
    var transaction = try workspace("shop").begin("later")
    try transaction.save()
    try takeBack(made)
    #expect(try workspace("shop").openTransactions().count == 1)
    try workspace("shop").dropOpenSteps(of: 1)
    try takeBack(made)
    #expect(try names().isEmpty)
  }

  @Test func `one that died behind the last rename is tidied`() throws {
    _ = try make("shop")
    try FileManager.default.createDirectory(
      atPath: directory.path + "/shop/.backstitch-begun", withIntermediateDirectories: false)
    let made = try make("shop")
    #expect(!made.repository && !made.directory)
    #expect(try names("shop") == [".git"])
  }

  @Test func `a git that is missing or fails leaves nothing that was made`() throws {
    for environment in [["PATH": "/nonexistent"], ["PATH": Self.environment["PATH"] ?? ""]] {
      var environment = environment
      environment["GIT_CONFIG_GLOBAL"] = directory.path + "/broken"
      try directory.write("broken", "[init\n")
      #expect(throws: BackstitchError.self) {
        try place("shop").make(repository: true, environment: environment)
      }
      #expect(try names() == ["broken"])
    }
  }

  @Test func `a file is no directory`() throws {
    try directory.write("shop", "a file\n")
    #expect(try place("shop").state == .other)
  }
}
