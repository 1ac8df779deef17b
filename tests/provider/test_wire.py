"""What crosses the wire comes back as it went, and Pulumi's special forms are understood."""

from __future__ import annotations

import pytest
from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from govcloud.provider.wire import (
    UNKNOWN,
    Secret,
    bare,
    decode,
    encode,
    from_struct,
    holds_secret,
    holds_unknown,
    seal,
    to_struct,
)

MARK = "4dabf18193072939515e22adb298388d"
plain = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.just(UNKNOWN)
values = st.recursive(
    plain | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text().filter(lambda key: key != MARK), inner)
        | inner.map(Secret)
    ),
    max_leaves=10,
)


@given(values)
def test_a_value_comes_back_as_it_went(value: object) -> None:
    assert decode(encode(value)) == value


def test_a_whole_number_stays_whole_and_a_flag_stays_a_flag() -> None:
    back = from_struct(to_struct({"port": 443, "on": True, "half": 0.5}))
    assert [type(value) for value in back.values()] != [float, float, float]
    assert back == {"port": 443, "on": True, "half": 0.5}
    assert back["on"] is True
    assert isinstance(back["port"], int)


def marked(signature: str, **fields: object) -> struct_pb2.Value:
    return encode({MARK: signature, **fields})


def test_an_output_without_a_value_is_unknown_and_may_be_secret() -> None:
    output = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
    assert decode(marked(output)) is UNKNOWN
    assert decode(marked(output, value="x")) == "x"
    assert decode(marked(output, value="x", secret=True)) == Secret("x")


def test_a_resource_reference_is_its_id_or_its_urn() -> None:
    reference = "5cf8f73096256a8f31e491e813e4eb8e"
    assert decode(marked(reference, urn="urn:x", id="vpc-1")) == "vpc-1"
    assert decode(marked(reference, urn="urn:x")) == "urn:x"


def test_what_has_no_form_on_the_wire_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        encode(object())


def test_secrets_and_unknowns_are_found_at_any_depth() -> None:
    deep = {"a": [{"b": Secret([UNKNOWN])}]}
    assert holds_secret(deep)
    assert holds_unknown(deep)
    assert bare(deep) == {"a": [{"b": [UNKNOWN]}]}
    assert not holds_secret(bare(deep))
    assert seal({"a": [Secret("x")], "b": 1}, ["a"]) == {"a": Secret(["x"]), "b": 1}


def test_a_secret_is_never_written_out() -> None:
    assert "sesame" not in repr(Secret("sesame"))
