import Patch
import ProjectModel
import Testing

@Suite struct EntityReaderTests {
  private func read(
    _ columns: String, imports: String = "", other: String = ""
  ) throws -> EntityReader.Reading {
    let model = """
      from sqlalchemy.orm import Mapped, mapped_column
      from db.base import Base
      \(imports)


      class Employee(Base):
          __tablename__ = "employees"

          id: Mapped[int] = mapped_column(primary_key=True)
      \(columns.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

      """
    let files = tree([
      ("main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n"),
      ("db/__init__.py", ""), ("db/base.py", Parts.base), ("db/model.py", model),
      ("db/kinds.py", other),
    ])
    let backend = try Detection.detect(in: files).backend()
    return try #require(try EntityReader.read("employee", backend: backend, tree: files))
  }

  private func words(_ reading: EntityReader.Reading) -> [String] {
    reading.entity.fields.map { FieldLanguage.write($0) }
  }

  @Test("an annotation alone is a column, and so is a call alone")
  func bare() throws {
    let reading = try read(
      """
      full_name: Mapped[str]
      hired_on: Mapped[datetime | None]
      age: so.Mapped[Optional[int]]
      code = mapped_column(String(length=8), nullable=False, unique=True)
      """)
    #expect(
      words(reading) == [
        "full_name:str:255:required", "hired_on:datetime", "age:int", "code:str:8:required:unique",
      ])
    #expect(reading.unread.isEmpty)
    #expect(reading.column(named: "full_name")?.place.what == "full_name: Mapped[str]")
  }

  @Test("aliases, enums and literals are followed, also into another file")
  func followed() throws {
    let reading = try read(
      """
      kind: Mapped[Literal["a", "b"]] = mapped_column(String(1))
      grade: Mapped[Grade] = mapped_column(default=Grade.LOW)
      nick: Mapped[str50 | None]
      """, imports: "from .kinds import Grade, str50",
      other: """
        class Grade(enum.Enum):
            LOW = "low"
            HIGH = "high"


        str50 = Annotated[str, mapped_column(String(50))]

        """)
    #expect(
      words(reading) == ["kind:enum:a,b:required", "grade:enum:low,high=low", "nick:str:50"])
    #expect(reading.column(named: "kind")?.choices == .texts)
    guard case .members(let symbol, let names) = reading.column(named: "grade")?.choices else {
      Issue.record("the enum is no class")
      return
    }
    #expect(symbol.module == "db.kinds" && names["high"] == "HIGH")
  }

  @Test("keywords decide over annotations, and moments that are made are defaults")
  func defaults() throws {
    let reading = try read(
      """
      a: Mapped[str] = mapped_column(String(9), nullable=True)
      b: Mapped[str | None] = mapped_column(String(9), nullable=False)
      c: Mapped[datetime] = mapped_column(server_default=func.now())
      d: Mapped[int] = mapped_column(server_default=text("3"))
      e: Mapped[bool] = mapped_column(server_default=sa.false())
      """)
    #expect(
      words(reading) == [
        "a:str:9", "b:str:9:required", "c:datetime=now", "d:int=3", "e:bool=false",
      ])
  }

  @Test(
    "what cannot be a field is kept with its line and the reason, and says whether it is needed")
  func unread() throws {
    let reading = try read(
      """
      tags: Mapped[list[str]] = mapped_column(JSON)
      notes: Mapped[list[str] | None] = mapped_column(JSON)
      number: Mapped[str] = mapped_column(default=next_number)
      total: Mapped[int] = mapped_column(Computed("1 + 1"))
      created_at: Mapped[datetime]
      boss: Mapped["Employee"] = relationship()
      """)
    #expect(reading.entity.fields.isEmpty)
    #expect(reading.unread.map(\.name) == ["tags", "notes", "number", "total"])
    #expect(reading.unread.map(\.place.line) == [10, 11, 12, 13])
    #expect(reading.unread.first?.objection == "the type list[str] is none that fields have")
    #expect(reading.columns.filter(\.isNeeded).map(\.name) == ["tags", "created_at"])
    #expect(reading.members.contains("boss"))
  }
}

@Suite struct SchemaInventoryTests {
  @Test("a schema file without what a router needs is no schemas yet")
  func schemas() throws {
    let shop = try shop()
    let backend = try Detection.detect(in: shop).backend()
    func isThere(_ name: String) throws -> Bool? {
      let entity = Entity(name: name)
      return try BackendInventory(of: entity, in: backend, tree: shop).item(.schemas)?.isPresent
    }
    // The user has a response alone; what the category has, its own router uses.
    #expect(try isThere("user") == false && isThere("category") == true)
  }
}
