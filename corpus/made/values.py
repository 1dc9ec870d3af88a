"""Values behind printed text: numbers, money, dates, periods and citation numbers of the made corpus.

Everything here turns what a writer marked in a report into the value that stands in the gold file.
It knows only the forms that the corpus uses; anything else is written out in the mark itself.
"""

import re
import unicodedata
from decimal import Decimal

from corpus.made.errors import NoValueError

MULTIPLIERS = {"tỷ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}
SMALL_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

TYPE_WORDS = {
    "Nghị quyết liên tịch": "nghi_quyet_lien_tich",
    "Thông tư liên tịch": "thong_tu_lien_tich",
    "Văn bản hợp nhất": "van_ban_hop_nhat",
    "Nghị quyết": "nghi_quyet",
    "Nghị định": "nghi_dinh",
    "Quyết định": "quyet_dinh",
    "Thông tư": "thong_tu",
    "Thông báo": "thong_bao",
    "Chỉ thị": "chi_thi",
    "Kết luận": "ket_luan",
    "Kế hoạch": "ke_hoach",
    "Chương trình": "chuong_trinh",
    "Hướng dẫn": "huong_dan",
    "Báo cáo": "bao_cao",
    "Tờ trình": "to_trinh",
    "Công điện": "cong_dien",
    "Công văn": "cong_van",
    "Văn bản": "cong_van",
    "Quy chế": "quy_che",
    "Quy định": "quy_dinh",
    "Đề án": "de_an",
    "Bộ luật": "bo_luat",
    "Luật": "luat",
    "Pháp lệnh": "phap_lenh",
    "Hiến pháp": "hien_phap",
}
SYMBOL_TYPES = {
    "QĐ": "quyet_dinh",
    "KH": "ke_hoach",
    "NQ": "nghi_quyet",
    "CT": "chi_thi",
    "TB": "thong_bao",
    "BC": "bao_cao",
    "NĐ": "nghi_dinh",
    "TT": "thong_tu",
    "TTLT": "thong_tu_lien_tich",
    "HD": "huong_dan",
    "KL": "ket_luan",
    "CTr": "chuong_trinh",
    "CĐ": "cong_dien",
    "TTr": "to_trinh",
    "ĐA": "de_an",
    "VBHN": "van_ban_hop_nhat",
    "QC": "quy_che",
}
AGENCIES = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "BNV": "Bộ Nội vụ",
    "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp",
    "BYT": "Bộ Y tế",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "TTCP": "Thanh tra Chính phủ",
    "VPQH": "Văn phòng Quốc hội",
}
LAW_TYPES = {"luat", "bo_luat", "hien_phap"}


def nfc(text: str) -> str:
    """Composed form of a printed text, with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(value: Decimal) -> str:
    """Decimal as plain digits, without exponent and without trailing zeros after the point."""
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def number(text: str) -> Decimal:
    """First number of a printed text: a dot before three digits groups thousands, except before `%`."""
    found = re.search(r"\d{1,3}(?: \d{3})+(?!\d)|\d[\d.,]*", nfc(text))
    if found is None:
        raise NoValueError("number", text)
    digits = found.group().rstrip(".,").replace(" ", "")
    is_rate = nfc(text)[found.end() :].lstrip().startswith(("%", "điểm"))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits) and not is_rate:
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", "."))


def amount(text: str) -> str:
    """Amount of money in đồng, the multiplier words applied (`3 tỷ 200 triệu đồng` too)."""
    total = Decimal(0)
    parts = re.findall(r"(\d[\d.,]*)\s*((?:nghìn |ngàn )?(?:tỷ|triệu|nghìn|ngàn)?)", nfc(text))
    for digits, words in parts:
        share = number(digits)
        for word in words.split():
            share *= MULTIPLIERS[word]
        total += share
    return plain(total)


def iso_date(text: str) -> str:
    """ISO form of a full printed date: `05/3/2024`, `5.3.2024`, `05 tháng 3 năm 2024`."""
    match re.findall(r"\d+", text):
        case [day, month, year]:
            return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    raise NoValueError("date", text)


def period_label(text: str) -> str:
    """Label of a printed period, in the forms of the records contract."""
    text = nfc(text)
    low = text.lower()
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)
    dates = re.findall(r"\d{1,2}/\d{1,2}/\d{4}", text)
    for bounds in (dates, years):
        match bounds:
            case [first, last]:
                return f"{first}-{last}"
    if len(years) != 1:
        raise NoValueError("period", text)
    year: str = years[0]
    if quarter := re.search(r"quý\s+(IV|I{1,3})\b", text, re.IGNORECASE):
        return f"{year}-Q{ROMAN[quarter.group(1).upper()]}"
    for phrase, tail in (("6 tháng đầu", "H1"), ("6 tháng cuối", "H2"), ("9 tháng", "9M")):
        if phrase in low:
            return f"{year}-{tail}"
    if month := re.search(r"tháng\s+(\d{1,2})", low):
        return f"{year}-{int(month.group(1)):02d}"
    return year


def _month_end(year: int, month: int) -> str:
    """Last day of a calendar month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return f"{year}-{month:02d}-{days}"


