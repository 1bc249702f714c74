internal import Foundation
internal import Patch
internal import Subprocess
internal import SystemPackage

/// One run of a command: its input, its limits, what it wrote.
///
/// It runs in a session of its own, so that a time limit or an interruption ends all it started.
package struct CommandRun: Sendable {
  let words: [String]
  let directory: String
  var input: [UInt8] = []
  /// Seconds.
  let timeLimit: Int
  /// Bytes of each of its outputs.
  let outputLimit: Int
  let isInterrupted: @Sendable () -> Bool
  /// Variables over those of this process.
  var environment: [String: String] = [:]
  /// Told what it writes, to either of its outputs, as it comes; nothing of it is kept then.
  var tell: (@Sendable ([UInt8]) -> Void)?

  /// What came of it.
  struct Result: Sendable {
    /// Its exit status; 128 and the signal's number for one that a signal ended.
    var status: Int
    var output: [UInt8]
    /// The last lines of its standard error.
    var errors: String

    /// What a command that succeeded said on standard error.
    var notes: [String] { errors.isEmpty ? [] : errors.split(separator: "\n").map(String.init) }
  }

  /// Why there is no result.
  enum Failure: Error, CustomStringConvertible {
    case notStarted(String)
    case timeLimit(Int)
    case interrupted
    case tooMuchOutput(Int)

    var description: String {
      switch self {
      case .notStarted(let reason): "it cannot be started: \(reason)"
      case .timeLimit(let seconds): "it took longer than its limit of \(seconds) s and was stopped"
      case .interrupted: "it was interrupted"
      case .tooMuchOutput(let limit): "it wrote more than \(limit) bytes"
      }
    }

    var output: String { "" }
  }

  /// Runs the command and waits for it: the thread is blocked meanwhile, so it must not be one of
  /// those that run Swift's tasks.
  func result() throws(Failure) -> Result {
    // The program is synchronous; the library that runs processes is not.
    let box = ResultBox()
    let done = DispatchSemaphore(value: 0)
    Task.detached { [self] in
      await box.set(outcome())
      done.signal()
    }
    done.wait()
    switch box.take() {
    case .success(let result): return result
    case .failure(let failure): throw failure
    }
  }

  private enum Event: Sendable {
    case ended(Swift.Result<Result, Failure>)
    case stopped(Failure)
    case watched
  }

  private func outcome() async -> Swift.Result<Result, Failure> {
    await withTaskGroup(of: Event.self) { group in
      group.addTask { .ended(await process()) }
      group.addTask { await watch() }
      var stopped: Failure?
      for await event in group {
        switch event {
        case .ended(let result):
          group.cancelAll()
          return stopped.map { .failure($0) } ?? result
        case .stopped(let failure):
          stopped = failure
          group.cancelAll()
        case .watched: break
        }
      }
      return .failure(stopped ?? .interrupted)
    }
  }

  /// Ends when the command must be stopped, or the command has ended.
  private func watch() async -> Event {
    let start = ContinuousClock.now
    while !Task.isCancelled {
      if isInterrupted() { return .stopped(.interrupted) }
      if ContinuousClock.now - start > .seconds(timeLimit) {
        return .stopped(.timeLimit(timeLimit))
      }
      // Cancelled: the command has ended.
      try? await Task.sleep(for: .milliseconds(20))
    }
    return .watched
  }

  private func process() async -> Swift.Result<Result, Failure> {
    // Writing to a command that ended without reading must fail, not end this program.
    signal(SIGPIPE, SIG_IGN)
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
    ]
    let executable: Executable =
      words[0].contains("/") ? .path(.init(path(of: words[0]))) : .name(words[0])
    do {
      if let tell { return .success(try await streamed(executable, options, tell)) }
      let ended = try await run(
        executable, arguments: Arguments(Array(words.dropFirst())), environment: variables,
        workingDirectory: .init(directory), platformOptions: options, input: .inputWriter,
        output: .bytes(limit: outputLimit), error: .bytes(limit: outputLimit)
      ) { execution in
        // Not as an array: the library ends the program when a command ends without reading it all.
        do {
          _ = try await execution.standardInputWriter.write(input)
          try await execution.standardInputWriter.finish()
        } catch {
          // It may answer without reading all it was asked.
        }
      }
      return .success(
        Result(
          status: Self.status(ended.terminationStatus), output: ended.standardOutput,
          errors: Self.lastLines(ended.standardError)))
    } catch let error as SubprocessError {
      if error.code == .outputLimitExceeded { return .failure(.tooMuchOutput(outputLimit)) }
      return .failure(.notStarted(error.description))
    } catch {
      return .failure(.notStarted("\(error)"))
    }
  }

  static func status(_ termination: TerminationStatus) -> Int {
    switch termination {
    case .exited(let code): Int(code)
    case .signaled(let signal): 128 + Int(signal)
    }
  }

  /// The variables it is given.
  var variables: Environment {
    var overrides: [Environment.Key: String?] = [:]
    for (name, value) in environment { overrides[.init(stringLiteral: name)] = value }
    return .inherit.updating(overrides)
  }

  /// A path with a slash is relative to the directory it runs in, as a shell has it.
  private func path(of word: String) -> String {
    word.hasPrefix("/") ? word : directory + "/" + word
  }

  private static func lastLines(_ bytes: [UInt8]) -> String {
    // It is shown on somebody's terminal, which must not obey it.
    let text = String(decoding: bytes.suffix(16_384), as: UTF8.self).withoutControls
    return text.split(separator: "\n").suffix(40).joined(separator: "\n")
  }
}

/// Hands a result from a task to the thread that waits for it.
private final class ResultBox: @unchecked Sendable {
  // Written once before the semaphore is signalled, read once behind it.
  private var value: Swift.Result<CommandRun.Result, CommandRun.Failure> = .failure(.interrupted)
  func set(_ value: Swift.Result<CommandRun.Result, CommandRun.Failure>) { self.value = value }
  func take() -> Swift.Result<CommandRun.Result, CommandRun.Failure> { value }
}
