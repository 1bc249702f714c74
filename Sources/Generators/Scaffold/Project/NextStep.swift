internal import Patch

/// What a person does next, and what it goes by.
struct NextStep {
  let text: String
  /// The files without which it says nothing true: it is left out where somebody's own stand there.
  var files: [RelativePath] = []
}
