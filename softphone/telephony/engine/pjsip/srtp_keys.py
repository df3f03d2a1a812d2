"""SRTP keys from the system's random numbers: pjsip's own come from the OpenSSL of its wheel, or from `rand()`."""

import secrets

import pjsua2 as pj

SUITES = {
    "AES_256_CM_HMAC_SHA1_80": 46,
    "AES_256_CM_HMAC_SHA1_32": 46,
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
}
"""Octets of key and salt, in the order of the offer. The bindings pass seven bits of each and no zero,
so that the longer key has 223 bits and the shorter 111."""


def set_new_keys(config: pj.AccountMediaConfig) -> None:
    options = config.srtpOpt
    options.cryptos.clear()
    for name, octets in SUITES.items():
        options.cryptos.append(_crypto(name, octets))
    config.srtpOpt = options


def _crypto(name: str, octets: int) -> pj.SrtpCrypto:
    crypto = pj.SrtpCrypto()
    crypto.name, crypto.flags = name, 0
    crypto.key = "".join(chr(1 + secrets.randbelow(127)) for _ in range(octets))
    return crypto
