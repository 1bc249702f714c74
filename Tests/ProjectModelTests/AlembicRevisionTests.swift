import Patch
import ProjectModel
import Testing

@Suite struct AlembicRevisionTests {
  private func revision(_ text: String, at path: RelativePath = "versions/a.py") -> AlembicRevision?
  {
    AlembicRevision(at: path, Array(text.utf8))
  }

  private static let header = "\"\"\"add product\n\nRevision ID: 2b\n\"\"\"\n"

  @Test(arguments: [
    ("revision = '2b'\ndown_revision = '1a'\n", ["1a"]),
    ("revision: str = \"2b\"\ndown_revision: Union[str, Sequence[str], None] = \"1a\"\n", ["1a"]),
    ("revision = '2b'\ndown_revision = None\n", []),
    ("revision = '2b'\ndown_revision = (\n    '1a',\n    '1b',\n)\n", ["1a", "1b"]),
  ])
  func `the id and what it comes after are read`(text: String, after: [String]) throws {
    let read = try #require(revision(Self.header + text))
    #expect(read.id == "2b")
    #expect(read.after == after)
  }

  @Test(arguments: [
    "revision = '2b'\n", "x = 1\n", "revision = make()\ndown_revision = None\n", "(",
  ])
  func `another module is no revision`(text: String) {
    #expect(revision(text) == nil)
  }

  @Test func `a file of another kind is no revision`() {
    #expect(revision("revision = '2b'\ndown_revision = None\n", at: "versions/a.mako") == nil)
  }

  @Test(arguments: [
    ("def upgrade() -> None:\n    pass\n", true),
    ("def upgrade() -> None:\n    \"\"\"Up.\"\"\"\n    # commands\n    pass\n", true),
    ("def upgrade() -> None:\n    op.create_table('product')\n", false),
    ("def upgrade():\n    with op.batch_alter_table('a') as batch:\n        pass\n", false),
    (
      "def upgrade(engine_name):\n    globals()[\"upgrade_%s\" % engine_name]()\n"
        + "def upgrade_one():\n    pass\n", true
    ),
    (
      "def upgrade(engine_name):\n    globals()[\"upgrade_%s\" % engine_name]()\n"
        + "def upgrade_one():\n    op.drop_table('a')\n", false
    ),
  ])
  func `a revision that does nothing is told from one that does`(text: String, isEmpty: Bool) throws
  {
    let whole = "revision = 'a'\ndown_revision = None\n" + text + "def downgrade():\n    drop()\n"
    #expect(try #require(revision(whole)).isEmpty == isEmpty)
  }

  @Test func `all revisions up to some are found through merges`() throws {
    let made = tree([
      ("alembic/versions/a.py", "revision = 'a'\ndown_revision = None\n"),
      ("alembic/versions/b.py", "revision = 'b'\ndown_revision = 'a'\n"),
      ("alembic/versions/c.py", "revision = 'c'\ndown_revision = 'a'\n"),
      ("alembic/versions/d.py", "revision = 'd'\ndown_revision = ('b', 'c')\n"),
      ("alembic/env.py", "x = 1\n"), ("other/e.py", "revision = 'e'\ndown_revision = None\n"),
    ])
    let all = try AlembicRevision.all(below: "alembic", in: made)
    #expect(all.map(\.id).sorted() == ["a", "b", "c", "d"])
    #expect(AlembicRevision.upTo(["d"], among: all) == ["a", "b", "c", "d"])
    #expect(AlembicRevision.upTo(["c"], among: all) == ["a", "c"])
  }
}
