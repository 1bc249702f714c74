internal import Subprocess
internal import SystemPackage

extension CommandRun {
  /// Runs it without input, with both outputs as one, told as they come. What it leaves running,
  /// with its outputs open, is not waited for.
  func streamed(
    _ executable: Executable, _ options: PlatformOptions,
    _ tell: @escaping @Sendable ([UInt8]) -> Void
  ) async throws -> Result {
    let ended = try await run(
      executable, arguments: Arguments(Array(words.dropFirst())), environment: variables,
      workingDirectory: .init(directory), platformOptions: options, input: .none,
      output: .sequence, error: .combinedWithOutput
    ) { execution in
      for try await piece in execution.standardOutput {
        tell(piece.withUnsafeBytes { Array($0) })
      }
    }
    return Result(status: Self.status(ended.terminationStatus), output: [], errors: "")
  }
}
