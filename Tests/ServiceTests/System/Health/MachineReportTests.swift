import Testing

@testable import Service

@Suite struct MachineReportTests {
    @Test func theHottestPartCounts() throws {
        let folder = try MediaFolder()
        #expect(MachineReport.hottest(under: folder.path) == nil)
        try folder.write("thermal_zone0/temp", "41500\n")
        try folder.write("thermal_zone3/temp", "63250\n")
        try folder.write("thermal_zone4/temp", "no number\n")
        #expect(MachineReport.hottest(under: folder.path) == 63.25)
    }

    @Test func thisMachineSaysWhatItHas() throws {
        let report = MachineReport.read(disk: DiskRoom(at: "/"))
        #expect(report.memory > report.available && report.available > 0)
        let disk = try #require(report.disk)
        #expect(disk.total >= disk.free && disk.free > 0)
        #expect(DiskRoom(at: "/nowhere/at/all") == nil)
    }
}
