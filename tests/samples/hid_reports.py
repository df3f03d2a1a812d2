"""Report descriptors as the usage tables lay them out; written for these tests, none is a vendor's."""

NUMBERED = bytes.fromhex(
    "050c 0901 a101 8501 1500 2501 09e9 09ea 7501 9502 8102 9506 8103 c0"  # volume keys first, as most headsets have
    "050b 0905 a101 8502 1500 2501 0920 7501 9501 8122 092f 8106 9506 8103"  # hook absolute, mute relative
    "0508 0909 0917 9502 9122 9506 9103"
    "8503 0918 0920 9502 9122 9506 9103 c0".replace(" ", "")
)
"""Keys in report 2, mute and off-hook lights in report 2, ring and hold lights in report 3."""

PLAIN = bytes.fromhex(
    "050b 0905 a101 1500 2501 0b20000b00 0b2f000b00 7501 9502 8122 9506 8101"
    "0508 0909 0917 0918 9503 9122 9505 9101 c0".replace(" ", "")
)
"""One report each way, no numbers; hook and mute absolute; usages with their page in four bytes."""

ARRAY = bytes.fromhex("050b 0905 a101 1501 2502 0920 0926 7508 9501 8100 c0".replace(" ", ""))
"""Hook switch and drop as an array of one slot."""

MOUSE = bytes.fromhex(
    "0501 0902 a101 0901 a100 0509 1901 2903 1500 2501 9503 7501 8102 9501 7505 8101"
    "0501 0930 0931 1581 257f 7508 9502 8106 c0 c0".replace(" ", "")
)
