import ProjectModel
import Testing

@Suite struct AlembicScriptTests {
  /// A revision of two functions.
  private func script(_ upgrade: String, _ downgrade: String = "    pass\n") throws -> AlembicScript
  {
    let text = """
      from alembic import op

      revision = '2b'
      down_revision = '1a'


      def upgrade() -> None:
      \(upgrade)

      def downgrade() -> None:
      \(downgrade)
      """
    return try #require(AlembicScript(Array(text.utf8)))
  }

  private func renamed(
    _ script: AlembicScript, _ renames: [ColumnRename], in table: String? = "products"
  ) -> (text: String, left: [ColumnRename]) {
    let made = script.renaming(renames, in: table)
    return (String(decoding: made.text, as: UTF8.self), made.left)
  }

  // MARK: Renames

  @Test func `a column that goes and one that comes become a rename, both ways`() throws {
    let made = try renamed(
      script(
        """
            op.add_column('products', sa.Column('title', sa.String(length=9), nullable=False))
            op.create_index(op.f('ix_products_title'), 'products', ['title'], unique=False)
            op.drop_column('products', 'name')
        """,
        """
            op.add_column('products', sa.Column('name', sa.VARCHAR(length=9), server_default='x', nullable=True))
            op.drop_column('products', 'title')
        """), [ColumnRename("name", "title")])
    #expect(made.left.isEmpty)
    #expect(
      made.text.contains(
        """
        def upgrade() -> None:
            op.alter_column('products', 'name', new_column_name='title', \
        existing_type=sa.VARCHAR(length=9), existing_nullable=True, nullable=False, \
        existing_server_default='x')
            op.create_index(op.f('ix_products_title'), 'products', ['title'], unique=False)

        """), "\(made.text)")
    #expect(
      made.text.contains(
        """
        def downgrade() -> None:
            op.alter_column('products', 'title', new_column_name='name', \
        existing_type=sa.String(length=9), existing_nullable=False, nullable=True)
        """), "\(made.text)")
    #expect(!made.text.contains("drop_column") && !made.text.contains("add_column"))
  }

  @Test func `in a batch the rename has one of its own in front of the rest`() throws {
    let made = try renamed(
      script(
        """
            with op.batch_alter_table('products', schema=None) as batch_op:
                batch_op.add_column(sa.Column('title', sa.Text(), nullable=True))
                batch_op.create_index(batch_op.f('ix'), ['title'], unique=False)
                batch_op.drop_column('name')
        """,
        """
            with op.batch_alter_table('products', schema=None) as batch_op:
                batch_op.add_column(sa.Column('name', sa.VARCHAR(), nullable=True))
                batch_op.drop_column('title')
        """), [ColumnRename("name", "title", changesType: true)])
    #expect(made.left.isEmpty)
    #expect(
      made.text.contains(
        """
        def upgrade() -> None:
            with op.batch_alter_table('products', schema=None) as batch_op:
                batch_op.alter_column('name', new_column_name='title', \
        existing_type=sa.VARCHAR(), type_=sa.Text(), existing_nullable=True)

            with op.batch_alter_table('products', schema=None) as batch_op:
                batch_op.create_index(batch_op.f('ix'), ['title'], unique=False)

        def downgrade() -> None:
            with op.batch_alter_table('products', schema=None) as batch_op:
                batch_op.alter_column('title', new_column_name='name', \
        existing_type=sa.Text(), type_=sa.VARCHAR(), existing_nullable=True)

        """), "\(made.text)")
    #expect(AlembicScript(Array(made.text.utf8))?.losses == [])
  }

  @Test(arguments: [
    // The new one is not added.
    ("    op.drop_column('products', 'name')\n", "    pass\n"),
    // The way back is another.
    (
      "    op.add_column('products', sa.Column('title', sa.Text()))\n"
        + "    op.drop_column('products', 'name')\n", "    pass\n"
    ),
    // The column comes into another table.
    (
      "    op.add_column('brands', sa.Column('title', sa.Text()))\n"
        + "    op.drop_column('products', 'name')\n",
      "    op.add_column('products', sa.Column('name', sa.Text()))\n"
        + "    op.drop_column('brands', 'title')\n"
    ),
    // It is computed of others.
    (
      "    op.add_column('products', sa.Column('title', sa.Text(), sa.Computed('1')))\n"
        + "    op.drop_column('products', 'name')\n",
      "    op.add_column('products', sa.Column('name', sa.Text()))\n"
        + "    op.drop_column('products', 'title')\n"
    ),
  ])
  func `what is no pair on both ways is left, and told`(upgrade: String, downgrade: String) throws {
    let script = try script(upgrade, downgrade)
    let made = renamed(script, [ColumnRename("name", "title")])
    #expect(made.left == [ColumnRename("name", "title")])
    #expect(made.text.contains("op.drop_column('products', 'name')"))
    #expect(
      script.losses.map(\.description) == ["drops the column 'products.name' with what is in it"])
  }

  @Test func `a rename whose old column is not dropped changes nothing`() throws {
    let script = try script("    op.add_column('products', sa.Column('title', sa.Text()))\n")
    #expect(renamed(script, [ColumnRename("name", "title")]).left.isEmpty)
    #expect(renamed(script, [ColumnRename("name", "title")]).text.contains("op.add_column"))
  }

  // MARK: Losses

  @Test func `what an upgrade drops is found wherever it stands`() throws {
    let script = try script(
      """
          op.drop_table('brands')
          with op.batch_alter_table('products', schema=None) as batch_op:
              batch_op.drop_index('ix')
              batch_op.drop_column('note')
          if True:
              op.drop_column(table, 'x')
      """, "    op.drop_table('kept')\n")
    #expect(
      script.losses.map(\.description) == [
        "drops the table 'brands' with what is in it",
        "drops the column 'products.note' with what is in it",
        "drops the column '?.x' with what is in it",
      ])
    #expect(script.losses.map(\.line) == [8, 11, 13])
  }

  private func losses(_ old: String, _ new: String) throws -> [AlembicScript.Loss] {
    try script(
      "    op.alter_column('products', 'x', existing_type=\(old), type_=\(new))\n",
      "    op.alter_column('products', 'x', existing_type=\(new), type_=\(old))\n"
    ).losses
  }

  @Test(arguments: [
    ("mysql.VARCHAR(length=64)", "sa.String(length=65)"),
    ("sa.VARCHAR(64)", "sa.Text()"),
    ("mysql.TEXT()", "mysql.LONGTEXT()"),
    ("mysql.TINYINT(unsigned=True)", "sa.SmallInteger()"),
    ("sa.INTEGER()", "sa.BigInteger"),
    ("sa.BOOLEAN()", "sa.Integer()"),
    ("mysql.TINYINT(display_width=1)", "sa.SmallInteger()"),
    ("mysql.INTEGER(display_width=11)", "sa.Numeric(precision=12, scale=2)"),
    ("sa.INTEGER()", "mysql.DOUBLE(asdecimal=True)"),
    ("sa.NUMERIC(10, 2)", "sa.Numeric(precision=12, scale=4)"),
    ("sa.REAL()", "sa.Double()"),
    ("sa.DATE()", "sa.DateTime()"),
    ("mysql.DATETIME()", "mysql.DATETIME(fsp=6)"),
    ("sa.VARCHAR(length=5)", "sa.Enum('draft', 'published', name='s', native_enum=False)"),
    ("mysql.ENUM('a', 'b')", "sa.Enum('b', 'c', 'a', name='s')"),
    ("mysql.ENUM('a', 'bcd')", "sa.String(length=3)"),
    ("sa.VARCHAR(64)", "sa.Text().with_variant(mysql.LONGTEXT(), 'mysql', 'mariadb')"),
  ])
  func `a wider type loses nothing, and its way back does`(old: String, new: String) throws {
    #expect(try losses(old, new) == [])
    let back = try #require(try losses(new, old).first)
    #expect(back.cause == .narrows(from: new, to: old) && back.column == "x")
  }

  @Test(arguments: [
    ("sa.VARCHAR(length=64)", "sa.Integer()"),
    ("sa.INTEGER()", "sa.Boolean()"),
    ("mysql.BIGINT()", "sa.Double()"),
    ("mysql.TINYINT()", "mysql.TINYINT(unsigned=True)"),
    ("sa.Numeric(10, 2)", "sa.Numeric(precision=11, scale=4)"),
    ("sa.Numeric(10, 2)", "sa.Float()"),
    ("sa.DateTime(timezone=True)", "sa.DateTime()"),
    ("sa.DATE()", "sa.DateTime(timezone=True)"),
    ("sa.UUID()", "sa.String(length=36)"),
    ("postgresql.ENUM(*names)", "sa.Enum('a')"),
    ("sa.VARCHAR(64)", "sa.Text().with_variant(mysql.VARCHAR(63), 'mysql').with_variant(x(), 'x')"),
    ("sa.VARCHAR(64)", "sa.Text().with_collation('x')"),
  ])
  func `what may not hold every value is told`(old: String, new: String) throws {
    #expect(try losses(old, new).map(\.cause) == [.narrows(from: old, to: new)])
  }

  @Test(arguments: [
    ("sa.UUID()", "sa.Uuid()"), ("mysql.JSON()", "sa.JSON()"),
    ("sa.String(length=9)", "sa.Unicode(9)"), ("sa.Numeric()", "sa.NUMERIC()"),
  ])
  func `the same type by another name loses nothing`(old: String, new: String) throws {
    #expect(try losses(old, new) == [] && losses(new, old) == [])
  }

  @Test func `a column that rows have no value for is told, one of a new table is not`() throws {
    let script = try script(
      """
          op.create_table('brands')
          op.add_column('brands', sa.Column('a', sa.Integer(), nullable=False))
          op.add_column('products', sa.Column('b', sa.Integer(), nullable=True))
          op.add_column('products', sa.Column('c', sa.Integer(), server_default='1', nullable=False))
          op.add_column('products', sa.Column('d', sa.Integer(), sa.Computed('1'), nullable=False))
          with op.batch_alter_table('products') as batch_op:
              batch_op.add_column(sa.Column('born', sa.Date(), nullable=False))
      """)
    #expect(
      script.losses.map(\.description) == [
        "adds the column 'products.born', for which rows that are there have no value"
      ])
  }

  @Test func `a change of something else loses nothing, one from an untold type may`() throws {
    let script = try script(
      """
          op.alter_column('products', 'x', existing_type=sa.Text(), nullable=True)
          with op.batch_alter_table('products') as batch_op:
              batch_op.alter_column('y', type_=sa.Integer())
      """)
    #expect(
      script.losses.map(\.description) == [
        "turns the column 'products.y' into sa.Integer(), which may not hold what is in it"
      ])
  }
}

@Suite struct ColumnRenameTests {
  private func entity(_ fields: String..., features: Features = Features()) throws -> Entity {
    try EntityDefinition.make(
      name: "product", plural: nil, fields: fields, features: features, deferred: [])
  }

  @Test func `a relationship's column and the other language of a text go along`() throws {
    let stored = try entity("name:str", "supplier:ref:Supplier")
    let entity = try entity("title:str", "vendor:ref:Supplier")
    #expect(
      entity.columns(renamedBy: ["name:title", "supplier:vendor"], from: stored) == [
        ColumnRename("name", "title"), ColumnRename("supplier_id", "vendor_id"),
      ])
    let texts = try self.entity("title_en:str", features: Features(flags: "bilingual"))
    #expect(
      texts.columns(renamedBy: ["name_en:title_en"], from: nil) == [
        ColumnRename("name_en", "title_en"), ColumnRename("name_ar", "title_ar"),
      ])
  }

  @Test func `a field that is defined otherwise, too, changes its type`() throws {
    let stored = try entity("name:str")
    #expect(
      try entity("title:text").columns(renamedBy: ["name:title"], from: stored)
        == [ColumnRename("name", "title", changesType: true)])
  }
}
