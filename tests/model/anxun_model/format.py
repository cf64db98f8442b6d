"""FT: the paper layout and the PDF file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .case import Case
from .text import given


def judge(case: Case, code: str, path: str, answers: list[bool | None]) -> None:
    """Wrong where one part is wrong, unknown where none is and one is unknown."""
    if False in answers:
        case.find(code, path)
    elif None in answers:
        case.unknown(code)


def equals(value: Any, wanted: Any) -> bool | None:
    """Whether a fact is as it has to be."""
    return None if value is None else value == wanted


def size(value: Any, wanted: str) -> bool | None:
    """Whether a size is as it has to be."""
    return None if value is None else Decimal(str(value)) == Decimal(wanted)


def ft_01(case: Case) -> None:
    """FT-01: A4 (IV.1.3.a)."""
    width, height = case.get("paper.width_mm"), case.get("paper.height_mm")
    judge(case, "FT-01", "/paper", [equals(width, 210), equals(height, 297)])


def ft_02(case: Case) -> None:
    """FT-02: title centred, 黑体, 16 pt (IV.1.3.a)."""
    paper = case.get("paper") or {}
    answers = [equals(paper.get("title_font"), "黑体"), size(paper.get("title_size"), "16"), paper.get("title_centred")]
    judge(case, "FT-02", "/paper", answers)


def ft_03(case: Case) -> None:
    """FT-03: body 宋体, 12 pt (IV.1.3.a)."""
    paper = case.get("paper") or {}
    judge(case, "FT-03", "/paper", [equals(paper.get("body_font"), "宋体"), size(paper.get("body_size"), "12")])


def ft_04(case: Case) -> None:
    """FT-04: line spacing 1.5 (IV.1.3.a)."""
    judge(case, "FT-04", "/paper", [size(case.get("paper.line_spacing"), "1.5")])


def ft_07(case: Case) -> None:
    """FT-07: logo and the exact header (IV.1.3.c)."""
    text = case.get("paper.header_text")
    judge(case, "FT-07", "/paper", [case.get("paper.header_logo"), equals(text, case.policy["format.header_text"])])


def ft_08(case: Case) -> None:
    """FT-08: page number in the footer (IV.1.3.c)."""
    judge(case, "FT-08", "/paper", [case.get("paper.footer_page_number")])


def ft_09(case: Case) -> None:
    """FT-09: confidentiality mark in the footer (IV.1.3.c)."""
    mark = case.get("paper.footer_confidentiality")
    judge(case, "FT-09", "/paper", [None if mark is None else given(mark)])


def ft_05(case: Case) -> None:
    """FT-05: a PDF file (III.4.2, IV.1.3.b)."""
    judge(case, "FT-05", "/pdf", [case.get("pdf.is_pdf")])


def readable(case: Case, code: str) -> list[tuple[int, dict[str, Any]]]:
    """The pages, where the file can be looked into."""
    if case.get("pdf.encrypted") is True or not case.all("pdf.pages"):
        case.unknown(code)
        return []
    return list(enumerate(case.all("pdf.pages")))


def ft_06(case: Case) -> None:
    """FT-06: a page that is not blank has no text (IV.1.3.b, C-06); encrypted: unknown (G-45)."""
    for at, page in readable(case, "FT-06"):
        if page.get("blank") is True or (page.get("text_characters") or 0) > 0:
            continue
        if page.get("text_characters") == 0 and page.get("blank") is False:
            return case.find("FT-06", "/pdf/pages")
        else:
            case.unknown("FT-06")


def ft_10(case: Case) -> None:
    """FT-10: a scanned page below 300 dpi on either axis (III.4.2.b, G-45)."""
    least = case.policy.count("scan.dpi_min")
    for at, page in readable(case, "FT-10"):
        if page.get("scanned") is False:
            continue
        axes = [page.get("dpi_x"), page.get("dpi_y")]
        low = any(axis is not None and axis < least for axis in axes)
        if page.get("scanned") is True and low:
            return case.find("FT-10", "/pdf/pages")
        elif low or None in axes:
            case.unknown("FT-10")


def ft_11(case: Case) -> None:
    """FT-11: pages unnumbered, or numbered with a gap (IV.3.3.a)."""
    pages = case.all("pdf.pages")
    if not pages:
        return case.unknown("FT-11")
    numbers = [page.get("number") for page in pages]
    # A blank page may do without.
    without = [page.get("number") is None and page.get("numbered") is False and not page.get("blank") for page in pages]
    known = [(at, number) for at, number in enumerate(numbers) if number is not None]
    gap = any(number != at + 1 for at, number in known)
    if any(without) or gap:
        case.find("FT-11", "/pdf/pages")
    elif any(page.get("number") is None and not page.get("blank") for page in pages):
        case.unknown("FT-11")


def ft_12(case: Case) -> None:
    """FT-12: a page marked illegible without a note that says what it reads (I.4.3.c)."""
    if not case.all("pdf.pages"):
        return case.unknown("FT-12")
    for at, page in enumerate(case.all("pdf.pages")):
        if page.get("illegible") is True and not given(page.get("note")):
            return case.find("FT-12", "/pdf/pages")
