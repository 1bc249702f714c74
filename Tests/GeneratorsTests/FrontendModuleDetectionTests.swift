import Generators
import Patch
import ProjectModel
import Testing

/// The table in the sample repository, with what detection itself finds there.
@Suite struct FrontendModuleDetectionTests {
  private let directory: RelativePath = "frontend/components/data-table"

  @Test("the sample has a table: nothing to do, with the place it is at")
  func standing() throws {
    let tree = try Samples.shop()
    let frontend = try Detection.detect(in: tree).frontend()
    let changes = try FrontendModuleAgent.generate("data-table", frontend: frontend, tree: tree)
    #expect(changes.changes.isEmpty)
    #expect(changes.notes.count == 1)
    #expect(
      changes.notes.first?.hasPrefix(
        "DataTable is there already, in @/components/data-table (\(directory)/") == true)
  }

  @Test("what is generated is found, with the props that pages pass")
  func found() throws {
    var tree = try Samples.shop()
    tree.nodes = tree.nodes.filter { !$0.key.isBelow(directory) }
    let frontend = try Detection.detect(in: tree).frontend()
    #expect(frontend.dataTable == nil)
    let changes = try FrontendModuleAgent.generate("data-table", frontend: frontend, tree: tree)
    #expect(changes.files.allSatisfy { $0.path.isBelow(directory) && $0.state == .made })
    #expect(changes.files.count == 12 && changes.warnings.isEmpty)
    var staged = StagedTree(base: tree)
    for change in changes.changes { try staged.stage(change) }
    // The project's button, of whose props nothing is known.
    let pagination = try staged.text(directory.appending("data-table-pagination.tsx"))
    #expect(pagination.contains("import { Button } from \"@/components/ui/button\";\n"))
    #expect(!pagination.contains("variant="))
    let table = try #require(try Detection.detect(in: staged).frontend().dataTable)
    #expect(table.value.symbol.module == "@/components/data-table")
    #expect(table.value.symbol.name == "DataTable")
    #expect(
      Set(table.value.props) == [
        "columns", "data", "getRowId", "sorting", "onSortingChange", "rowSelection",
        "onRowSelectionChange", "pagination", "onPaginationChange", "rowCount", "isLoading",
        "emptyMessage", "toolbar",
      ])
  }
}
