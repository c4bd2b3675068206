#!/usr/bin/env python3
"""Makes a unified kernel image: systemd's EFI stub with kernel, initrd and command line in it.

    uki.py --stub F --osrel F --cmdline TEXT --initrd F --linux F --output F

The sections are appended by hand (PE/COFF format, section headers), so the result holds no time and
no tool's version, whatever architecture the image is made on.
"""

import argparse
import pathlib
import struct

PAGE = 4096
READ_DATA = 0x40000040  # IMAGE_SCN_CNT_INITIALIZED_DATA | IMAGE_SCN_MEM_READ


def rounded(size, step):
    return -(-size // step) * step


class Image:
    """A PE file to which sections are appended."""

    def __init__(self, data):
        self.data = bytearray(data)
        self.coff = struct.unpack_from("<I", data, 0x3C)[0] + 4
        self.optional = self.coff + 20
        optional_size = struct.unpack_from("<H", data, self.coff + 16)[0]
        self.table = self.optional + optional_size
        self.file_step = struct.unpack_from("<I", data, self.optional + 36)[0]
        self.header_size = struct.unpack_from("<I", data, self.optional + 60)[0]

    def count(self):
        return struct.unpack_from("<H", self.data, self.coff + 2)[0]

    def end(self):
        """The first address behind all sections, on a page."""
        last = max(sum(struct.unpack_from("<II", self.data, self.table + 40 * i + 8))
                   for i in range(self.count()))
        return rounded(last, PAGE)

    def append(self, name, content):
        number, address = self.count(), self.end()
        header = self.table + 40 * number
        if header + 40 > self.header_size:
            raise SystemExit("The EFI stub has no room for another section.")
        self.data.extend(bytes(rounded(len(self.data), self.file_step) - len(self.data)))
        place, size = len(self.data), rounded(len(content), self.file_step)
        struct.pack_into("<8sIIIIIIHHI", self.data, header, name, len(content), address, size, place,
                         0, 0, 0, 0, READ_DATA)
        self.data.extend(content + bytes(size - len(content)))
        struct.pack_into("<H", self.data, self.coff + 2, number + 1)
        struct.pack_into("<I", self.data, self.optional + 56, self.end())

    def forget_time(self):
        struct.pack_into("<I", self.data, self.coff + 4, 0)  # TimeDateStamp
        struct.pack_into("<I", self.data, self.optional + 64, 0)  # CheckSum: stale, and unused


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("stub", "osrel", "cmdline", "initrd", "linux", "output"):
        parser.add_argument("--" + name, required=True)
    given = parser.parse_args()
    image = Image(pathlib.Path(given.stub).read_bytes())
    image.append(b".osrel", pathlib.Path(given.osrel).read_bytes())
    image.append(b".cmdline", given.cmdline.encode() + b"\0")
    image.append(b".initrd", pathlib.Path(given.initrd).read_bytes())
    # Last, because the kernel unpacks itself in place and grows beyond its end.
    image.append(b".linux", pathlib.Path(given.linux).read_bytes())
    image.forget_time()
    pathlib.Path(given.output).write_bytes(image.data)


if __name__ == "__main__":
    main()
