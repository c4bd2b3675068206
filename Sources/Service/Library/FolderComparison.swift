import Broadcast
import Store
import Wire

extension FolderChanges {
    /// What is different in `folder` between what was known and what is there.
    init(in folder: String, known: [KnownFile], found: [FolderListing.File]) {
        self.init()
        var gone = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
        var new: [FolderListing.File] = []
        for file in found {
            guard let before = gone.removeValue(forKey: file.name) else {
                new.append(file)
                continue
            }
            if before.signature != file.signature {
                changed.append(Change(id: before.id, file: FoundFile(file, in: folder)))
            } else if before.state == .missing {
                returned.append(before.id)
            }
        }
        self.new =
            new
            .map { ($0, $0.name.naturalOrderKey) }
            .sorted { $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) }
            .map { FoundFile($0.0, in: folder) }
        missing = gone.values.filter { $0.state != .missing }.map(\.id).sorted()
    }

    /// The same changes in pieces of at most `size` files, so that others get to write between.
    func pieces(of size: Int) -> [FolderChanges] {
        var pieces: [FolderChanges] = []
        func cut<Element>(
            _ elements: [Element], _ field: WritableKeyPath<FolderChanges, [Element]>
        ) {
            for start in stride(from: 0, to: elements.count, by: size) {
                var piece = FolderChanges()
                piece[keyPath: field] = Array(elements[start..<min(start + size, elements.count)])
                pieces.append(piece)
            }
        }
        cut(new, \.new)
        cut(changed, \.changed)
        cut(returned, \.returned)
        cut(missing, \.missing)
        return pieces
    }
}
