"""Libraries inside the wheels, which no package list names: for the SBOM, the licences and `debian/copyright`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InnerLibrary:
    name: str
    version: str
    licence: str
    inside: str


INNER_LIBRARIES = (
    InnerLibrary("CPython", "3.11", "PSF-2.0", "the program"),
    InnerLibrary("PyInstaller bootloader", "6", "GPL-2.0-or-later WITH Bootloader-exception", "the program"),
    InnerLibrary("Qt", "6.11.3", "LGPL-3.0-only", "pyside6-essentials"),
    InnerLibrary("ICU", "73", "Unicode-3.0", "pyside6-essentials"),
    InnerLibrary("PJSIP", "2.15.1", "GPL-2.0-or-later", "pjsua2-python"),
    InnerLibrary("OpenSSL", "1.0.2k", "OpenSSL", "pjsua2-python (Linux)"),
    InnerLibrary("libsrtp", "2", "BSD-3-Clause", "pjsua2-python"),
    InnerLibrary("speex", "1.2", "BSD-3-Clause", "pjsua2-python"),
    InnerLibrary("iLBC reference code", "RFC 3951", "LicenseRef-RFC-3951", "pjsua2-python"),
    InnerLibrary("libgsm", "1.0", "TU-Berlin-2.0", "pjsua2-python"),
    InnerLibrary("G.722.1 reference code", "2.0", "LicenseRef-Polycom-G722.1", "pjsua2-python"),
    InnerLibrary("MIT Kerberos", "1.15", "MIT", "pjsua2-python (Linux)"),
    InnerLibrary("keyutils", "1.5", "LGPL-2.1-or-later", "pjsua2-python (Linux)"),
    InnerLibrary("libselinux", "2.5", "LicenseRef-public-domain", "pjsua2-python (Linux)"),
    InnerLibrary("PCRE", "8.32", "BSD-3-Clause", "pjsua2-python (Linux)"),
    InnerLibrary("libusb", "1.0", "LGPL-2.1-or-later", "hidapi (Linux)"),
    InnerLibrary("elfutils", "0.176", "LGPL-3.0-or-later OR GPL-2.0-or-later", "hidapi (Linux)"),
    InnerLibrary("bzip2", "1.0.6", "bzip2-1.0.6", "hidapi (Linux)"),
    InnerLibrary("OpenSSL", "3", "Apache-2.0", "cryptography"),
    InnerLibrary("libxml2", "2", "MIT", "lxml"),
    InnerLibrary("libxslt", "1", "MIT", "lxml"),
    InnerLibrary("miniaudio", "0.11", "MIT-0", "miniaudio"),
    InnerLibrary("WebRTC audio processing", "1", "BSD-3-Clause", "pywebrtc-audio"),
    InnerLibrary("hidapi", "0.15", "GPL-3.0-only OR BSD-3-Clause", "hidapi"),
    InnerLibrary("Phosphor Icons", "2", "MIT", "the program"),
)
