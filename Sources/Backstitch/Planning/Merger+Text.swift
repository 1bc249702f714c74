internal import Git
internal import Journal
internal import Patch
internal import SourceEdits

/// The three sides of a file.
struct Texts {
  var base: [UInt8]
  var ours: [UInt8]
  var theirs: [UInt8]

  /// Merges by line and, where that conflicts, by token: a formatter's work is no change. A lock
  /// merges by its entries.
  ///
  /// - Returns: the merged text with its conflicts; nil for binary content.
  ///
  /// - Parameter layoutCounts: whether a wanted change of layout alone is one, as when a formatter's
  ///   run is taken back: then it is by line.
  func merged(at path: RelativePath, layoutCounts: Bool = false) throws(GitError) -> MergedText? {
    if LockMerge.covers(path),
      let merged = LockMerge.merge(base: base, ours: ours, theirs: theirs), !merged.isEmpty
    {
      var text = MergedText()
      text.append(merged)
      return text
    }
    let byLine = try LineMerge.merge(base: base, ours: ours, theirs: theirs)
    guard let byLine, !byLine.conflicts.isEmpty else { return byLine }
    guard let language = SourceLanguage(fileName: path.name),
      !(layoutCounts && equivalentUpToFormatting(base, theirs, language))
    else { return byLine }
    return formatMerge(base: base, ours: ours, theirs: theirs, language) ?? byLine
  }
}

extension Merger {
  /// Merges by line and, where that conflicts, by token.
  func threeWay(_ texts: Texts, at path: RelativePath) throws(Failure) -> [UInt8] {
    if texts.base == texts.theirs || texts.ours == texts.theirs { return texts.ours }
    if texts.base == texts.ours { return texts.theirs }
    let merged: MergedText?
    do {
      merged = try texts.merged(at: path, layoutCounts: layoutCounts)
    } catch {
      throw .failed(.damaged("the merge failed: \(error)"))
    }
    guard let merged else {
      throw .collision(Collision(reason: "both sides changed its binary content"))
    }
    guard let first = merged.conflicts.first else { return merged.resolved { $1.ours } }
    throw .collision(
      Collision(reason: "both sides changed the same lines", line: first.line, merged: merged))
  }

  /// A file with markers is half a decision: another merge would bury it.
  func refuseMarkers(_ texts: Texts) throws(Failure) {
    guard let line = firstConflictMarker(in: texts.ours),
      firstConflictMarker(in: texts.base) == nil, firstConflictMarker(in: texts.theirs) == nil
    else { return }
    throw .collision(
      Collision(
        reason: "it still has conflict markers; resolve them, then run the command again",
        line: line, isFinal: true))
  }

  /// What collides taken from the wanted side, all else of both kept; nil for binary content.
  ///
  /// A node that is to go goes as it stands now. What cannot be decided by meaning is by line.
  func taken(_ collision: Collision, _ texts: Texts, _ item: LandingRequest.Item) -> [UInt8]? {
    if let merged = collision.merged { return merged.resolved { $1.theirs } }
    if collision.isFinal { return nil }
    let all = item.all.isEmpty ? item.edits : item.all
    var (base, ours) = (texts.base, texts.ours)
    if case (let mergedBase?, let mergedOurs?) = (
      applied(all, to: base), applied(item.edits, to: ours)
    ) {
      (base, ours) = (mergedBase, mergedOurs)
    }
    // What cannot be merged is taken whole.
    guard
      case .merged(let text) = try? mergeFile(
        base: base, ours: ours, theirs: texts.theirs, takingTheirs: true)
    else { return nil }
    return text
  }

  /// A text with edits in it, in whatever form their nodes are there; nil where one has no place.
  func applied(_ edits: [RecordedEdit], to text: [UInt8]) -> [UInt8]? {
    var text = text
    for edit in edits.flatMap(\.forward) {
      // An edit that has no place in any form leaves the decision to the lines.
      guard
        let result = (try? edit.apply(to: text)) ?? (try? edit.ofPresent(in: text)?.apply(to: text))
      else { return nil }
      text = result.text
    }
    return text
  }
}
