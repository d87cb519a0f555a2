import RobotModel
import Testing

@testable import RobotEngine

@Suite("Store layout")
struct StoreLayoutTests {
  @Test("P6: rows are as small as the memory model says")
  func strides() {
    #expect(MemoryLayout<RecordRow>.stride == StoreLayout.recordStride)
    #expect(MemoryLayout<StoredField>.stride == StoreLayout.fieldStride)
    #expect(MemoryLayout<VisitRow>.stride == StoreLayout.visitStride)
    #expect(MemoryLayout<RunRow>.stride == StoreLayout.runStride)
    #expect(MemoryLayout<HistoryRow>.stride == StoreLayout.historyStride)
    #expect(MemoryLayout<RunDetail>.stride == StoreLayout.runDetailStride)
  }
}
