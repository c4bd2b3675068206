import Testing

@testable import Service

@Suite struct ScanPlanTests {
    private func folder(_ name: String, _ inode: UInt64, isLink: Bool = false)
        -> FolderListing.Folder
    {
        .init(name: name, identity: .init(device: 1, inode: inode), isLink: isLink)
    }

    /// Walks a tree given as the folders of each inode; the root is 1.
    private func walk(_ tree: [UInt64: [FolderListing.Folder]]) -> (ScanPlan, [String]) {
        var plan = ScanPlan()
        var inodes: [String: UInt64] = ["": 1]
        var visited: [String] = []
        while let stop = plan.next() {
            visited.append(stop.folder)
            let inode = inodes[stop.folder] ?? 0
            var listing = FolderListing(identity: .init(device: 1, inode: inode))
            listing.folders = tree[inode] ?? []
            for folder in listing.folders {
                let path = stop.folder.isEmpty ? folder.name : "\(stop.folder)/\(folder.name)"
                inodes[path] = folder.identity.inode
            }
            plan.found(listing, at: stop)
        }
        return (plan, visited)
    }

    @Test func foldersComeDepthFirstInTheOrderOfTheirNames() {
        let (_, visited) = walk([
            1: [folder("b", 4), folder("A", 2), folder("Season 10", 6), folder("Season 2", 5)],
            2: [folder("x", 3)],
        ])
        #expect(visited == ["", "A", "A/x", "b", "Season 2", "Season 10"])
    }

    @Test func smallFoldersBelowTheFirstLevelComeManyAtOnce() {
        var plan = ScanPlan()
        var batches: [[String]] = []
        let tree: [String: [FolderListing.Folder]] = [
            "": [folder("a", 2), folder("b", 3)], "a": (10..<15).map { folder("x\($0)", $0) },
            "a/x10": [folder("deep", 20), folder("again", 11)],
        ]
        while true {
            let stops = plan.next(upTo: 3)
            if stops.isEmpty { break }
            batches.append(stops.map(\.folder))
            for stop in stops.reversed() {
                let inode = UInt64(100 + batches.joined().count)
                var listing = FolderListing(identity: .init(device: 2, inode: inode))
                listing.folders = tree[stop.folder] ?? []
                plan.found(listing, at: stop)
            }
        }
        #expect(
            batches
                == [
                    [""], ["a"], ["a/x10", "a/x11", "a/x12"], ["a/x10/again", "a/x10/deep"],
                    ["a/x13", "a/x14"], ["b"],
                ].map { $0.filter { $0 != "a/x10/again" } })
    }

    @Test func aLinkBackUpOrToASeenFolderIsNotFollowed() {
        let (_, visited) = walk([
            1: [folder("a", 2), folder("again", 2, isLink: true)],
            2: [folder("up", 1, isLink: true), folder("self", 2, isLink: true)],
        ])
        #expect(visited == ["", "a"])
    }

    @Test func aLinkToAnotherPlaceIsFollowedOnceAfterAllElse() {
        let (_, visited) = walk([
            1: [folder("a", 9, isLink: true), folder("b", 9, isLink: true), folder("z", 3)],
            9: [folder("inside", 8)],
        ])
        #expect(visited == ["", "z", "b", "b/inside"] || visited == ["", "z", "a", "a/inside"])
    }

    @Test func aBottomlessTreeEnds() {
        var tree: [UInt64: [FolderListing.Folder]] = [:]
        for inode in 1...200 as ClosedRange<UInt64> { tree[inode] = [folder("d", inode + 1)] }

        let (plan, visited) = walk(tree)

        #expect(visited.count == ScanPlan.deepest + 1)
        #expect(plan.skipped.map(\.reason) == ["It is too deep."])
    }
}
