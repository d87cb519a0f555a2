import Testing

@testable import RobotServer

@Suite struct SyncPolicyTests {
  @Test(
    "What a policy can lose is said in the very seconds of the configuration",
    arguments: [(60_000, "60 s"), (1_500, "1.5 s"), (1_001, "1.001 s")]
  )
  func seconds(milliseconds: Int64, words: String) {
    let window = SyncPolicy.none.lossWindow(
      intervalMilliseconds: 1_000,
      snapshotMilliseconds: milliseconds
    )
    #expect(window.hasSuffix("begun at most \(words) after a change"))
  }
}
