#!/usr/bin/env python3
"""Tries the installer on plain files: good and bad releases, and a power cut before every command.

The cut is made from outside: commands that change something are wrapped, and the wrapper kills the
installer before the one whose turn it is. What must hold afterwards is the same for all of them.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

INSTALL = pathlib.Path(__file__).resolve().parents[2] / "overlay/usr/lib/exstreamtv/install"
SECTOR, SLOT = 512, 1 << 20
SLOTS = {1: 2048 * SECTOR, 2: 2048 * SECTOR + SLOT}
os.environ["PATH"] += ":/usr/sbin:/sbin"  # Where sfdisk lies, for users other than root, too.
CHANGING = ("sfdisk", "rm", "dd", "mv", "sync", "sha256sum", "zstd", "tar")


def sh(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, **more).stdout


class Box:
    """A disk, a boot partition and a running release 1.0, in a folder."""

    def __init__(self, folder):
        self.root = folder / "root"
        self.entries = self.root / "efi/EFI/Linux"
        self.disk = folder / "disk"
        for part in ("usr/lib/exstreamtv", "run/exstreamtv", "efi/EFI/Linux"):
            (self.root / part).mkdir(parents=True)
        (self.root / "usr/lib/exstreamtv/board.conf").write_text("BOARD=test\n")
        (self.root / "usr/lib/os-release").write_text("VERSION_ID=1.0\n")
        (self.root / "run/exstreamtv/disk").symlink_to(self.disk)
        self.key = folder / "key.pem"
        sh("openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key)
        sh("openssl", "pkey", "-in", self.key, "-pubout", "-out",
           self.root / "usr/lib/exstreamtv/update.pub")
        sh("truncate", "-s", "4M", self.disk)
        sh("sfdisk", "--quiet", self.disk, input=b"label: gpt\nfirst-lba: 2048\n"
           b'size=1MiB, name="exstreamtv_1.0"\nsize=1MiB, name="exstreamtv_0.9"\n')
        self.running = os.urandom(SLOT)
        self.write(1, self.running)
        self.write(2, b"the release before")
        (self.entries / "exstreamtv_1.0.efi").write_bytes(b"kernel 1.0")
        (self.entries / "exstreamtv_0.9.efi").write_bytes(b"kernel 0.9")

    def write(self, slot, content):
        with open(self.disk, "r+b") as file:
            file.seek(SLOTS[slot])
            file.write(content)

    def read(self, slot):
        with open(self.disk, "rb") as file:
            file.seek(SLOTS[slot])
            return file.read(SLOT)

    def labels(self):
        return re.findall(r'name="([^"]*)"', sh("sfdisk", "--dump", self.disk).decode())

    def names(self):
        return sorted(entry.name for entry in self.entries.iterdir())

    def install(self, bundle, path=None):
        environment = dict(os.environ, EXSTREAMTV_ROOT=str(self.root), TMPDIR=str(self.root.parent))
        if path:
            environment["PATH"] = f"{path}:{os.environ['PATH']}"
        return subprocess.run([INSTALL, bundle], env=environment, capture_output=True, text=True)


class Release:
    """A bundle that can be spoiled in one place."""

    def __init__(self, folder, box, version="1.1", board="test", key=None, size=SLOT - 4096, **spoiled):
        self.content, self.kernel = os.urandom(size), b"kernel " + version.encode()
        work = pathlib.Path(tempfile.mkdtemp(dir=folder))
        manifest = (f"product=exstreamtv\nboard={board}\nversion={version}\nroot-bytes={size}\n"
                    f"root-sha256={hashlib.sha256(self.content).hexdigest()}\n"
                    f"uki-sha256={hashlib.sha256(self.kernel).hexdigest()}\n")
        (work / "manifest").write_text(manifest)
        sh("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key or box.key, "-in", work / "manifest",
           "-out", work / "manifest.sig")
        (work / "manifest").write_text(spoiled.get("manifest", manifest))
        (work / "uki.efi").write_bytes(spoiled.get("kernel", self.kernel))
        (work / "root.img").write_bytes(spoiled.get("content", self.content))
        sh("zstd", "-q", work / "root.img")
        self.bundle = work / "bundle"
        sh("tar", "-C", work, "-cf", self.bundle, "manifest", "manifest.sig", "uki.efi", "root.img.zst")
        if cut := spoiled.get("cut"):
            os.truncate(self.bundle, self.bundle.stat().st_size - cut)


class InstallTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="exstreamtv-install-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.box = Box(self.folder)

    def assert_startable(self, *releases):
        """The running release is untouched, and every entry leads to a slot with its own release."""
        self.assertEqual(self.box.read(1), self.box.running)
        self.assertEqual(self.box.labels()[0], "exstreamtv_1.0")
        self.assertIn("exstreamtv_1.0.efi", self.box.names())
        good = {release.kernel: release.content for release in releases}
        for name in self.box.names():
            if name in ("new", "exstreamtv_1.0.efi"):
                continue
            kernel = (self.box.entries / name).read_bytes()
            version = re.match(r"exstreamtv_([\d.]+?)(\+3)?\.efi", name)[1]
            self.assertEqual(kernel, f"kernel {version}".encode())
            self.assertEqual(self.box.labels()[1], f"exstreamtv_{version}")
            self.assertTrue(self.box.read(2).startswith(good.get(kernel, b"the release before")))

    def assert_refused(self, sentence, **how):
        release = Release(self.folder, self.box, **how)
        answer = self.box.install(release.bundle)
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn(sentence, answer.stderr)
        self.assert_startable()
        self.assertNotIn("new", self.box.names())

    def test_a_release_is_installed_into_the_other_slot_and_gets_three_tries(self):
        release = Release(self.folder, self.box)
        answer = self.box.install(release.bundle)
        self.assertEqual(answer.stderr, "")
        self.assertEqual(self.box.names(), ["exstreamtv_1.0.efi", "exstreamtv_1.1+3.efi"])
        self.assertEqual(self.box.labels(), ["exstreamtv_1.0", "exstreamtv_1.1"])
        self.assertEqual(self.box.read(2)[:len(release.content)], release.content)
        self.assert_startable(release)

    def test_a_newer_release_replaces_one_that_was_not_started_yet(self):
        self.box.install(Release(self.folder, self.box).bundle)
        release = Release(self.folder, self.box, version="1.10")
        self.assertEqual(self.box.install(release.bundle).stderr, "")
        self.assertEqual(self.box.names(), ["exstreamtv_1.0.efi", "exstreamtv_1.10+3.efi"])
        self.assert_startable(release)

    def test_what_another_key_signed_is_refused(self):
        key = self.folder / "other.pem"
        sh("openssl", "genpkey", "-algorithm", "ed25519", "-out", key)
        self.assert_refused("not a release that the maker of this one signed", key=key)

    def test_a_changed_manifest_is_refused(self):
        self.assert_refused("not a release that the maker", manifest="version=9\n")

    def test_an_empty_file_is_refused(self):
        empty = self.folder / "empty"
        empty.write_bytes(b"")
        self.assertIn("not a release", self.box.install(empty).stderr)
        self.assert_startable()

    def test_another_board_is_refused(self):
        self.assert_refused("This release is for the board other; here is test.", board="other")

    def test_an_older_release_is_refused(self):
        self.assert_refused("Release 0.10 is older than 1.0", version="0.10")

    def test_the_running_release_is_refused(self):
        self.assert_refused("Release 1.0 is what runs already.", version="1.0")

    def test_a_release_that_does_not_fit_is_refused(self):
        self.assert_refused("the slot only 1048576", size=SLOT + 4096)

    def test_a_root_with_another_hash_is_refused(self):
        self.assert_refused("What is on the disk now is not the release", content=b"x" * 5000)

    def test_a_kernel_with_another_hash_is_refused(self):
        self.assert_refused("The kernel of the release is damaged.", kernel=b"x")

    def test_a_truncated_file_is_refused(self):
        self.assert_refused("What is on the disk now is not the release", cut=SLOT // 2)

    def wrappers(self, turn):
        """Commands that count, and kill the installer before the one numbered `turn`."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        for name in CHANGING:
            (folder / name).write_text(
                f"#!/bin/sh\necho x >> {folder}/count\n"
                f'[ "$(wc -l < {folder}/count)" -lt {turn} ] || {{ kill -9 0; exit 1; }}\n'
                f'exec {shutil.which(name)} "$@"\n')
            (folder / name).chmod(0o755)
        return folder

    def test_after_a_power_cut_before_any_command_the_box_starts_and_can_be_updated(self):
        release, before = Release(self.folder, self.box), self.folder / "before"
        shutil.copytree(self.box.root, before, symlinks=True)
        shutil.copy(self.box.disk, self.folder / "disk-before")
        turn = 0
        while True:
            turn += 1
            with self.subTest(turn=turn):
                shutil.rmtree(self.box.root)
                shutil.copytree(before, self.box.root, symlinks=True)
                shutil.copy(self.folder / "disk-before", self.box.disk)
                environment = dict(
                    os.environ, EXSTREAMTV_ROOT=str(self.box.root), TMPDIR=str(self.folder),
                    PATH=f"{self.wrappers(turn)}:{os.environ['PATH']}")
                result = subprocess.run([INSTALL, release.bundle], env=environment,
                                        capture_output=True, start_new_session=True)
                self.assert_startable(release)
                if result.returncode == 0:
                    break
                self.assertEqual(self.box.install(release.bundle).returncode, 0)
                self.assertIn("exstreamtv_1.1+3.efi", self.box.names())
                self.assert_startable(release)
        self.assertGreater(turn, 15)


if __name__ == "__main__":
    unittest.main()
