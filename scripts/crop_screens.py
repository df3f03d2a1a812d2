"""Cuts the cards and windows that README and the guides show out of the large pictures of `make screens`.

Run from the repository: python -m scripts.crop_screens
"""

import shutil
from pathlib import Path

from scripts.small_png import make_small

FOLDER = Path("docs/screens")
# Large picture, part, and its place: left, top, width, height.
PARTS = (
    ("assistant-ringing", "card", (1504, 764, 424, 240)),
    ("assistant-ringing", "window", (0, 0, 1168, 768)),
    ("assistant-call", "calls", (354, 80, 492, 270)),
    ("leader-silent", "silent-card", (368, 780, 424, 384)),
)


def main() -> None:
    for whole, part, place in PARTS:
        for language in ("de", "en"):
            target = FOLDER / f"{part}-{language}.png"
            shutil.copyfile(FOLDER / f"{whole}-{language}-light.png", target)
            make_small(target, place)


if __name__ == "__main__":
    main()
