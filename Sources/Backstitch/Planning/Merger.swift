internal import FileSystem
internal import Journal
internal import Patch
internal import SourceEdits

/// Decides one path: base, ours (on disk), theirs (wanted).
struct Merger {
  let files: any FileSystem
  var contents: ContentPool
  /// Whether a wanted change of layout alone is one; a generator's new layout gives way to people's.
  var layoutCounts = false

  struct Outcome {
    var after: Image?
    var decision: PathVerdict.Decision
    var edits: [RecordedEdit] = []
    /// Removals that found nothing to take out on disk, though it was recorded.
    var missed: [StructuredEdit] = []
  }

  /// Why the sides cannot be joined, with the text that carries all three where there is one.
  struct Collision: Error {
    var reason: String
    var line: Int?
    /// The text with all that is decided; nil where the sides are no texts.
    var merged: MergedText?
    /// The text with what collides taken from the wanted side, all else of both kept.
    var taken: [UInt8]?
    /// Whether no decision settles it.
    var isFinal = false
  }

  enum Failure: Error {
    case collision(Collision)
    case failed(BackstitchError)
  }

  mutating func decide(
    _ item: LandingRequest.Item, ours: Image?
  ) throws(Failure) -> Outcome {
    let (base, theirs) = (item.base, item.theirs)
    if item.isByMeaning { return try applyAlone(item, to: ours) }
    if same(ours, theirs) { return Outcome(after: ours, decision: .unchanged) }
    if let reason = item.collision { throw collision(reason) }
    if !item.all.isEmpty,
      case (.file(let base), .file(let ours), .file(let theirs)) = (base, ours, theirs)
    {
      return try merge(base, ours, theirs, item)
    }
    if item.wasLeft {
      guard case .file = ours else { throw collision("somebody deleted it") }
      // What is redone was never taken back here.
      return Outcome(after: ours, decision: .kept)
    }
    if same(ours, base) {
      return Outcome(after: theirs, decision: .restored, edits: item.edits)
    }
    if same(base, theirs) { return Outcome(after: ours, decision: .kept) }
    if let outcome = try mergeLock(item, ours: ours) { return outcome }
    switch (base, ours, theirs) {
    case (.file(let base), .file(let ours), .file(let theirs)):
      return try merge(base, ours, theirs, item)
    case (.file(let base), .file(let ours), nil):
      guard base.mode == ours.mode, try sameButForFormatting(base, ours, item.path) else {
        throw collision("it was edited since it was created and is not deleted silently")
      }
      return Outcome(after: nil, decision: .restored)
    case (_, nil, _): throw collision("somebody deleted it")
    case (nil, _, _): throw collision("something else stands there now")
    case (_, _, nil): throw collision("it is not what it was and is not deleted silently")
    default: throw collision("somebody changed what kind of file it is")
    }
  }

  /// Does what structured edits say; where no file stands there is nothing to do.
  private mutating func applyAlone(
    _ item: LandingRequest.Item, to ours: Image?
  ) throws(Failure) -> Outcome {
    guard case .file(var file) = ours else { return Outcome(after: ours, decision: .unchanged) }
    let text = try bytes(file)
    let changed: [UInt8]
    let applied: [RecordedEdit]
    do throws(Failure) {
      (changed, applied, _) = try apply(item.edits, to: text, at: item.path)
    } catch {
      guard case .collision(var collision) = error else { throw error }
      collision.taken = self.applied(item.edits, to: text)
      throw .collision(collision)
    }
    guard changed != text else { return Outcome(after: ours, decision: .unchanged) }
    file.id = contents.add(changed)
    file.size = UInt64(changed.count)
    file.stored = nil
    return Outcome(after: .file(file), decision: .restored, edits: applied)
  }

