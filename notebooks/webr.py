"""R as readers and the grader get it: webR's files in one folder, with a list of files that names no others."""

import hashlib
import re
import shutil
from pathlib import Path

from .errors import BuildError
from .manifest import WEBR, Manifest

R = "r"
DIST = f"{WEBR}/dist/"
LISTER = "R.js"
# One line for each file that R finds in its folders: loadFile('/folder','name','vfs/…'); loadImage(…);
LISTED = re.compile(r"^load(?:File|Image)\('[^']*','[^']*','([^']+)'.*\);\n", re.MULTILINE)


def lay_out(manifest: Manifest, runtime: Path, site: Path) -> str:
    """Fill a folder of the site with R; its name, which changes with what is in it, so that browsers may keep it for ever."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in manifest.r_files():
        digest.update(f"{file.file} {' '.join(file.sha256)}\n".encode())
    name = f"{R}/{digest.hexdigest()[:12]}"
    for file in manifest.r_files():
        target = site / name / file.file.removeprefix(DIST).removeprefix(f"{WEBR}/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(runtime / file.file, target)
    lister = site / name / LISTER
    lister.write_text(_without_absent(lister.read_text(encoding="utf-8"), site / name), encoding="utf-8")
    return name


def _without_absent(code: str, folder: Path) -> str:
    """The lines of files that are not carried are left out: what R looks for there is then not there, and no request fails."""

    def kept(line: re.Match[str]) -> str:
        return line[0] if (folder / line[1]).is_file() else ""

    kept_code, count = LISTED.subn(kept, code)
    if not count:
        raise BuildError("webR lists its files in another way than notebooks/webr.py expects.")
    return kept_code
