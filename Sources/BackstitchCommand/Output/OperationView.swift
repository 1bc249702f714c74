internal import Backstitch
internal import Patch

/// Operations on standard output, as much of each as was asked for.
struct OperationView {
  let workspace: Workspace
  let globals: Globals
  /// The counts of lines of each path.
  let showsCounts: Bool
  let showsDiff: Bool
  /// Only these paths, or those below these directories; none: all.
  let paths: [RelativePath]

  /// - Parameter whole: also who, when, where, steps, and what became of paths.
  func show(_ operation: Backstitch.Operation, whole: Bool = false) throws {
    let style = globals.style
    say(OperationText.line(operation, now: workspace.context.now(), style))
    if whole {
      say(lines: OperationText.details(operation, style, all: globals.verbose) + [""])
    }
    guard showsCounts || showsDiff else { return }
    let diffs = try Failure.catching { try workspace.diff(of: operation) }.filter { diff in
      paths.isEmpty || paths.contains { diff.path == $0 || diff.path.isBelow($0) }
    }
    let read = ReadingOrder(diffs, by: \.path, all: globals.verbose)
    if showsCounts { say(lines: OperationText.countLines(read.shown, style)) }
    if showsDiff { for diff in read.shown { write(style.diff(diff.text)) } }
    if let rest = read.rest { note(style.dim(rest)) }
    if !whole { say("") }
  }
}
