internal import Backstitch
package import Generators
internal import Patch
package import ProjectModel

/// What of a workspace was scaffolded.
package struct ScaffoldedProject: Sendable {
  /// What it is made of.
  package let choices: ProjectChoices
  /// The parts that were made, in order.
  package let parts: [ProjectPart]
  private let sources: [[UInt8]]
  private let locks: Set<String>

  /// Reads it; nil in a workspace without a project's choices.
  init?(in tree: StagedTree) throws(OrchestrationError) {
    guard let choices = try ProjectChoices.recorded(in: tree) else { return nil }
    self.choices = choices
    do throws(GenerationError) {
      let made = try GeneratedOutputs(of: ProjectPart.backend.lockName, in: tree)
      sources = made.map { Array($0.pristine.values) } ?? []
    } catch {
      throw .generation(error)
    }
    do throws(TreeError) {
      let locks = Set(try ProjectFiles.locks(in: tree))
      self.locks = locks
      parts = ProjectPart.allCases.filter { locks.contains($0.lockName) }
    } catch {
      throw OrchestrationError(error)
    }
  }

  /// Whether a model came with the project, such as its users, and nothing was generated of it.
  package func owns(_ entity: Entity) -> Bool {
    let head = Array("class \(entity.pascal)(".utf8)
    return !locks.contains(entity.name) && sources.contains { $0.firstRange(of: head) != nil }
  }
}

extension Orchestrator {
  /// What of the workspace was scaffolded; nil when nothing was.
  package func scaffoldedProject() throws(OrchestrationError) -> ScaffoldedProject? {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    return try ScaffoldedProject(in: StagedTree(base: tree))
  }
}
