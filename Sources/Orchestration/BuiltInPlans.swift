package import Backstitch
internal import Generators

/// The plans that ship with the tool: steps as data.
package enum BuiltInPlans {
  /// The name transactions and operations record.
  package static let entity = "generate entity"

  /// The steps of a plan.
  package static func steps(of plan: String) -> [Transaction.Step] {
    switch plan {
    case entity:
      [
        Transaction.Step(
          id: "backend", title: "Generate Backend", agent: FastAPIEntityAgent.name)
      ]
    default: []
    }
  }
}
