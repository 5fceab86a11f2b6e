from decimal import Decimal

import pytest

from foundation.language.numbers import format_number, parse_number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.49", "en", "1.49"),
        ("1,49", "fr", "1.49"),
        ("1,49", "en", "1.49"),
        ("1.49", "pt", "1.49"),
        ("1,234", "en", "1234"),
        ("1,234", "fr", "1.234"),
        ("1.234", "es", "1234"),
        ("1 234 567,8", "fr", "1234567.8"),
        ("1\u202f234", "fr", "1234"),
        ("1,234,567", "fr", "1234567"),
        ("1,234.5", "fr", "1234.5"),
        ("1.234,5", "en", "1234.5"),
        ("١٬٢٣٤٫٥", "ar", "1234.5"),
        ("٣", "ar", "3"),
        ("−221349", "en", "-221349"),
        ("1.49 %", "en", "1.49"),
        ("  7 ", "en", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(text, language, value):
    assert parse_number(text, language) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "1,2,3", "--1", "1e9999999", "1" * 61, "NaN", "inf", "'; DROP", "1 2,3,4"]
)
def test_what_is_no_number_is_none(text):
    assert parse_number(text, "en") is None


def test_numbers_are_written_as_the_reader_writes_them():
    assert format_number(1234567.891, 2, "en") == "1,234,567.89"
    assert format_number(1234567.891, 2, "fr") == "1\u202f234\u202f567,89"
    assert format_number(-1234, 0, "pt") == "−1.234"
    assert format_number(1234.5, 1, "ar") == "1,234.5"


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (1e300, "en", "1E300"),
        (-2.5e40, "fr", "−2,5E40"),
        (1e15, "en", "1E15"),
        (10**15 - 1, "en", "999,999,999,999,999"),
    ],
)
def test_a_very_large_number_is_written_short(value, language, written):
    assert format_number(value, None, language) == written
