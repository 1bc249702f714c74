internal import Glibc

/// A program could not be started, or not be spoken to.
struct SpawnError: Error {
  /// The errno.
  var code: Int32
}

/// One program, run to its end.
enum ChildProcess {
  /// Runs a program that is found by its name.
  ///
  /// - Parameters:
  ///   - words: its name and arguments.
  ///   - environment: `NAME=value`, all of it.
  ///   - showsError: whether its standard error is ours.
  static func run(
    _ words: [[UInt8]], environment: [[UInt8]], input: [UInt8], showsError: Bool
  ) throws(SpawnError) -> GitProgram.Result {
    let (given, output, error) = (try Channel(), try Channel(), try Channel())
    defer { for channel in [given, output, error] { channel.close() } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given.theirs, 0)
    posix_spawn_file_actions_adddup2(&actions, output.theirs, 1)
    if !showsError { posix_spawn_file_actions_adddup2(&actions, error.theirs, 2) }
    var process: pid_t = 0
    let code = withCStrings(words) { words in
      withCStrings(environment) { environment in
        guard let name = words[0] else { preconditionFailure("a program has a name") }
        return posix_spawnp(&process, name, &actions, nil, words, environment)
      }
    }
    for channel in [given, output, error] { channel.closeTheirs() }
    guard code == 0 else { throw SpawnError(code: code) }
    var exchange = Exchange(input: input, given: given, reading: [output, error])
    exchange.run()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw SpawnError(code: errno) }
    }
    let signal = status & 0x7F
    return GitProgram.Result(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: exchange.read[0],
      error: exchange.read[1])
  }

  private static func withCStrings<Value>(
    _ strings: [[UInt8]],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers = strings.map { bytes -> UnsafeMutablePointer<CChar>? in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
      copy[bytes.count] = 0
      return copy
    }
    defer { for pointer in pointers { pointer?.deallocate() } }
    pointers.append(nil)
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a list has its end") }
      return body(start)
    }
  }
}

/// A pair of sockets: unlike a pipe's, its ends are never inherited by another child that is started
/// at the same moment, which would keep them open.
private final class Channel {
  let ours: Int32
  private(set) var theirs: Int32
  private var isOpen = true

  init() throws(SpawnError) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SpawnError(code: errno) }
    (ours, theirs) = (ends[0], ends[1])
  }

  func closeTheirs() {
    guard theirs >= 0 else { return }
    Glibc.close(theirs)
    theirs = -1
  }

  func close() {
    closeTheirs()
    if isOpen { Glibc.close(ours) }
    isOpen = false
  }
}

/// Writes and reads at once, so that neither side waits for the other.
private struct Exchange {
  var input: [UInt8]
  let given: Channel
  let reading: [Channel]
  var read: [[UInt8]] = [[], []]
  private var written = 0

  init(input: [UInt8], given: Channel, reading: [Channel]) {
    self.input = input
    self.given = given
    self.reading = reading
  }

  mutating func run() {
    var ended = [false, false]
    if input.isEmpty { shutdown(given.ours, Int32(SHUT_WR)) }
    while ended.contains(false) {
      var waiting = zip(reading, ended).map { channel, ended in
        pollfd(fd: ended ? -1 : channel.ours, events: Int16(POLLIN), revents: 0)
      }
      waiting.append(
        pollfd(
          fd: written < input.count ? given.ours : -1, events: Int16(POLLOUT), revents: 0))
      guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 else { continue }
      for index in reading.indices where waiting[index].revents != 0 {
        ended[index] = take(from: index)
      }
      if waiting[2].revents != 0 { give() }
    }
  }

  private mutating func take(from index: Int) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = recv(reading[index].ours, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count > 0 { read[index] += chunk[..<count] }
    return count == 0 || count < 0 && errno != EINTR && errno != EAGAIN
  }

  private mutating func give() {
    let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    let count = input[written...].withUnsafeBytes {
      send(given.ours, $0.baseAddress, $0.count, flags)
    }
    if count > 0 { written += count }
    // It reads no more: what it says then tells why.
    if count < 0, errno != EINTR, errno != EAGAIN { written = input.count }
    if written == input.count { shutdown(given.ours, Int32(SHUT_WR)) }
  }
}
