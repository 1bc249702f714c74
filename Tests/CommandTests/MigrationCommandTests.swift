import Foundation
import TestSupport
import Testing

/// `--migrate`, and undo of what a database was brought to, with a program `alembic` on the path.
@Suite struct MigrationCommandTests {
  private static let upgrade =
    "(cd backend && alembic upgrade head)  # bring the database to the newest revision"
  private static let words = ["generate", "entity", "product", "name:str:64:required"]

  @Test func `made: the dry run's digest lands, and nothing but the upgrade is left to do`() throws
  {
    let place = try MigrationPlace()
    let dry = try place.run(Self.words + ["--migrate", "make", "--dry-run"])
    #expect(try place.revision() == nil)
    let digest = try #require(dry.output.firstMatch(of: /Digest: (\w+)/)?.output.1)
    let made = try place.run(
      Self.words + ["--migrate=make", "--expect-digest", String(digest)])
    #expect(try place.revision() != nil)
    #expect(made.output.contains("  (cd backend && alembic upgrade head)  # "))
    #expect(!made.output.contains("revision --autogenerate"))
    #expect(place.database == nil)
  }

  @Test func `applied: undo is blocked until the printed downgrade has run`() throws {
    let place = try MigrationPlace()
    let applied = try place.run(Self.words + ["--migrate", "apply"])
    let revision = try #require(try place.revision())
    #expect(place.database == revision)
    #expect(!applied.output.contains("alembic upgrade"), "nothing of it is left to do")
    #expect(applied.output.hasSuffix("Undo: backstitch undo\n"))
    let downgrade = "(cd backend && alembic downgrade 0001)"
    for words in [["undo"], ["undo", "--dry-run"], ["undo", "1"]] {
      let blocked = try place.run(words, status: 3)
      #expect(blocked.error.contains("at the revision in backend/alembic/versions/\(revision)"))
      #expect(blocked.error.contains(downgrade))
    }
    let document = try place.shop.json(place.run(["undo", "--json"], status: 3))
    let error = try #require(document["error"] as? [String: Any])
    #expect(error["kind"] as? String == "blocked")
    #expect(error["next"] as? [String] == [downgrade])
    #expect(try place.revision() == revision)
    try place.shell(downgrade)
    _ = try place.run(["undo"])
    #expect(try place.revision() == nil)
    #expect(try place.shop.git("status", "--porcelain").isEmpty)
  }

  @Test func `the downgrade is told with what it takes along, and what it drops`() throws {
    let place = try MigrationPlace(downgrade: "op.drop_table('product')")
    _ = try place.run(Self.words + ["--migrate", "apply"])
    let revision = try #require(try place.revision())
    let beside = "backend/alembic/versions/beside.py"
    try place.shop.directory.write(beside, "revision = 'beside'\ndown_revision = '0001'\n")
    try place.programs.write("bin/database", "\(revision)\nbeside")
    let blocked = try place.run(["undo"], status: 3)
    #expect(blocked.error.contains("it takes back \(beside) (by hand), too"), "\(blocked.error)")
    #expect(blocked.error.contains("it drops the table 'product' with what is in it"))
  }

  @Test(arguments: ["make", "apply"])
  func `a revision stays while another comes after it, made by hand or not`(how: String) throws {
    let place = try MigrationPlace()
    _ = try place.run(Self.words + ["--migrate", how])
    let revision = try #require(try place.revision())
    let later = "backend/alembic/versions/later.py"
    try place.shop.directory.write(
      later, "revision = 'later'\ndown_revision = '\(revision)'\n")
    let blocked = try place.run(["undo"], status: 3)
    #expect(blocked.error.contains("\(later) (by hand)"), "\(blocked.error)")
    #expect(!blocked.error.contains("downgrade"))
    // The registration stays, and is told of.
    _ = try place.run(["undo", "--paths", "backend/api", "--on-conflict", "take"])
    #expect(try place.revision() == revision)
  }

