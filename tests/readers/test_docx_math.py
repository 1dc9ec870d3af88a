"""Formulas of DOCX files keep their meaning on one line."""

import pytest

from extractor.readers.docx import read
from extractor.readers.limits import Limits
from tests.readers.docx_parts import cell, docx, para, row, run, table


def m(name: str, *contents: str) -> str:
    return f"<m:{name}>{''.join(contents)}</m:{name}>"


def r(text: str) -> str:
    return m("r", "<w:rPr><w:i/></w:rPr>", m("t", text))


def fraction(above: str, below: str) -> str:
    return m("f", "<m:fPr/>", m("num", r(above)), m("den", r(below)))


def sign(name: str, value: str) -> str:
    return f'<m:{name} m:val="{value}"/>'


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (fraction("3", "4"), "3/4"),
        (fraction("1,5", "4"), "1,5/4"),
        (fraction("a+b", "c"), "(a+b)/c"),
        (r("1") + fraction("3", "4"), "1 3/4"),
        (m("sSup", m("e", r("x")), m("sup", r("2"))), "x²"),
        (m("sSup", m("e", r("x")), m("sup", r("n+1"))), "x^(n+1)"),
        (m("sSub", m("e", r("NO")), m("sub", r("3"))), "NO₃"),
        (m("sSub", m("e", r("Q")), m("sub", r("max"))), "Q_max"),
        (m("sSubSup", m("e", r("x")), m("sub", r("1")), m("sup", r("2"))), "x₁²"),
        (m("limLow", m("e", r("lim")), m("lim", r("n"))), "lim_n"),
        (m("d", m("e", r("a+b"))), "(a+b)"),
        (m("d", m("dPr", sign("begChr", "["), sign("endChr", "")), m("e", r("a")), m("e", r("b"))), "[a|b"),
        (m("rad", m("deg"), m("e", r("16"))), "√16"),
        (m("rad", m("deg", r("3")), m("e", r("a+b"))), "³√(a+b)"),
        (
            m("nary", m("naryPr", sign("chr", "∑")), m("sub", r("1")), m("sup", r("9")), m("e", r("x"))),
            "∑₁⁹ x",
        ),
        (m("func", m("fName", r("sin")), m("e", r("x"))), "sin x"),
        (
            m("m", m("mr", m("e", r("1")), m("e", r("2"))), m("mr", m("e", r("3")), m("e", r("4")))),
            "1 2; 3 4",
        ),
        (m("eqArr", m("e", r("a=1")), m("e", r("b=2"))), "a=1; b=2"),
        ("<w:ins>" + r("a") + "</w:ins><w:del>" + r("b") + "</w:del>", "a"),
    ],
)
def test_what_a_formula_shows(formula: str, text: str) -> None:
    assert read(docx(para(m("oMathPara", m("oMath", formula)))), "x", Limits()).raw == text + "\n"


def test_a_fraction_after_a_number_does_not_go_on_with_it() -> None:
    body = para(run("tăng 2") + m("oMath", fraction("1", "2")) + run(" lần"))
    assert read(docx(body), "x", Limits()).raw == "tăng 2 1/2 lần\n"


def test_a_fraction_in_a_cell_is_one() -> None:
    formula = f"<w:tc>{para(m('oMath', fraction('3', '4')))}</w:tc>"
    body = table(row(cell("TT"), cell("Tỷ lệ")), row(cell("1"), formula))
    assert read(docx(body), "x", Limits()).raw == "TT\tTỷ lệ\n1\t3/4\n"
