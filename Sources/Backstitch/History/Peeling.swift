internal import FileSystem
internal import Journal
internal import Patch

/// Takes later operations off a path, one after the other from the newest: what is left is what an
/// earlier operation left there, with all that people wrote since, also between the later ones.
struct Peeling {
  /// Remembers the contents of what is left, too.
  private(set) var merger: Merger

  /// What is left at a path.
  struct Rest {
    var image: Image?
    /// Why that is not known: people and an operation changed the same lines.
    var collision: String?
  }

  init(files: any FileSystem) {
    merger = Merger(files: files, contents: ContentPool(), layoutCounts: true)
  }

  mutating func note(_ image: Image?) { merger.contents.note(image) }

  /// - Parameters:
  ///   - later: what each later operation did at the path, newest first, with its edits by meaning.
  ///   - after: what the earlier operation left there.
  mutating func rest(
    of later: [(operation: Int, change: PathChange)], after: Image?
  ) throws(BackstitchError) -> Rest {
    guard let newest = later.first else { return Rest(image: after) }
    var rest = Rest(image: newest.change.after)
    for (operation, change) in later {
      note(change.before)
      note(change.after)
      // What somebody deleted in between comes back: nothing is lost by that.
      guard let peeled = try peel(change.reversed, off: rest.image ?? change.after) else {
        return Rest(
          image: after,
          collision: "somebody changed the same lines as operation \(operation) before that")
      }
      rest = peeled
    }
    return Rest(image: rest.image ?? after)
  }

  /// By meaning where that works, else by line; nil for a collision.
  private mutating func peel(
    _ change: PathChange, off rest: Image?
  ) throws(BackstitchError) -> Rest? {
    for edits in change.edits.map({ [$0, []] }) ?? [[]] {
      do throws(Merger.Failure) {
        let item = LandingRequest.Item(
          path: change.path, base: change.before, theirs: change.after, edits: edits)
        return Rest(image: try merger.decide(item, ours: rest).after)
      } catch {
        if case .failed(let error) = error { throw error }
      }
    }
    return nil
  }
}