  @Test func `two revisions that come after the same one are told, with what joins them`() throws {
    let place = try MigrationPlace()
    _ = try place.run(Self.words + ["--migrate=make"])
    let revision = try #require(try place.revision())
    _ = try place.run(["undo"])
    let later = try applyLater(than: "0001", in: place)
    let redone = try place.run(["redo", "1"])
    for text in ["'later' (\(later))", "'\(revision)' (", "'(cd backend && alembic merge heads)'"] {
      #expect(redone.error.contains(text), "\(text): \(redone.error)")
    }
    let staged = try MigrationPlace()
    _ = try staged.run(Self.words + ["--migrate=make", "--stage"])
    _ = try applyLater(than: "0001", in: staged)
    let landed = try staged.run(["commit", "t1"])
    #expect(landed.error.contains("alembic merge heads"), "\(landed.error)")
  }

  @Test func `a revision does not come back beside the file that somebody renamed it to`() throws {
    let place = try MigrationPlace()
    _ = try place.run(Self.words + ["--migrate=make"])
    let revision = try #require(try place.revision())
    let versions = "backend/alembic/versions"
    let (old, new) = ("\(versions)/\(revision)_add_product.py", "\(versions)/renamed.py")
    try place.shell("mv \(old) \(new)")
    _ = try place.run(["undo"])
    #expect(place.shop.directory.read(new) != nil)
    let blocked = try place.run(["redo"], status: 3)
    #expect(
      blocked.error.contains("'\(revision)' of \(old) is in \(new) already"), "\(blocked.error)")
    #expect(place.shop.directory.read(old) == nil)
    try place.shell("rm \(new)")
    _ = try place.run(["redo"])
    #expect(place.shop.directory.read(old) != nil)
  }

  /// Lands a revision that comes after another in an operation of its own; its file.
  private func applyLater(than revision: String, in place: MigrationPlace) throws -> String {
    let later = "backend/alembic/versions/later.py"
    let text = "revision = 'later'\\ndown_revision = '\(revision)'\\n"
    let applied = try RunningProgram(
      backstitchPath, ["apply", "-"], in: place.shop.root,
      input: #"{"changes": [{"write": "\#(later)", "content": "\#(text)"}]}"#
    ).finish()
    #expect(applied.status == 0, "\(applied.error)")
    return later
  }

  @Test func `the operation of a later revision is named, which is undone first`() throws {
    let place = try MigrationPlace()
    _ = try place.run(Self.words + ["--migrate=make"])
    let revision = try #require(try place.revision())
    let later = try applyLater(than: revision, in: place)
    let blocked = try place.run(["undo", "1"], status: 3)
    #expect(blocked.error.contains("\(later) (operation 2)"), "\(blocked.error)")
    #expect(blocked.error.contains("undo 2 first") && blocked.error.contains("backstitch undo 2"))
    _ = try place.run(["undo", "2"])
    _ = try place.run(["undo", "1"])
    #expect(try place.revision() == nil)
  }

  @Test func `a revision does not come back before the one it comes after`() throws {
    let place = try MigrationPlace()
    _ = try place.run(Self.words + ["--migrate=make"])
    let revision = try #require(try place.revision())
    let later = try applyLater(than: revision, in: place)
    _ = try place.run(["undo", "2"])
    _ = try place.run(["undo", "1"])
    for words in [["redo", "2"], ["restore", "2", "--paths", later]] {
      let document = try place.shop.json(place.run(words + ["--json"], status: 3))
      let error = try #require(document["error"] as? [String: Any])
      #expect((error["message"] as? String)?.contains("\(later) comes after '\(revision)'") == true)
      #expect(error["next"] as? [String] == ["backstitch redo 1"])
      #expect(place.shop.directory.read(later) == nil)
    }
    _ = try place.run(["redo", "1"])
    _ = try place.run(["redo", "2"])
    #expect(place.shop.directory.read(later) != nil)
  }

  @Test func `an upgrade that fails leaves the operation and says both`() throws {
    let body = "if command == 'upgrade': sys.exit('no table space')"
    let place = try MigrationPlace(before: body)
    let failed = try place.run(Self.words + ["--migrate", "apply"], status: 1)
    #expect(failed.output.contains("Operation 1"))
    for text in [
      "'(cd backend && alembic upgrade head)' failed", "no table space",
      "the files have landed and stay; the database was not upgraded",
    ] {
      #expect(failed.error.contains(text), "\(text)")
    }
    #expect(try place.revision() != nil)
    let json = try MigrationPlace(before: body)
    let document = try json.shop.json(
      json.run(Self.words + ["--migrate", "apply", "--json"], status: 1))
    #expect(document["operation"] as? Int == 1)
    let error = try #require(document["error"] as? [String: Any])
    #expect(error["next"] as? [String] == [Self.upgrade, "backstitch undo"])
    _ = try json.run(["undo"])
    #expect(try json.revision() == nil, "the database is not at it")
  }

  @Test func `a database that cannot be asked is a warning, and redo brings the file back`() throws
  {
    let place = try MigrationPlace(before: "if command == 'current': sys.exit('nobody answers')")
    _ = try place.run(Self.words + ["--migrate", "apply"])
    let undone = try place.run(["undo", "--verbose"])
    #expect(undone.error.contains("warning: whether the database is at the revision"))
    #expect(undone.error.contains("nobody answers"))
    #expect(try place.revision() == nil)
    _ = try place.run(["redo"])
    #expect(try place.revision() != nil)
  }

  @Test func `without Alembic nothing is written, and the way without it is printed`() throws {
    let shop = try Shop()
    let blocked = try shop.run(words: Self.words + ["--migrate", "make"], status: 3)
    #expect(blocked.error.contains("## Orchestration Blocked"))
    #expect(blocked.error.contains("**Missing: Alembic**"))
    let command = "backstitch generate entity product name:str:64:required\n"
    #expect(blocked.error.contains(command))
    #expect(try shop.git("status", "--porcelain").isEmpty)
    _ = try shop.run(words: Self.words)
  }

  @Test func `a failing revision ends in the report with retry, skip and rollback`() throws {
    let place = try MigrationPlace(before: "if command == 'revision': sys.exit('no such host')")
    let failed = try place.run(Self.words + ["--migrate=apply"], status: 1)
    for text in [
      "## Orchestration Error", "Step 2 (Make Migration) failed:", "no such host",
      "- [x] Backend generation", "backstitch resume t1\n", "backstitch resume t1 --skip migration",
      "backstitch commit t1 --steps backend", "backstitch rollback t1",
    ] {
      #expect(failed.error.contains(text), "\(text)")
    }
    try FakeAlembic.write(in: place.programs, at: "bin")
    _ = try place.run(["resume", "t1"])
    #expect(place.database == (try place.revision()))
    #expect(place.database != nil, "resume applies it, as was asked for")
  }

  // MARK: A database that is behind

  /// Alembic makes a revision only from the newest one.
  private static let behind = """
    if command == 'revision':
        heads = [n for n in os.listdir('alembic/versions') if n.endswith('_add_product.py')]
        if heads and not database.exists():
            print('FAILED: Target database is not up to date.')
            sys.exit(255)
    """

  @Test func `apply behind make upgrades the database, and opens nothing`() throws {
    let place = try MigrationPlace(before: Self.behind)
    _ = try place.run(Self.words + ["--migrate=make"])
    #expect(place.database == nil)
    let applied = try place.run(Self.words + ["--migrate=apply"])
    #expect(applied.output.contains("Nothing to change"))
    #expect(place.database == (try place.revision()))
    #expect(place.database != nil)
    #expect(try !place.run(["status"]).output.contains("Open:"))
  }

  @Test func `a later model on a database that is behind has the upgrade as the remedy`() throws {
    let place = try MigrationPlace(before: Self.behind)
    _ = try place.run(Self.words + ["--migrate=make"])
    let failed = try place.run(
      ["generate", "entity", "brand", "name:str", "--migrate=apply"], status: 1)
    for text in [
      "1. **Fix and retry** - Upgrade the database and retry this step",
      "   (cd backend && alembic upgrade head)\n", "   backstitch resume t",
      "   (cd backend && alembic revision --autogenerate -m \"add brand\")",
    ] {
      #expect(failed.error.contains(text), "\(text): \(failed.error)")
    }
    #expect(!failed.error.contains("Mend what"))
  }
}