def _months(label: str) -> tuple[int, int, int] | None:
    """Year, first month and last month of a label that stands for one year or a part of it."""
    found = re.fullmatch(r"(\d{4})(?:-(Q[1-4]|H[12]|9M|\d{2}))?", label)
    if found is None:
        return None
    year, part = int(found.group(1)), found.group(2)
    if part is None:
        return year, 1, 12
    if part == "9M":
        return year, 1, 9
    if part[0] == "Q":
        return year, 3 * int(part[1]) - 2, 3 * int(part[1])
    if part[0] == "H":
        return year, 6 * int(part[1]) - 5, 6 * int(part[1])
    return year, int(part), int(part)


def period_bounds(label: str, basis: str) -> tuple[str | None, str | None]:
    """First and last day (both inside) of a labelled period, by the calendar or by NĐ 09/2019."""
    if found := re.fullmatch(r"(\d{1,2}/\d{1,2}/\d{4})-(\d{1,2}/\d{1,2}/\d{4})", label):
        return iso_date(found.group(1)), iso_date(found.group(2))
    if found := re.fullmatch(r"(\d{4})-(\d{4})", label):
        return f"{found.group(1)}-01-01", f"{found.group(2)}-12-31"
    months = _months(label)
    if months is None:
        return None, None
    year, first, last = months
    if basis == "calendar":
        return f"{year}-{first:02d}-01", _month_end(year, last)
    before = (year - 1, 12) if first == 1 else (year, first - 1)
    return f"{before[0]}-{before[1]:02d}-15", f"{year}-{last:02d}-14"


def type_word(text: str) -> str | None:
    """Id of the type word that a citation begins with, if it begins with one."""
    text = nfc(text)
    for word, name in TYPE_WORDS.items():
        if text.startswith(word):
            return name
    return None


def citation_number(text: str) -> str | None:
    """Number and symbol of a citation, form-repaired (spaces, small digits, `QĐTTg`)."""
    text = nfc(text).translate(SMALL_DIGITS)
    found = re.search(r"(?<![\w/])\d[\d.]*\w?\s*[/-].*$", text)
    if found is None:
        return None
    shown = re.sub(r"\s*([/–-])\s*", r"\1", found.group()).replace("–", "-")
    return re.sub(r"(QĐ|NQ|NĐ|CT)(TTg|CP|UBND)", r"\1-\2", shown)


def symbol_type(shown: str) -> str:
    """Type id that a printed symbol stands for; a letter's symbol has no type part."""
    head = re.split(r"[-/]", re.sub(r"^\d[\d.]*\w?[/-](\d{4}/)?", "", shown))[0]
    return SYMBOL_TYPES.get(head, "cong_van")


def symbol_agency(shown: str) -> str:
    """Agency code inside a number: `UBND` in `12/KH-UBND`, `TTg` in `452/TTg-KSTT`."""
    if re.search(r"/QH\d+$", shown):
        return "QH"
    tail = re.sub(r"^\d[\d.]*\w?[/-](\d{4}/)?", "", shown)
    parts = re.split(r"[-/]", tail)
    return parts[1] if parts[0] in SYMBOL_TYPES and len(parts) > 1 else parts[0]
