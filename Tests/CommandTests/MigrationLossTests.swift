import Foundation
import TestSupport
import Testing

/// What a migration would drop is dropped on a person's word alone.
@Suite struct MigrationLossTests {
  private static let add = ["generate", "entity", "product", "name:str:64:required", "note:text"]

  /// A shop with a product in its database, whose next revision does what is given.
  private func place(_ upgrade: String, _ downgrade: String = "pass") throws -> MigrationPlace {
    let place = try MigrationPlace()
    _ = try place.run(Self.add + ["--migrate=apply"])
    try FakeAlembic.write(
      in: place.programs, at: "bin", before: Self.newest, upgrade: upgrade, downgrade: downgrade)
    return place
  }

  /// An upgrade goes to the change, too.
  private static let newest = """
    if command == 'upgrade':
        found = [n for n in os.listdir('alembic/versions') if n.endswith('_change_product.py')]
        if found:
            database.write_text(found[0].split('_')[0])
            sys.exit()
    """

  private static let addTitle =
    "op.add_column('product', sa.Column('title', sa.String(length=64), nullable=False))"
  private static let addName =
    "op.add_column('product', sa.Column('name', sa.VARCHAR(length=64), nullable=False))"

  private static let rename = ["generate", "entity", "product", "--rename", "name:title"]

  private func text(_ place: MigrationPlace) throws -> String {
    let versions = "backend/alembic/versions"
    let revision = try #require(try place.revision("change"))
    return try #require(place.shop.directory.read("\(versions)/\(revision)_change_product.py"))
  }

  @Test func `a renamed field's column is renamed, and keeps what is in it`() throws {
    let place = try place(
      Self.addTitle + "\\n    op.drop_column('product', 'name')",
      Self.addName + "\\n    op.drop_column('product', 'title')")
    let applied = try place.run(Self.rename + ["--migrate=apply"])
    #expect(!applied.error.contains("warning"), "\(applied.error)")
    let text = try text(place)
    #expect(
      text.contains("op.alter_column('product', 'name', new_column_name='title', "), "\(text)")
    #expect(text.contains("op.alter_column('product', 'title', new_column_name='name', "))
    #expect(!text.contains("drop_column"))
    #expect(place.database == (try place.revision("change")))
  }

  @Test(arguments: [[], ["--yes"]])
  func `a rename that is not understood is not applied, and the line is told`(yes: [String]) throws
  {
    let place = try place(Self.addTitle + "\\n    op.drop_column('product', 'name')")
    let before = place.database
    let refused = try place.run(Self.rename + ["--migrate=apply"] + yes, status: 1)
    #expect(refused.error.contains(/_change_product.py:\d+ drops the column 'product.name'/))
    #expect(
      refused.error.contains("op.alter_column('product', 'name', new_column_name='title')"))
    #expect(refused.error.contains("the migration is made, and not applied"), "\(refused.error)")
    #expect(place.database == before)
    #expect(try text(place).contains("op.drop_column('product', 'name')"))
  }

  @Test func `a dropped field's column goes with --yes alone`() throws {
    let words = ["generate", "entity", "product", "--drop-field", "note", "--migrate=apply"]
    let place = try place("op.drop_column('product', 'note')")
    let before = place.database
    let document = try place.shop.json(place.run(words + ["--json"], status: 1))
    let error = try #require(document["error"] as? [String: Any])
    #expect((error["message"] as? String)?.contains("the column 'product.note'") == true)
    #expect(
      (error["next"] as? [String])?.map { $0.prefix { $0 != "#" } } == [
        "(cd backend && alembic upgrade head)  ", "backstitch undo",
      ])
    #expect(document["operation"] as? Int == 2 && place.database == before)
    _ = try place.run(["undo"])
    let applied = try place.run(words + ["--yes"])
    #expect(applied.error.contains("drops the column 'product.note' with what is in it"))
    #expect(place.database == (try place.revision("change")))
  }

  @Test(arguments: [("sa.String(length=32)", true), ("sa.String(length=65)", false)])
  func `a type that does not hold what is there is applied on a person's word`(
    type: String, loses: Bool
  ) throws {
    let place = try place(
      "op.alter_column('product', 'name', existing_type=sa.VARCHAR(length=64), type_=\(type))")
    let before = place.database
    let words = [
      "generate", "entity", "product", "--field", "size:int", "--migrate=apply", "--yes",
    ]
    let result = try place.run(words, status: loses ? 1 : 0)
    let told =
      "turns the column 'product.name' from sa.VARCHAR(length=64) into \(type), which may not hold"
    #expect(result.error.contains(told) == loses, "\(result.error)")
    #expect((place.database == before) == loses)
  }

  @Test func `a column that rows have no value for is not applied with --yes`() throws {
    let place = try place(
      "op.add_column('product', sa.Column('born', sa.Date(), nullable=False))")
    let before = place.database
    let words = ["generate", "entity", "product", "--field", "born:date:required"]
    let refused = try place.run(words + ["--migrate=apply", "--yes"], status: 1)
    #expect(
      refused.error.contains(
        "it adds the column 'product.born', for which rows that are there have no value ("),
      "\(refused.error)")
    #expect(refused.error.contains("'born' is NOT NULL, and nothing says what rows"))
    #expect(place.database == before)
  }

  @Test func `a field that an earlier command renamed does not go with --yes`() throws {
    let place = try place("op.drop_column('product', 'name')")
    let before = place.database
    _ = try place.run(Self.rename)
    let words = ["generate", "entity", "product", "--field", "size:int", "--migrate=apply"]
    let refused = try place.run(words + ["--yes"], status: 1)
    #expect(
      refused.error.contains("it drops the column 'product.name' with what is in it ("),
      "\(refused.error)")
    #expect(place.database == before)
  }

  @Test func `what is somebody else's does not go with --yes`() throws {
    let place = try MigrationPlace(upgrade: "op.drop_table('theirs')")
    let refused = try place.run(Self.add + ["--migrate=apply", "--yes"], status: 1)
    #expect(
      refused.error.contains("the table 'theirs' with what is in it (backend/alembic/versions/"))
    #expect(try place.revision() != nil && place.database == nil)
    // Nor with a command that finds nothing else to do.
    _ = try place.run(Self.add + ["--migrate=apply", "--yes"], status: 1)
    #expect(place.database == nil)
  }

  @Test(arguments: ["yes", "no"])
  func `on a terminal a person is asked`(answer: String) throws {
    let place = try MigrationPlace(upgrade: "op.drop_table('theirs')")
    let terminal = try TerminalSession(
      backstitchPath, Self.add + ["--migrate=apply"], in: place.shop.root,
      environment: place.environment)
    try terminal.answer("Write these files?", "yes\n")
    try terminal.wait(for: "the table 'theirs'")
    try terminal.answer("Apply it to the database?", answer + "\n")
    #expect(try terminal.finish() == (answer == "yes" ? 0 : 1))
    #expect((place.database != nil) == (answer == "yes"))
  }
}
