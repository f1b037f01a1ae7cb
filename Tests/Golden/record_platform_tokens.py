"""Records tokens as chat platforms sign them, with keys made for the purpose.

    python record_platform_tokens.py > platform_tokens.json     needs pyjwt and cryptography
"""
import base64
import datetime
import hashlib
import hmac
import json

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

NOW = 1_700_000_000


def number(n):
    return base64.urlsafe_b64encode(n.to_bytes((n.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


def web_key(key):
    numbers = key.public_key().public_numbers()
    return {"kty": "RSA", "alg": "RS256", "kid": "k1", "n": number(numbers.n), "e": number(numbers.e)}


def certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "platform")])
    start = datetime.datetime(2023, 1, 1)
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=9000))
        .sign(key, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.PEM).decode()


def main():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    def signed(**claims):
        return jwt.encode(dict({"sub": "ida"}, **claims), key, algorithm="RS256", headers={"kid": "k1"})

    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=")
    body = base64.urlsafe_b64encode(b'{"sub":"ida","aud":"app"}').rstrip(b"=")
    code = hmac.new(pem.encode(), head + b"." + body, hashlib.sha256).digest()
    print(json.dumps({
        "now": NOW,
        "keys": {
            "web key": web_key(key), "other web key": web_key(other), "pem": pem,
            "certificate": certificate(key), "secret": "a secret of thirty-two letters!!",
        },
        "tokens": {
            "good": signed(aud="app", exp=NOW + 60, iat=NOW - 5),
            "list": signed(aud=["x", "app"], exp=NOW + 60),
            "expired": signed(aud="app", exp=NOW - 60),
            "early": signed(aud="app", nbf=NOW + 60),
            "unsigned": jwt.encode({"sub": "ida", "aud": "app"}, None, algorithm="none"),
            "shared": jwt.encode({"sub": "ida"}, "a secret of thirty-two letters!!", algorithm="HS256"),
            "confused": b".".join([head, body, base64.urlsafe_b64encode(code).rstrip(b"=")]).decode(),
        },
    }, indent=1))


main()
