import os
from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from commonweal.adapters.keys import KeyFolder
from commonweal.model.errors import CommonwealError, Conflict, Invalid, Unavailable
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.ports import Keys
from tests.adapters.another import another, running

PARTY, KEY = PartyId("par_ncell"), KeyId("key_1")
USES: list[Callable[[Keys], object]] = [
    lambda keys: keys.sign(PARTY, KEY, b"x"),
    lambda keys: keys.public(PARTY, KEY),
]


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return KeyFolder(tmp_path / "keys")


def file(tmp_path: Path, name: str = "key_1.pem") -> Path:
    return tmp_path / "keys" / PARTY / name


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)


def test_a_key_made_here_signs_what_its_public_half_checks(keys: Keys) -> None:
    public = keys.make(PARTY, KEY)
    signature = keys.sign(PARTY, KEY, b"we agree")
    Ed25519PublicKey.from_public_bytes(b64decode(public)).verify(signature, b"we agree")
    assert keys.public(PARTY, KEY) == public
    assert keys.held() == ((PARTY, KEY),)


def test_files_are_for_their_owner_alone(keys: Keys, tmp_path: Path) -> None:
    keys.make(PARTY, KEY)
    keys.secret(PARTY, "pseudonyms")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "keys").rglob("*")}
    assert modes == {"par_ncell": 0o700, "key_1.pem": 0o600, "pseudonyms.secret": 0o600}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_a_key_is_never_overwritten(keys: Keys) -> None:
    public = keys.make(PARTY, KEY)
    with pytest.raises(Conflict, match="here already"):
        keys.make(PARTY, KEY)
    assert keys.public(PARTY, KEY) == public


def test_a_node_without_keys_holds_none(keys: Keys) -> None:
    assert keys.held() == ()


def test_only_key_files_count_as_keys(keys: Keys, tmp_path: Path) -> None:
    keys.make(PARTY, KEY)
    keys.make(PARTY, KeyId("key_0"))
    keys.secret(PARTY, "pseudonyms")
    put(file(tmp_path, ".key_2.pem"), b"")
    put(file(tmp_path, "~left/key_3.pem"), b"")
    put(tmp_path / "keys" / "key_4.pem", b"")
    assert keys.held() == ((PARTY, "key_0"), (PARTY, KEY))


@pytest.mark.parametrize("use", USES, ids=["sign", "public"])
def test_a_missing_key_file_is_a_sentence_with_a_remedy(
    keys: Keys, use: Callable[[Keys], object]
) -> None:
    with pytest.raises(Unavailable, match="no such file") as caught:
        use(keys)
    assert f"weal party key rotate {PARTY}" in caught.value.hint


def pem_of_another_kind() -> bytes:
    private = generate_private_key(SECP256R1())
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def pem_under_a_password() -> bytes:
    encryption = BestAvailableEncryption(b"password")
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def pem_of_a_public_key() -> bytes:
    public = Ed25519PrivateKey.generate().public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        pem_of_another_kind(),
        pem_under_a_password(),
        pem_of_a_public_key(),
    ],
    ids=["empty", "binary", "broken", "another kind", "under a password", "public"],
)
@pytest.mark.parametrize("use", USES, ids=["sign", "public"])
def test_a_file_that_is_no_ed25519_private_key_is_refused(
    keys: Keys, tmp_path: Path, content: bytes, use: Callable[[Keys], object]
) -> None:
    put(file(tmp_path), content)
    with pytest.raises(Unavailable, match="not an Ed25519 private key"):
        use(keys)


@pytest.mark.parametrize("use", USES, ids=["sign", "public"])
def test_a_key_that_others_may_read_is_refused(
    keys: Keys, tmp_path: Path, use: Callable[[Keys], object]
) -> None:
    keys.make(PARTY, KEY)
    file(tmp_path).chmod(0o644)
    with pytest.raises(Unavailable, match="Others than its owner") as caught:
        use(keys)
    assert "chmod 600" in caught.value.hint


