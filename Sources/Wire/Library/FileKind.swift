/// What a file of a media folder is, as far as its name tells.
public enum FileKind: Equatable, Sendable {
    case video
    case audio
    /// No extension that says anything; a probe will tell.
    case unknown
    /// Clearly something else: a picture, a subtitle, a document, a download under way …
    case other

    /// - Parameter name: the file's name, without its folders.
    public init(name: String) {
        let name = name.lowercased()
        if Self.ignoredNames.contains(name) {
            self = .other
            return
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let suffix = parts.count > 1 ? String(parts[parts.count - 1]) : ""
        if Self.videoSuffixes.contains(suffix) {
            self = .video
        } else if Self.audioSuffixes.contains(suffix) {
            self = parts[0] == "theme" ? .other : .audio
        } else if Self.otherSuffixes.contains(suffix) || Self.isArchiveVolume(suffix) {
            self = .other
        } else {
            self = .unknown
        }
    }

    /// Whether a folder of this name holds what the system or a storage box keeps for itself.
    public static func isIgnoredFolder(_ name: String) -> Bool {
        ignoredFolders.contains(name.lowercased())
    }

    /// `.r00` to `.r99`, `.z01`, `.001`: pieces of an archive.
    private static func isArchiveVolume(_ suffix: String) -> Bool {
        let digits = suffix.utf8.drop { $0 == UInt8(ascii: "r") || $0 == UInt8(ascii: "z") }
        return (2...3).contains(digits.count) && suffix.utf8.count <= 3
            && digits.allSatisfy { (48...57).contains($0) }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let videoSuffixes = words(
        """
        3g2 3gp amv asf avi divx dv dvr-ms evo f4v flv gxf h264 h265 hevc ivf m1v m2t m2ts m2v m4v \
        mjpeg mjpg mk3d mkv mov mp4 mpe mpeg mpg mpv mts mxf nsv nut ogm ogv qt rec rm rmvb swf tod \
        tp trp ts vob vro webm wmv wtv y4m
        """)
    private static let audioSuffixes = words(
        """
        aac ac3 aif aiff alac amr ape au caf dsf dts eac3 flac m4a m4b mka mp2 mp3 mpc oga ogg opus \
        ra spx tak tta w64 wav wma wv
        """)
    private static let otherSuffixes = words(
        """
        7z ai apk aria2 ass avif bak bat bif bin bmp bup bz2 cfg clpi cmd com conf crdownload css \
        csv cue db db-shm db-wal deb dll dmg doc docx download edl epub exe filepart gif gz heic \
        heif htm html ico idx ifo img inf ini iso jar jpe jpeg jpg js json jxl key lnk log lrc lst \
        m3u m3u8 map md md5 mdf mds mobi mpl mpls nfo nrg nzb odt ovpn par par2 part partial pdf php \
        pls png ppt pptx properties ps1 psd pub py rar rpm rtf sami sbv sfv sh sha1 sha256 smi so \
        sqlite sqlite3 srr srs srt ssa strm sub sup svg swp tar tbn tgz tif tiff tmp torrent trickplay \
        ttf ttml txt url usf vtt webloc webp xls xlsx xml xz yaml yml z zip zst !qb !ut
        """)
    private static let ignoredNames: Set<String> = [
        "thumbs.db", "desktop.ini", "readme", "license", "licence", "copying", "changelog",
        "makefile", "authors", "checksums", "md5sums", "sha256sums",
    ]
    private static let ignoredFolders: Set<String> = [
        "@eadir", "#recycle", "#snapshot", "$recycle.bin", "lost+found",
        "system volume information", "recycler", "@recycle", "@recently-snapshot",
    ]
}
