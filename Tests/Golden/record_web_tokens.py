"""Records which JSON web tokens Rasa's guard accepts, for every signing method.

Run with the Python of an environment that holds rasa 3.6.21; writes web_tokens.json beside it.
The private keys are made here and thrown away.
"""
import base64
import json
import os
import time

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

SECRET = "a-shared-secret-of-decent-length-for-every-digest-size-0123456789-0123456789"
ADMIN = {"user": {"username": "boss", "role": "admin"}}
NOW = int(time.time())


def public(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def verdict(token, method, secret):
    """As sanic_jwt calls PyJWT for Rasa: one algorithm, 180 seconds of leeway."""
    try:
        jwt.decode(token, secret, algorithms=[method], leeway=180)
        return True
    except jwt.exceptions.PyJWTError:
        return False


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVES = {
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "ES384": ec.generate_private_key(ec.SECP384R1()),
    "ES512": ec.generate_private_key(ec.SECP521R1()),
}
ED = ed25519.Ed25519PrivateKey.generate()


def keys(method):
    if method.startswith("HS"):
        return SECRET, SECRET
    key = ED if method == "EdDSA" else CURVES.get(method, RSA)
    return key, public(key)


def tampered(token):
    head, body, sign = token.split(".")
    raw = bytearray(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    raw[-3] ^= 1
    return ".".join([head, base64.urlsafe_b64encode(raw).decode().rstrip("="), sign])


def cases():
    methods = [a + n for a in ("HS", "RS", "PS", "ES") for n in ("256", "384", "512")] + ["EdDSA"]
    for method in methods:
        private, secret = keys(method)
        good = jwt.encode(ADMIN, private, algorithm=method)
        yield method + " good", method, secret, good
        yield method + " tampered body", method, secret, tampered(good)
        yield method + " without signature", method, secret, good.rsplit(".", 1)[0] + "."
        yield method + " cut signature", method, secret, good[:-6]
    claims = {
        "expired long ago": {"exp": NOW - 1000},
        "expired within the leeway": {"exp": NOW - 100},
        "expires later": {"exp": NOW + 600},
        "expiry is text": {"exp": "soon"},
        "not before long from now": {"nbf": NOW + 1000},
        "not before within the leeway": {"nbf": NOW + 100},
        "issued in the future": {"iat": NOW + 1000},
        "issued now": {"iat": NOW},
        "for an audience": {"aud": "elsewhere"},
        "with an issuer": {"iss": "somebody"},
    }
    for name, extra in claims.items():
        # PyJWT refuses to write an expiry that is text; the parts are signed by hand
        yield name, "HS256", SECRET, jwt.api_jws.encode(
            json.dumps(dict(ADMIN, **extra)).encode(), SECRET, algorithm="HS256"
        )
    yield "another secret", "HS256", SECRET, jwt.encode(ADMIN, SECRET[::-1], algorithm="HS256")
    yield "another method of the family", "HS256", SECRET, jwt.encode(ADMIN, SECRET, algorithm="HS512")
    yield "no algorithm", "HS256", SECRET, jwt.encode(ADMIN, None, algorithm="none")
    hs = jwt.encode(ADMIN, SECRET, algorithm="HS256")
    yield "shared secret where a key pair is expected", "RS256", public(RSA), hs
    yield "key pair where a shared secret is expected", "HS256", SECRET, jwt.encode(
        ADMIN, RSA, algorithm="RS256"
    )
    yield "garbage", "HS256", SECRET, "not.a.jwt"
    yield "two parts", "HS256", SECRET, "aaaa.bbbb"
    yield "nothing", "HS256", SECRET, ""
    yield "an array as claims", "HS256", SECRET, jwt.api_jws.encode(b"[1]", SECRET, algorithm="HS256")
    yield "critical header", "HS256", SECRET, jwt.encode(
        ADMIN, SECRET, algorithm="HS256", headers={"crit": ["exp"]}
    )


rows = [
    {"name": n, "method": m, "secret": s, "token": t, "accepted": verdict(t, m, s)}
    for n, m, s, t in cases()
]
ROLES = {
    "admin": ADMIN,
    "anna": {"user": {"username": "anna", "role": "user"}},
    "superuser": {"user": {"username": "anna", "role": "superuser"}},
    "no role": {"user": {"username": "anna"}},
    "no user": {"name": "anna"},
    "user is text": {"user": "anna"},
}
roles = {name: jwt.encode(claims, SECRET, algorithm="HS256") for name, claims in ROLES.items()}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "web_tokens.json")
with open(path, "w") as out:
    json.dump({"now": NOW, "secret": SECRET, "roles": roles, "cases": rows}, out, indent=1)
    out.write("\n")
print(len(rows), "tokens")