@pytest.mark.parametrize("hostile", ["", "..", "../other", "a/b", "/etc", "a.b", "a\x00", "~"])
def test_hostile_ids_reach_no_file(keys: Keys, tmp_path: Path, hostile: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: keys.make(PartyId(hostile), KEY),
        lambda: keys.make(PARTY, KeyId(hostile)),
        lambda: keys.sign(PartyId(hostile), KEY, b""),
        lambda: keys.public(PARTY, KeyId(hostile)),
        lambda: keys.secret(PartyId(hostile), "pseudonyms"),
        lambda: keys.secret(PARTY, hostile),
    ]
    for attempt in attempts:
        with pytest.raises(Invalid, match="cannot be the id"):
            attempt()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_for_each_party_and_purpose(keys: Keys, tmp_path: Path) -> None:
    first = keys.secret(PARTY, "pseudonyms")
    assert len(first) == 32
    assert keys.secret(PARTY, "pseudonyms") == first
    assert KeyFolder(tmp_path / "keys").secret(PARTY, "pseudonyms") == first
    others = {keys.secret(PARTY, "salts"), keys.secret(PartyId("par_x"), "pseudonyms"), first}
    assert len(others) == 3


def test_twenty_that_ask_at_once_get_the_same_secret(keys: Keys, tmp_path: Path) -> None:
    for round in range(5):
        with ThreadPoolExecutor(20) as pool:
            asked = [pool.submit(keys.secret, PARTY, f"purpose{round}") for _ in range(20)]
            assert len({each.result() for each in asked}) == 1
    assert len(list((tmp_path / "keys" / PARTY).iterdir())) == 5


def test_of_ten_that_make_one_key_at_once_exactly_one_does(keys: Keys) -> None:
    def made(_: int) -> str:
        try:
            return keys.make(PARTY, KEY)
        except Conflict:
            return ""

    with ThreadPoolExecutor(10) as pool:
        won = [public for public in pool.map(made, range(10)) if public]
    assert won == [keys.public(PARTY, KEY)]


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_damaged_secret_is_refused_and_not_replaced(
    keys: Keys, tmp_path: Path, content: bytes
) -> None:
    put(file(tmp_path, "pseudonyms.secret"), content)
    with pytest.raises(Unavailable, match="bytes, not 32"):
        keys.secret(PARTY, "pseudonyms")
    assert file(tmp_path, "pseudonyms.secret").read_bytes() == content


def test_a_secret_that_others_may_read_is_refused(keys: Keys, tmp_path: Path) -> None:
    keys.secret(PARTY, "pseudonyms")
    file(tmp_path, "pseudonyms.secret").chmod(0o640)
    with pytest.raises(Unavailable, match="Others than its owner"):
        keys.secret(PARTY, "pseudonyms")


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"a file where a folder should be")
    keys = KeyFolder(tmp_path / "keys")
    for attempt in (lambda: keys.make(PARTY, KEY), lambda: keys.secret(PARTY, "pseudonyms")):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert isinstance(caught.value, CommonwealError)
        assert caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_key_that_cannot_be_opened_is_not_held(keys: Keys, tmp_path: Path) -> None:
    keys.make(PARTY, KEY)
    file(tmp_path).chmod(0o000)
    assert keys.held() == ()
    with pytest.raises(Unavailable, match="permission denied"):
        keys.sign(PARTY, KEY, b"x")


def test_what_a_crash_left_half_made_is_no_key_and_is_swept(keys: Keys, tmp_path: Path) -> None:
    code = another(
        "from commonweal.adapters.privatefiles import private_folder, workplace",
        f"with workplace(private_folder(Path({str(tmp_path / 'keys' / PARTY)!r}))) as place:",
        "    (place / 'key_1.pem').write_bytes(b'-----BEGIN PRIV')",
        "    say('half')",
        "    sys.stdin.read()",
    )
    with running(code) as child:
        assert child.said == "half"
        child.kill()
    assert len(list((tmp_path / "keys" / PARTY).iterdir())) == 1
    assert keys.held() == ()
    keys.make(PARTY, KEY)
    assert [path.name for path in (tmp_path / "keys" / PARTY).iterdir()] == ["key_1.pem"]
