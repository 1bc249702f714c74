internal import Foundation
package import Generators
package import Patch
internal import ProjectModel

/// An agent that is a command of the project's own: it reads what it works on as JSON on standard
/// input and answers with a change set on standard output.
///
/// It runs in a directory that holds copies of the staged tree's files; what it writes there is
/// thrown away. Its change set is confined like any other.
package struct ExternalAgent: Sendable {
  /// How long a command may take, in seconds, when the plan does not say.
  package static let defaultTimeLimit = 60
  /// The most bytes an answer may have.
  static let answerLimit = 64 << 20

  let words: [String]
  let timeLimit: Int

  /// What it answered.
  package struct Answer: Sendable {
    /// Its changes and what it said.
    package var generated: GeneratedChanges
    /// The changes, staged over what it was shown.
    package var staged: StagedTree
  }

  /// Runs it.
  ///
  /// - Parameter isInterrupted: asked while it runs; true stops it.
  package func run(
    _ input: AgentInput, isInterrupted: @escaping @Sendable () -> Bool
  ) throws(OrchestrationError) -> Answer {
    let view: TreeView
    do throws(TreeError) {
      view = try TreeView(of: input.tree)
    } catch {
      throw OrchestrationError(error)
    }
    defer { view.remove() }
    let run = CommandRun(
      words: words, directory: view.directory, input: try question(input, view),
      timeLimit: timeLimit,
      outputLimit: Self.answerLimit, isInterrupted: isInterrupted)
    let result: CommandRun.Result
    do throws(CommandRun.Failure) {
      result = try run.result()
    } catch {
      throw .agent(AgentFailure(words: words, reason: error.description, output: error.output))
    }
    guard result.status == 0 else {
      throw .agent(
        AgentFailure(
          words: words, reason: "it ended with status \(result.status)", output: result.errors))
    }
    do throws(Refusal) {
      var staged = StagedTree(base: view.seen)
      let set = try ChangeSet(reading: result.output, on: staged, allowingNone: true)
      if !set.changes.isEmpty { try staged.stage(set) }
      let notes = result.notes.map { "\(input.step.id): \($0)" }
      return Answer(
        generated: GeneratedChanges(changes: set.changes, notes: notes), staged: staged)
    } catch {
      throw .agent(
        AgentFailure(
          words: words, reason: "its answer cannot be used: \(error.description)",
          output: result.errors))
    }
  }

  private struct Question: Encodable {
    let schema = 1
    let plan: String
    let step: Step
    let name: String
    let entity: Entity?
    let layout: Layout
    let tree: String

    struct Step: Encodable {
      let id: String
      let title: String
      let needs: [String]
      let optional: Bool
      let options: [String: String]
    }

    struct Layout: Encodable {
      let backend: Backend?
      let frontend: Frontend?
    }
  }

  private func question(
    _ input: AgentInput, _ view: TreeView
  ) throws(OrchestrationError) -> [UInt8] {
    let step = input.step
    // Neither project nor entity is a must: the agent says what it lacks.
    let question = Question(
      plan: input.request.plan,
      step: .init(
        id: step.id, title: step.title, needs: step.needs, optional: step.optional,
        options: step.options),
      name: input.request.name, entity: try? input.entity(),
      layout: .init(backend: try? input.backend(), frontend: try? input.frontend()),
      tree: view.directory)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(question))
    } catch {
      throw .files("the question to '\(words.joined(separator: " "))' cannot be written: \(error)")
    }
  }
}

/// An external agent made nothing.
package struct AgentFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The command.
  package var words: [String]
  /// What happened.
  package var reason: String
  /// What it wrote to standard error, its last lines.
  package var output: String

  /// What happened, then what the command said.
  package var description: String {
    let head = "the agent '\(words.joined(separator: " "))' failed: \(reason)"
    return output.isEmpty ? head : head + "\n" + output
  }
}
