import Foundation

/// A program `alembic` that does what Alembic does with files and one number in a file.
public enum FakeAlembic {
  /// Writes it into a directory of programs.
  ///
  /// - Parameters:
  ///   - body: Python that runs first; `command` is what it was asked for.
  ///   - upgrade: what the revision's function does, and the one that takes it back.
  public static func write(
    in directory: TemporaryDirectory, at place: String, before body: String = "",
    upgrade: String = "op.create_table('product')", downgrade: String = "pass"
  ) throws {
    let path = place + "/alembic"
    try directory.write(path, program(body, upgrade, downgrade))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: directory.path + "/" + path)
  }

  private static func program(_ body: String, _ upgrade: String, _ downgrade: String) -> String {
    #"""
    #!/usr/bin/env python3
    import datetime, os, pathlib, re, sys
    command = sys.argv[1]
    database = pathlib.Path(__file__).with_name("database")
    assert os.path.exists("alembic.ini"), os.getcwd()
    \#(body)
    if command == "revision":
        assert "class Product(" in open("db/model.py").read(), "the staged model is not seen"
        id = sys.argv[sys.argv.index("--rev-id") + 1]
        message = sys.argv[sys.argv.index("-m") + 1]
        there = "".join(p.read_text() for p in sorted(pathlib.Path("alembic/versions").glob("*.py")))
        before = re.findall(r"^down_revision\b.*['\"](\w+)['\"]", there, re.M)
        ids = re.findall(r"^revision\b.*['\"](\w+)['\"]", there, re.M)
        head = next((name for name in ids if name not in before), "0001")
        pathlib.Path(f"alembic/versions/{id}_{message.replace(' ', '_')}.py").write_text(
            f'"""{message}\n\nRevision ID: {id}\nRevises: {head}\n'
            f'Create Date: {datetime.datetime.now()}\n\n"""\n'
            f"from alembic import op\n\nrevision = '{id}'\ndown_revision = '{head}'\n\n\n"
            "def upgrade() -> None:\n    \#(upgrade)\n\n\ndef downgrade() -> None:\n"
            "    \#(downgrade)\n")
    elif command == "upgrade":
        newest = [p.name.split("_")[0] for p in pathlib.Path("alembic/versions").glob("*_add_*.py")]
        database.write_text(newest[0] if newest else "0001")
    elif command == "downgrade":
        database.write_text(sys.argv[2])
    elif command == "current":
        print(database.read_text() + " (head)" if database.exists() else "")

    """#
  }
}
