internal import Backstitch

/// What agents that run programs know of the machine.
package struct Machine: Sendable {
  /// The workspace's absolute path.
  let root: String
  /// The variables that programs are given.
  let environment: [String: String]
  /// Whether what runs is to be stopped.
  let isInterrupted: @Sendable () -> Bool

  /// The machine below a workspace.
  init(_ workspace: Workspace, environment: [String: String]) {
    root = String(decoding: workspace.root, as: UTF8.self)
    self.environment = environment
    isInterrupted = workspace.context.isInterrupted
  }
}
