"""The embedded cloud's TLS: a certificate for loopback by an authority of its own, whose key nobody keeps."""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_FILE = "cloud-ca.pem"
"""What clients are to trust: `AWS_CA_BUNDLE`."""

_OWN_FILE = "cloud-tls.pem"
_DAYS, _DAYS_LEFT_MIN = 365, 30
_LOOPBACK = "127.0.0.1"


def context(home: Path) -> ssl.SSLContext:
    """How the server speaks TLS, with the certificate of its home; made if there is none, or it soon ends."""
    if not _lasts(home):
        make(home)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.minimum_version = ssl.TLSVersion.TLSv1_2
    secured.load_cert_chain(home / _OWN_FILE)
    return secured


def make(home: Path, names: Sequence[str] = ("localhost",)) -> Path:
    """Make authority and certificate anew, for loopback and these names; gives the authority's file."""
    authority, own = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    issuer = _name("govcloud embedded cloud, authority of this workspace")
    root = (
        _begun(issuer, issuer, authority.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(authority.public_key()), critical=False
        )
        .sign(authority, hashes.SHA256())
    )
    addresses = [x509.IPAddress(ipaddress.ip_address(_LOOPBACK))]
    leaf = (
        _begun(_name("govcloud embedded cloud"), issuer, own.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
        .add_extension(
            x509.SubjectAlternativeName([*map(x509.DNSName, names), *addresses]), critical=False
        )
        .sign(authority, hashes.SHA256())
    )
    key = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pem = serialization.Encoding.PEM
    _write(home / _OWN_FILE, key + leaf.public_bytes(pem))
    _write(home / CA_FILE, root.public_bytes(pem))
    return home / CA_FILE


def _lasts(home: Path) -> bool:
    try:
        if not (home / CA_FILE).is_file():
            return False
        held = x509.load_pem_x509_certificates((home / _OWN_FILE).read_bytes())
    except (OSError, ValueError):
        return False
    return held[0].not_valid_after_utc - datetime.now(UTC) > timedelta(days=_DAYS_LEFT_MIN)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - mode at birth
        file.write(content)
    draft.replace(path)
