import pytest

from tests.finders.sentences import figures


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("tiếp nhận 1.786 hồ sơ", "count", "1786", "ho_so"),
        ("tiếp nhận 4631 hồ sơ", "count", "4631", "ho_so"),
        ("bổ sung: 1.414hồ sơ", "count", "1414", "ho_so"),
        ("đạt 63,4%", "rate", "63.4", "%"),
        ("đạt 78.83%", "rate", "78.83", "%"),
        ("đạt 87,44 %", "rate", "87.44", "%"),
        ("niêm yết 04 (bốn) thủ tục", "count", "4", "tthc"),
        ("hỗ trợ 02 triệu đồng/người/tháng", "money", "2000000", "VND/nguoi/thang"),
        ("chi 3 tỷ 200 triệu đồng", "money", "3200000000", "VND"),
        ("thu 1.573,1 tỷ đồng", "money", "1573100000000", "VND"),
        ("rộng 100m²", "measure", "100", "m2"),
        ("tỷ lệ hộ nghèo giảm 0,35 điểm %", "delta", "-0.35", "diem_phan_tram"),
        ("tăng 5,2% so với cùng kỳ", "delta", "5.2", "%"),
        ("không có hồ sơ quá hạn", "zero_stated", "0", "ho_so"),
        ("đã giải quyết ......... hồ sơ", "blank", None, "ho_so"),
        ("vay 500 triệu USD", "money", "500000000", "USD"),
        ("xuất khẩu đạt 1,2 tỷ USD", "money", "1200000000", "USD"),
        ("hỗ trợ mức 40 triệu đồng/căn", "money", "40000000", "VND/can"),
        ("đơn giá 210.000 đồng/m³", "money", "210000", "VND/m3"),
        ("cử 12 đ/c tham gia", "count", "12", "nguoi"),
        ("phục vụ 1,2 triệu dân", "count", "1200000", "nguoi"),
        ("đạt 25,5 giường/vạn dân", "count", "25.5", "giuong/van_dan"),
        ("năng suất 58,4 tạ/ha", "measure", "58.4", "ta/ha"),
        ("nhiệt độ 38,5°C", "measure", "38.5", "do_c"),
        ("doanh thu gấp 1,5 lần", "delta", "1.5", "lan"),
        ("thu hút 17 cháu", "count", "17", "tre"),
        ("kiểm tra 12 xã, phường", "count", "12", "don_vi"),
    ],
)
def test_values_and_units(text: str, kind: str, value: str | None, unit: str) -> None:
    (found,) = figures(f"- Trong kỳ {text}.")
    assert (found.kind, found.value, found.unit) == (kind, value, unit)


