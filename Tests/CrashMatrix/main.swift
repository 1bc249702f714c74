import Foundation
import Synchronization

/// Crashes every scenario at every call of a simulated disk, with every allowed outcome, and its
/// recovery again; see `scripts/crash-test`.
struct Options {
  var depth = Depth.quick
  var isFull = false
  var only: String?
  var parts: Set<String> = ["crashes", "persons", "errors", "processes", "faults", "model"]
  var progress: String?
  /// Of the model part: where its random sequences begin, and how many moves they make.
  var seed = UInt64.random(in: 0..<1_000_000_000)
  var steps = 6_000

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--full":
        depth = .full
        isFull = true
      case "--only": only = rest.popFirst()
      case "--part": parts = rest.popFirst().map { [$0] } ?? parts
      case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? seed
      case "--steps": steps = rest.popFirst().flatMap(Int.init) ?? steps
      case "--progress": progress = rest.popFirst()
      default:
        say("crash-matrix: unknown option \(argument)")
        say(
          "usage: crash-matrix [--full] [--only SCENARIO]"
            + " [--part crashes|persons|errors|processes|faults|model] [--seed N] [--steps M]"
            + " [--progress FILE]")
        exit(64)
      }
    }
  }
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
let matrix = Matrix(options)
exit(matrix.run() ? 0 : 1)
