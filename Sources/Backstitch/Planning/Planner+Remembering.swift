internal import FileSystem
internal import Journal
internal import Patch
internal import SourceEdits

/// Decisions that are written down with the landing they were made for.
extension Planner {
  static let configuration = RelativePath(unchecked: Array(".backstitch/config.yaml".utf8))

  /// The step that writes the decisions, and the text it writes.
  func rememberedStep(
    over ours: Image?
  ) throws(BackstitchError) -> (step: LandingRequest.Step, text: [UInt8]) {
    let remembered = request.policy.remembered.sorted { $0.key < $1.key }
    var text: [UInt8] = []
    if case .file(let file) = ours { text = try merger.contents.bytes(of: file.id, in: files) }
    var recorded: [RecordedEdit] = []
    for (path, choice) in remembered {
      let edit = StructuredEdit.addYAMLEntry(
        YAMLEntryEdit(path: ["decisions", path.description], source: choice.rawValue))
      do throws(EditError) {
        let applied = try edit.apply(to: text)
        text = applied.text
        recorded.append(
          RecordedEdit(forward: [edit], backward: applied.inverse, evidence: applied.evidence))
      } catch {
        throw .refused(Refusal(Finding(path: Self.configuration, error)))
      }
    }
    let step = PlannedStep(id: "decisions", title: "Remember decisions")
    let item = LandingRequest.Item(
      path: Self.configuration, base: ours, theirs: nil, edits: ours == nil ? [] : recorded)
    return (LandingRequest.Step(step: step, items: [item]), text)
  }
}
