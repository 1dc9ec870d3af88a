from pathlib import Path

import pytest

from extractor import rules
from extractor.errors import PatternError
from extractor.rules.book import LONGEST
from extractor.rules.home import home
from extractor.rules.lists import LISTS, Phrase, Row, read_list
from extractor.text.places import Places

RULE = """
[[rule]]
id = 'mine.first'
reading = 'name'
pattern = '{pattern}'
examples = {examples}
rejects = {rejects}
source = 'test'
"""


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(folder)


def rule(pattern: str = "abc", examples: str = "['abc']", rejects: str = "[]") -> str:
    return RULE.format(pattern=pattern, examples=examples, rejects=rejects)


def test_the_rules_as_shipped_keep_their_promises() -> None:
    patterns = rules.load()
    assert list(rules.complaints(patterns)) == []
    assert all(checked.entry.source for _, checked in patterns.every_rule())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rule(examples="['xyz']"), "misses its example"),
        (rule(rejects="['xabcx']"), "matches its reject"),
        (rule(pattern="a*"), "matches the empty string"),
        (rule(pattern="a("), "does not compile"),
        (rule(examples="[]"), "has no example"),
        (rule() + "starts = ['xyz']", "misses its example"),
        (rule(pattern="(?:xyz )?abc", examples="['xyz abc']") + "starts = ['abc']", "none of its starts"),
    ],
)
def test_a_rule_that_breaks_its_promise_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        rules.load(write(tmp_path, "names.toml", text))
    assert "mine.first" in str(caught.value.values["rule"])
    assert reason in str(caught.value.values["reason"])


def test_a_misspelt_key_is_an_error_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(PatternError) as caught:
        rules.load(write(tmp_path, "names.toml", rule().replace("rejects", "rejekts")))
    assert caught.value.values["file"] == "names.toml"


def test_a_start_that_is_no_word_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PatternError) as caught:
        rules.load(write(tmp_path, "names.toml", rule() + "starts = ['%']"))
    assert (caught.value.code, caught.value.values["start"]) == ("bad_start", "%")


def test_a_rule_that_gives_its_starts_finds_what_it_would_find_without(tmp_path: Path) -> None:
    text = "xã 1, thôn Hạ 2.5 và 3/4; -6 tại R&D7, 8 %, mạng 5G của 0912 345, trang 12"
    for pattern, start in (
        (r"\d+", "0"),
        (r"\d/", "0/"),
        (r"\d ?%", "0%"),
        (r"\d+$", "0\\n"),
        (r"\d[A-Z]", "0A"),
        (r"0\d\d", "000"),
        (r"-\d", "-0"),
        (r"R&D\d", "a0"),
    ):
        wanted = rule(pattern=pattern, examples=f"['{text}']")
        found = {
            name: [match.span() for match in patterns.rules(name)[-1].finditer(Places(text))]
            for name, given in (("plain", ""), ("started", f'starts = ["{start}"]'))
            for patterns in (rules.read(write(tmp_path / name, f"{name}.toml", wanted + given)),)
        }
        assert found["plain"] == found["started"] != []


def test_an_unknown_token_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PatternError) as caught:
        rules.load(write(tmp_path, "names.toml", rule(pattern="{nothing} abc")))
    assert "nothing" in caught.value.values.values()


def test_a_row_of_ones_own_is_added(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        "indicators.tsv",
        "id\tlabel\twords\tunit\texample\nCAY.TRONG\tSố cây trồng mới\ttrồng mới\tcay\ttrồng mới 500 cây\n",
    )
    rows = rules.load(folder).rows(LISTS["indicators.tsv"])
    assert "CAY.TRONG" in {getattr(row, "id", "") for row in rows}
    assert len(rows) == len(rules.load().rows(LISTS["indicators.tsv"])) + 1


def test_every_row_of_every_list_is_typed() -> None:
    patterns = rules.load()
    assert all(isinstance(row, Row) for rows in patterns.lists.values() for row in rows)
    assert all(patterns.lists[name] for name in LISTS), "a list is empty"


def test_patterns_lie_where_the_code_looks() -> None:
    assert (home() / "messages.toml").is_file()


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    folder = write(tmp_path, "names.toml", rule())
    assert rules.load(folder).digest != rules.load().digest


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("id\twords\texample\nx\ty\tz\n".encode("utf-16"), "not_utf8"),
        (b"id\twords\texample\tcolour\nx\ty\tz\tred\n", "unknown_column"),
        (b"id\twords\texample\nx\ty\tz\tred\n", "bad_list_row"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(data: bytes, code: str) -> None:
    with pytest.raises(PatternError) as raised:
        read_list("relations.tsv", data, Phrase)
    assert raised.value.code == code
    assert raised.value.values["file"] == "relations.tsv"


def test_a_rule_with_starts_looks_only_so_far(tmp_path: Path) -> None:
    text = rule(pattern="abc(?=[^x]*x)", examples="['abc x']") + "starts = ['abc']"
    last = rules.load(write(tmp_path, "names.toml", text)).rules("names")[-1]
    near, far = ("abc" + " " * (LONGEST + more) + "x" for more in (-10, 10))
    assert [len(list(last.finditer(Places(found)))) for found in (near, far)] == [1, 0]