def test_a_fraction_and_its_rate_belong_together() -> None:
    part, whole, rate = figures("- Số hóa kết quả 365/538 hồ sơ, đạt tỷ lệ 67,84%.")
    assert (part.value, whole.value, rate.value) == ("365", "538", "67.84")
    assert part.pair == (whole.id, rate.id)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 đến 2 người", "1", "2"),
        ("từ 8,5% đến 9%", "8.5", "9"),
        ("70 - 100 tỷ đồng", "70000000000", "100000000000"),
        ("từ 120 đến 150 kg/ha", "120", "150"),
        ("0,2 - 0,4 m", "0.2", "0.4"),
        ("12-13 nghìn người", "12000", "13000"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    (found,) = figures(f"- Cần {text}.")
    assert (found.kind, found.low, found.high) == ("range", low, high)


def test_the_qualifier_is_kept() -> None:
    (found,) = figures("- Bình quân gần 200 hồ sơ/ngày.")
    assert (found.qualifier, found.value, found.unit) == ("about", "200", "ho_so/ngay")


def test_the_parts_of_a_total_know_it() -> None:
    total, online, direct = figures("- Số mới tiếp nhận: 578 hồ sơ (trực tuyến: 73, trực tiếp: 505).")
    assert [online.part_of, direct.part_of] == [total.id, total.id]
    assert [f.indicator for f in (total, online, direct)] == [
        "HS.RECV.NEW",
        "HS.RECV.NEW.ONLINE",
        "HS.RECV.NEW.DIRECT",
    ]
    assert [f.unit for f in (online, direct)] == ["ho_so", "ho_so"]


def test_overdue_is_read_by_what_it_qualifies() -> None:
    found = figures(
        "- Số hồ sơ đã giải quyết: 532; trong đó, đúng hạn: 530, quá hạn: 2. "
        "Số hồ sơ đang giải quyết: 67; trong đó, trong hạn: 60, quá hạn: 7."
    )
    assert [f.indicator for f in found if f.value in {"2", "7"}] == ["HS.DONE.LATE", "HS.PEND.OVERDUE"]


def test_levels_are_told_apart() -> None:
    found = figures("- Tổng số thủ tục: cấp tỉnh là 1.431, cấp huyện là 243, cấp xã 112.")
    assert [(f.level, f.value) for f in found] == [("tinh", "1431"), ("huyen", "243"), ("xa", "112")]


def test_the_period_comes_from_the_lead_in() -> None:
    first, second = figures("- Năm 2022: đã giải quyết 12 hồ sơ.\n- Năm 2023: đã giải quyết 15 hồ sơ.")
    assert (first.period_label, second.period_label) == ("2022", "2023")
    assert (second.period_start, second.period_end) == ("2023-01-01", "2023-12-31")


def test_an_explicit_range_wins_over_the_year() -> None:
    (found,) = figures(
        "- Năm 2021: tổng số đã tiếp nhận từ ngày 01/01/2021 đến ngày 31/12/2021 là: 599 hồ sơ."
    )
    assert (found.period_start, found.period_end) == ("2021-01-01", "2021-12-31")


def test_the_unit_of_a_column_multiplies() -> None:
    found = figures(
        "Đơn vị tính: triệu đồng\nSTT\tChỉ tiêu\tDự toán\tTỷ lệ (%)\n1\tThu nội địa\t24.000\t56,3\n2\tChi\t1.500\t47,6\n"
    )
    assert [(f.kind, f.value, f.unit) for f in found] == [
        ("money", "24000000000", "VND"),
        ("rate", "56.3", "%"),
        ("money", "1500000000", "VND"),
        ("rate", "47.6", "%"),
    ]
    assert found[0].label == "Thu nội địa | Dự toán"


def test_an_ambiguous_number_says_so() -> None:
    (found,) = figures("- Tiếp nhận 1,786 hồ sơ.")
    assert (found.value, [a.value for a in found.alternatives]) == ("1786", ["1.786"])


@pytest.mark.parametrize("text", ["đạt 224/26\ufffd hồ sơ", "là 1\ufffd6 hồ sơ"])
def test_digits_beside_a_lost_glyph_are_no_value(text: str) -> None:
    assert figures(f"- Kết quả {text}.") == ()


def test_plain_money_has_no_other_reading() -> None:
    (found,) = figures("- Giải ngân 1.500 tỷ đồng.")
    assert (found.value, found.alternatives) == ("1500000000000", ())


def test_a_change_told_by_its_ends_is_two_levels() -> None:
    found = figures("- Tỷ lệ tăng từ 12% lên 15%.")
    assert [(f.kind, f.value, f.qualifier) for f in found] == [
        ("rate", "12", "exact"),
        ("rate", "15", "exact"),
    ]


def test_a_rank_is_no_fraction() -> None:
    assert figures("- Chỉ số xếp thứ 12/63 tỉnh, thành phố.") == ()


def test_counts_of_different_things_are_no_fraction() -> None:
    found = figures("- Thành lập 14 tổ/92 thành viên.")
    assert [(f.kind, f.value, f.unit) for f in found] == [("count", "14", "to"), ("count", "92", "nguoi")]


def test_a_fraction_of_what_no_list_knows_has_no_unit() -> None:
    found = figures("- Tiếp nhận 20 hồ sơ, đã xử lý 3/5 bãi rác.")
    assert [(f.kind, f.unit, f.unit_raw) for f in found[1:]] == [
        ("numerator", None, "bãi rác"),
        ("denominator", None, "bãi rác"),
    ]


def test_headings_say_what_a_column_counts() -> None:
    found = figures(
        "TT\tĐịa bàn\tSố lớp\tHọc sinh\tTăng, giảm\n1\tXã Đông\t12\t340\t-6\n2\tXã Tây\t9\t251\t+4\n"
    )
    assert [(f.kind, f.value, f.unit) for f in found[:3]] == [
        ("count", "12", "lop"),
        ("count", "340", "hoc_sinh"),
        ("delta", "-6", None),
    ]


def test_a_column_of_units_says_the_unit_of_each_row() -> None:
    found = figures(
        "TT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\n1\tLượt khám\tlượt\t2.600\t2.748\n"
        "2\tDoanh thu\ttriệu đồng\t120\t135\n3\tDiện tích\tha\t40\t41\n"
    )
    assert [(f.kind, f.value, f.unit) for f in found] == [
        ("count", "2600", "luot"),
        ("count", "2748", "luot"),
        ("money", "120000000", "VND"),
        ("money", "135000000", "VND"),
        ("measure", "40", "ha"),
        ("measure", "41", "ha"),
    ]


def test_a_note_at_the_end_of_the_lead_in_is_the_unit_of_the_table() -> None:
    found = figures("Giá bán tại chợ (ĐVT: đồng/kg):\n\nSTT\tMặt hàng\tGiá\n1\tGạo\t15.500\n2\tNgô\t8.200\n")
    assert [(f.kind, f.value, f.unit) for f in found] == [
        ("money", "15500", "VND/kg"),
        ("money", "8200", "VND/kg"),
    ]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("vé từ 7000 đồng trở xuống", "at_most"),
        ("vé từ 7000 đồng trở lên", "at_least"),
        ("phí không cao hơn 7000 đồng", "at_most"),
        ("phí không hơn 7.000 đồng", "at_most"),
        ("phí không tới 7000 đồng", "under"),
        ("tổ có từ 5 hộ trở xuống", "at_most"),
    ],
)
def test_bounds(text: str, qualifier: str) -> None:
    (found,) = figures(f"- Nơi {text}.")
    assert found.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("số dư âm 1.200.000 đồng", "1.200.000 đồng", "-1200000"),
        ("số dư âm 1.200.000", "1.200.000", "-1200000"),
        ("vốn vay 2 000 000 000 đồng", "2 000 000 000 đồng", "2000000000"),
        ("vốn vay 2\u202f000\u202f000\u202f000 đồng", "2\u202f000\u202f000\u202f000 đồng", "2000000000"),
        ("bộ nhớ 8GB", "8GB", "8"),
    ],
)
def test_signs_groups_and_units_without_a_space(text: str, printed: str, value: str) -> None:
    (found,) = figures(f"- Cuối kỳ {text}.")
    assert (found.text, found.value) == (printed, value)
