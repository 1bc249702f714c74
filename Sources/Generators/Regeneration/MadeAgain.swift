package import Patch

/// What generators make now, on the tree without what they made before.
package struct MadeAgain: Sendable {
  /// The tree with it.
  package var tree: StagedTree
  /// The changes, and what the generators say of them.
  package var generated: GeneratedChanges
  /// It as a lock records it.
  package var outputs: GeneratedOutputs

  /// Creates it.
  package init(tree: StagedTree, generated: GeneratedChanges, outputs: GeneratedOutputs) {
    self.tree = tree
    self.generated = generated
    self.outputs = outputs
  }
}
