import Backstitch
import Foundation

/// A workspace with many operations: opening it, undoing one in the middle, a page of its log.
struct LongLog {
  let scratch: Scratch
  let operations: Int
  let rounds: Int

  func run() throws {
    Table.progress("a log of \(grouped(operations)) operations")
    let root = try scratch.directory()
    for number in 1...operations {
      let text = Array("file \(number)\n".utf8)
      try commit([Sample(path: "dir\(number / 100)/\(number).txt", bytes: text)], in: root)
    }
    sync()
    let few = try scratch.directory()
    for number in 1...10 {
      try commit([Sample(path: "\(number).txt", bytes: [0x31])], in: few)
    }
    var (open, openFew, undo, page) = (Series(), Series(), Series(), Series())
    for round in 0..<rounds {
      let number = operations / 2 + round
      try alternating(
        round,
        [
          { open.add(try seconds { _ = try openWorkspace(root).operationNumbers() }) },
          { openFew.add(try seconds { _ = try openWorkspace(few).operationNumbers() }) },
          { page.add(try seconds { _ = try openWorkspace(root).operations(count: 20) }) },
          {
            undo.add(try seconds { try openWorkspace(root).proposeUndo(of: number).land() })
          },
        ])
    }
    let measure = "a workspace with \(grouped(operations)) operations"
    Table.row(
      "open \(measure)", open.text, beside: "one with 10: \(openFew.text)",
      ratio: open.ratio(to: openFew), target: "under 20 ms", met: open.median < 0.020)
    Table.row(
      "undo one of them", "\(undo.text), least \(milliseconds(undo.least))",
      target: "under 50 ms", met: undo.median < 0.050)
    Table.row("a page of 20 of its log", page.text)
  }
}
