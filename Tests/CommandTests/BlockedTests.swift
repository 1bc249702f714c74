import Foundation
import TestSupport
import Testing

/// "Orchestration Blocked": what is missing, and options that help.
@Suite struct BlockedTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws { shop = try Shop() }

  @Test func `a synchronous backend of classic models is told all at once, without vain options`()
    throws
  {
    let models = "from sqlalchemy import Column, Integer, String\nfrom db.base import Base\n\n\n"
    try shop.directory.write(
      "backend/db/model.py",
      models + "class Customer(Base):\n    __tablename__ = \"customers\"\n"
        + "    id = Column(Integer, primary_key=True)\n    name = Column(String(10))\n")
    let session = try #require(shop.directory.read("backend/db/session.py"))
    try shop.directory.write(
      "backend/db/session.py",
      session.replacing("AsyncSession", with: "Session").replacing("async def", with: "def"))
    let blocked = try run("generate", "entity", "brand", "name:str", status: 3)
    #expect(
      blocked.error.contains("**Missing: typed SQLAlchemy 2 models, "), "\(blocked.error)")
    #expect(blocked.error.contains("Mapped[str] = mapped_column"))
    #expect(!blocked.error.contains("move the base class"))
    #expect(!blocked.error.contains("--registrar PATH"))
  }

  @Test func `a frontend with the pages router alone is what is missing, not a backend`() throws {
    try shop.git("rm", "-rq", "frontend/app", "backend")
    try shop.directory.write("frontend/pages/index.tsx", "export default function Home() {}\n")
    let blocked = try run("generate", "crud", "brand", "name:str", status: 3)
    #expect(blocked.error.contains("**Missing: App Router**"), "\(blocked.error)")
    #expect(!blocked.error.contains("FastAPI project**"))
    let detected = try run("detect").output
    #expect(detected.contains("pages router (not supported)"))
    #expect(!detected.contains("{plural}"))
  }

  @Test func `a page without a frontend offers no backend that is there`() throws {
    try shop.git("rm", "-rq", "frontend")
    let blocked = try run("generate", "data-table", "category", status: 3)
    #expect(blocked.error.contains("**Missing: Next.js project**"))
    #expect(!blocked.error.contains("Generate backend only"))
    let whole = try run("generate", "fullstack", "brand", "name:str", status: 3)
    #expect(whole.error.contains("2. **Generate backend only**"))
  }
}
