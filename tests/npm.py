"""Programs of others that npm has, got from where everybody gets them."""

import shutil
import subprocess
from pathlib import Path

NPM = shutil.which("npm")
NO_NPM = "there is no npm on this machine"


def unpacked(package: str, folder: Path) -> Path:
    """The folder of a package, such as "left-pad@1.3.0", unpacked into this one."""
    subprocess.run([NPM, "pack", "--silent", package], cwd=folder, check=True, timeout=300, capture_output=True)
    (packed,) = folder.glob("*.tgz")
    subprocess.run(["tar", "xzf", packed, "-C", folder], check=True, timeout=300)
    return folder / "package"
