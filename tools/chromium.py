"""A real Chromium for the journeys and the benchmarks."""

import os
import shutil
import subprocess
from typing import Any

from launch.messages import Trouble, say

# Playwright switches the partitioning of storage off, which readers have on: without it the laboratory's frame may keep nothing.
_SWITCHED_OFF = (
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,{}AvoidCorsURLLoaderRestartOnRedirect,"
    "TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion"
)


def as_readers_have_it() -> dict[str, Any]:
    """What Playwright is to start Chromium with: storage as readers have it, and no host but this machine."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    arguments += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments += [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        _SWITCHED_OFF.format(""),
    ]
    return {
        "executable_path": find_chromium(),
        "headless": True,
        "args": arguments,
        "ignore_default_args": [_SWITCHED_OFF.format("ThirdPartyStoragePartitioning,")],
    }


#: The same engine without windows of its own comes first: it needs a quarter less of the processor.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FONTS = ("fonts-noto-core", "fonts-dejavu-core")


def find_chromium() -> str:
    """The path of a Chromium; installed from the system's packages where it is missing and may be installed."""
    for name in (os.environ.get("SCHOOL_CHROMIUM", ""), *PROGRAMS):
        if name and (found := shutil.which(name)):
            return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing Chromium from the system’s packages …")
        _apt_get("update")
        for name in PROGRAMS[:2]:
            _apt_get("install", "-y", "--no-install-recommends", name, *FONTS)
            if found := shutil.which(name):
                return found
    raise Trouble(
        "The journeys need Chromium, which is not on this machine and could not be installed.\n"
        "Install it (on Debian: apt-get install chromium), or name one with SCHOOL_CHROMIUM=/path/to/chromium, and run make test again."
    )


def _apt_get(*arguments: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *arguments], check=False, stdout=subprocess.DEVNULL, env=quiet)