  private func same(_ left: Image?, _ right: Image?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): left.isSame(as: right)
    default: false
    }
  }

  private func collision(_ reason: String) -> Failure { .collision(Collision(reason: reason)) }

  // MARK: Files

  /// A lock by its entries; nil where it is none, or cannot be merged so.
  private mutating func mergeLock(
    _ item: LandingRequest.Item, ours: Image?
  ) throws(Failure) -> Outcome? {
    let sides = [item.base, ours, item.theirs]
    let files = sides.map { side -> FileImage? in
      if case .file(let file) = side { file } else { nil }
    }
    guard LockMerge.covers(item.path), zip(sides, files).allSatisfy({ ($0 == nil) == ($1 == nil) }),
      var file = files[1] ?? files[2] ?? files[0]
    else { return nil }
    var texts: [[UInt8]?] = []
    for side in files { texts.append(try side.map { file throws(Failure) in try bytes(file) }) }
    guard let merged = LockMerge.merge(base: texts[0], ours: texts[1], theirs: texts[2]) else {
      return nil
    }
    guard !merged.isEmpty else {
      return Outcome(after: nil, decision: ours == nil ? .unchanged : .restored)
    }
    file.id = contents.add(merged)
    file.size = UInt64(merged.count)
    file.stored = nil
    let isSame = same(.file(file), ours)
    return Outcome(after: isSame ? ours : .file(file), decision: isSame ? .unchanged : .restored)
  }

  /// Structured edits go over both sides first, by meaning; what is left merges by line.
  private mutating func merge(
    _ base: FileImage, _ ours: FileImage, _ theirs: FileImage, _ item: LandingRequest.Item
  ) throws(Failure) -> Outcome {
    var mode = theirs.mode
    if ours.mode != base.mode {
      guard theirs.mode == base.mode || theirs.mode == ours.mode else {
        throw collision("its permissions were changed differently")
      }
      mode = ours.mode
    }
    let texts = Texts(base: try bytes(base), ours: try bytes(ours), theirs: try bytes(theirs))
    try refuseMarkers(texts)
    var merging = texts
    var applied: [RecordedEdit] = []
    var missed: [StructuredEdit] = []
    let text: [UInt8]
    do throws(Failure) {
      if !item.edits.isEmpty || !item.all.isEmpty {
        let all = item.all.isEmpty ? item.edits : item.all
        let absent: [StructuredEdit]
        (merging.base, _, absent) = try apply(all, to: texts.base, at: item.path)
        (merging.ours, applied, missed) = try apply(item.edits, to: texts.ours, at: item.path)
        missed.removeAll(where: absent.contains)
      }
      text = try threeWay(merging, at: item.path)
    } catch {
      guard case .collision(var collision) = error else { throw error }
      collision.taken = taken(collision, texts, item)
      throw .collision(collision)
    }
    var after = ours
    after.id = contents.add(text)
    after.size = UInt64(text.count)
    after.mode = mode
    after.stored = nil
    let image = Image.file(after)
    let decision: PathVerdict.Decision =
      image.isSame(as: .file(ours)) ? .unchanged : .merged
    return Outcome(after: image, decision: decision, edits: applied, missed: missed)
  }

  private func apply(
    _ edits: [RecordedEdit], to text: [UInt8], at path: RelativePath
  ) throws(Failure) -> (text: [UInt8], applied: [RecordedEdit], missed: [StructuredEdit]) {
    var text = text
    var applied: [RecordedEdit] = []
    var missed: [StructuredEdit] = []
    for recorded in edits {
      var backward: [StructuredEdit] = []
      var evidence = recorded.evidence
      for edit in recorded.forward {
        do throws(EditError) {
          let result = try edit.apply(to: text)
          text = result.text
          backward = result.inverse + backward
          if result.changed {
            evidence = result.evidence
          } else if edit.isRemoval {
            missed.append(edit)
          }
        } catch {
          let finding = Finding(path: path, error)
          throw .collision(Collision(reason: finding.message, line: finding.line))
        }
      }
      if !backward.isEmpty {
        applied.append(
          RecordedEdit(forward: recorded.forward, backward: backward, evidence: evidence))
      }
    }
    return (text, applied, missed)
  }

  private func sameButForFormatting(
    _ base: FileImage, _ ours: FileImage, _ path: RelativePath
  ) throws(Failure) -> Bool {
    if base.id == ours.id { return true }
    guard let language = SourceLanguage(fileName: path.name) else { return false }
    return equivalentUpToFormatting(try bytes(base), try bytes(ours), language)
  }

  private func bytes(_ file: FileImage) throws(Failure) -> [UInt8] {
    do throws(BackstitchError) {
      return try contents.bytes(of: file.id, in: files)
    } catch {
      throw .failed(error)
    }
  }
}
