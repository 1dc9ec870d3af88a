from tests.finders.sentences import document

LETTERHEAD = """UBND TỈNH AN GIANG
SỞ NỘI VỤ
Số: 12/BC-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Giang, ngày 05 tháng 4 năm 2024

BÁO CÁO
Kết quả công tác cải cách hành chính
Quý I năm 2024

Kính gửi:
- Bộ Nội vụ;
- UBND tỉnh An Giang.

Thực hiện Kế hoạch số 5/KH-UBND, Sở Nội vụ báo cáo như sau:
I. KẾT QUẢ
Đã giải quyết 12 hồ sơ./.

Nơi nhận:
- Như trên;
- Lưu: VT, CCHC.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Thị Ví Dụ
"""


def test_a_whole_letterhead() -> None:
    found = document(LETTERHEAD)
    assert (found.doc_type, found.number, found.symbol) == ("bao_cao", "12", "BC-SNV")
    assert (found.place, found.date) == ("An Giang", "2024-04-05")
    assert (found.issuer_parent, found.issuer) == ("UBND tỉnh An Giang", "Sở Nội vụ tỉnh An Giang")
    assert (found.issuer_level, found.province) == ("tinh", "An Giang")
    assert found.subject == "Kết quả công tác cải cách hành chính Quý I năm 2024"
    assert found.addressees == ("Bộ Nội vụ", "UBND tỉnh An Giang")
    assert found.recipients == ("Như trên", "Lưu: VT, CCHC")
    assert (found.signing_authority, found.signer_role, found.signer_name) == (
        ("KT",),
        "Phó Giám đốc",
        "Trần Thị Ví Dụ",
    )
    assert (found.period_label, found.period_start, found.period_end) == (
        "2024-Q1",
        "2023-12-15",
        "2024-03-14",
    )
    assert found.basis["issuer"] == "letterhead"


def test_two_columns_on_one_line() -> None:
    text = LETTERHEAD.replace("Số: 12/BC-SNV\nCỘNG", "Số: 12/BC-SNV CỘNG").replace(
        "Độc lập - Tự do - Hạnh phúc\n", ""
    )
    found = document(text)
    assert (found.number, found.issuer, found.place) == ("12", "Sở Nội vụ tỉnh An Giang", "An Giang")


def test_blanks_stay_blank() -> None:
    found = document(
        LETTERHEAD.replace("Số: 12/", "Số:      /").replace("ngày 05 tháng 4", "ngày    tháng   ")
    )
    assert (found.number, found.symbol, found.date) == (None, "BC-SNV", "2024")


def test_without_a_letterhead_the_body_speaks_and_says_so() -> None:
    body = (
        "Thực hiện Công văn số 5/UBND-NC của UBND tỉnh An Giang, UBND huyện Tri Tôn báo cáo kết quả như sau:\n"
        "Đã giải quyết 12 hồ sơ.\n"
        "Trên đây là báo cáo kết quả giải quyết thủ tục hành chính tháng 3 năm 2024, UBND huyện báo cáo UBND tỉnh./.\n"
    )
    found = document(body)
    assert (found.issuer, found.basis["issuer"]) == ("UBND huyện Tri Tôn", "body")
    assert (found.province, found.district) == ("An Giang", "Tri Tôn")
    assert (found.doc_type, found.basis["doc_type"]) == ("bao_cao", "body")
    assert found.subject == "Kết quả giải quyết thủ tục hành chính tháng 3 năm 2024"


def test_recipients_and_signature_flattened_into_one_line() -> None:
    text = LETTERHEAD.replace("- Như trên;\n", "- Như trên; KT. GIÁM ĐỐC\n").replace(
        "- Lưu: VT, CCHC.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n", "- Lưu: VT, CCHC. PHÓ GIÁM ĐỐC\n"
    )
    found = document(text)
    assert found.recipients == ("Như trên", "Lưu: VT, CCHC")
    assert (found.signing_authority, found.signer_role) == (("KT",), "Phó Giám đốc")


def test_numbers_are_accounted_for() -> None:
    numbers = document(LETTERHEAD).numbers
    assert (numbers.seen, numbers.figure, numbers.unread) == (7, 1, 0)
