#!/usr/bin/env python3
"""Writes what an image is made of: its Debian packages as a list and everything as SPDX 2.3 JSON.

    sbom.py --root TREE --kernel CONTROL --program FILE --name NAME --packages OUT --output OUT

Reads dpkg's status in the tree (before package tools are removed), the kernel package's fields, and
the Swift packages of Package.resolved. The date is SOURCE_DATE_EPOCH.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib


def paragraphs(text):
    """Debian's fields, first lines of values only, one dictionary a paragraph."""
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines()
                      if ": " in line and not line.startswith(" "))
        if fields:
            yield fields


def debian(given):
    text = (given.root / "var/lib/dpkg/status").read_text()
    for fields in [*paragraphs(text), *paragraphs(given.kernel.read_text())]:
        source, _, rest = fields.get("Source", fields["Package"]).partition(" ")
        yield {
            "name": fields["Package"], "version": fields["Version"], "source": source,
            "source_version": rest.strip("()") or fields["Version"],
            "architecture": fields["Architecture"],
        }


def swift():
    resolved = pathlib.Path("Package.resolved")
    pins = json.loads(resolved.read_text())["pins"] if resolved.exists() else []
    return [(pin["identity"], pin["location"], pin["state"].get("version", ""),
             pin["state"]["revision"]) for pin in pins]


def entry(identity, name, version, place, reference=None, **more):
    package = {
        "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() else "-" for c in identity), "name": name,
        "versionInfo": version, "downloadLocation": place, "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION", **more,
    }
    if reference:
        package["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                    "referenceLocator": reference}]
    return package


def document(given, packages):
    program = hashlib.sha256(given.program.read_bytes()).hexdigest()
    entries = [entry("exstreamtv", "exstreamtv", given.name.rsplit("-", 1)[1], "NOASSERTION",
                     checksums=[{"algorithm": "SHA256", "checksumValue": program}],
                     licenseDeclared="MIT")]
    for p in packages:
        reference = (f"pkg:deb/debian/{p['name']}@{p['version']}?arch={p['architecture']}"
                     f"&upstream={p['source']}@{p['source_version']}&distro=bookworm")
        entries.append(entry("deb-" + p["name"], p["name"], p["version"], "NOASSERTION", reference))
    for identity, place, version, revision in swift():
        entries.append(entry("swift-" + identity, identity, version or revision,
                             f"git+{place}@{revision}"))
    made = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC)
    digest = hashlib.sha256(json.dumps(entries).encode()).hexdigest()
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": given.name, "documentNamespace": f"urn:exstreamtv:{given.name}:{digest}",
        "creationInfo": {"created": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": ["Tool: exstreamtv-image-sbom"]},
        "packages": entries,
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
             "relatedSpdxElement": entry["SPDXID"]} for entry in entries],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("root", "kernel", "program", "packages", "output"):
        parser.add_argument("--" + name, required=True, type=pathlib.Path)
    parser.add_argument("--name", required=True)
    given = parser.parse_args()
    packages = sorted(debian(given), key=lambda p: p["name"])
    given.packages.write_text("".join(f"{p['name']} {p['version']}\n" for p in packages))
    given.output.write_text(json.dumps(document(given, packages), indent=1) + "\n")


if __name__ == "__main__":
    main()
