from extractor.writers.workbook import DOUBTFUL
from tests.finders.sentences import figures


def test_the_words_after_a_number_begin_with_its_unit() -> None:
    (found,) = figures("- Có 120 hồ sơ mới tiếp nhận.")
    assert found.indicator == "HS.RECV.NEW"


def test_and_before_a_number_ends_the_words_of_the_one_before() -> None:
    pcs, scanners = figures("- Trang bị 14 máy tính và 04 máy quét.")
    assert (pcs.indicator, scanners.indicator) == ("EQUIP.PC", "EQUIP.SCANNER")


def test_a_part_does_not_give_its_channel_to_the_whole() -> None:
    whole, online, direct = figures("- Tiếp nhận 325 hồ sơ (trực tuyến: 280, trực tiếp: 45).")
    assert (whole.channel, online.channel, direct.channel) == (None, "truc_tuyen", "truc_tiep")
    assert whole.indicator == "HS.RECV.TOTAL"


def test_a_denominator_is_not_counted_as_its_numerator() -> None:
    part, whole, rate = figures("- Thanh toán trực tuyến 84/101 hồ sơ, đạt 83,17%.")
    assert (part.indicator, whole.indicator) == ("HS.PAID_ONLINE", "HS.WITH_FIN")
    assert rate.indicator == "RATE.PAY_ONLINE"


def test_a_denominator_of_what_no_row_knows_has_no_indicator() -> None:
    part, whole = figures("- Số hồ sơ tái sử dụng dữ liệu: 84/101 hồ sơ.")
    assert (part.indicator, whole.indicator) == ("DIGI.REUSED", None)


def test_a_rate_before_its_fraction_belongs_to_it() -> None:
    rate, part, whole = figures("- Tỷ lệ số hóa hồ sơ đạt 95,5% (1.146/1.200).")
    assert rate.pair == (part.id, whole.id)
    assert part.part_of is None


def test_a_rate_is_no_total() -> None:
    found = figures("- Tỷ lệ hài lòng đạt 91,7% (cấp tỉnh 88,2%; cấp xã 93,1%).")
    assert [figure.part_of for figure in found] == [None, None, None]


def test_numbers_of_items_open_no_breakdown() -> None:
    found = figures("- Tiếp nhận 12 hồ sơ, gồm: (1) đất đai 7 hồ sơ; (2) hộ tịch 5 hồ sơ.")
    assert [figure.value for figure in found] == ["12", "7", "5"]
    assert [figure.part_of for figure in found[1:]] == [found[0].id, found[0].id]


def test_a_semicolon_ends_parts_that_commas_divide() -> None:
    found = figures("- Đã giải quyết 40 hồ sơ, trong đó đúng hạn 38, quá hạn 2; đang giải quyết 9 hồ sơ.")
    assert [figure.part_of for figure in found] == [None, found[0].id, found[0].id, None]


def test_a_semicolon_divides_parts_that_stand_alone() -> None:
    found = figures("- Tiếp nhận 40 hồ sơ, trong đó trực tuyến 30 hồ sơ; trực tiếp 10 hồ sơ.")
    assert [figure.part_of for figure in found[1:]] == [found[0].id, found[0].id]


def test_a_change_reaches_over_what_is_joined_to_it() -> None:
    found = figures("- Tai nạn giao thông giảm 02 vụ, 01 người so với cùng kỳ.")
    assert [(figure.kind, figure.value) for figure in found] == [("delta", "-2"), ("delta", "-1")]


def test_a_classifier_counts_what_its_label_names() -> None:
    found = figures("- Trang bị máy tính 08 bộ, máy quét 03 chiếc.")
    assert [(figure.value, figure.unit) for figure in found] == [("8", "may"), ("3", "may")]


def test_a_label_without_a_phrase_of_its_own_takes_none_from_its_line() -> None:
    done, women = figures("- Đã giải quyết 40 hồ sơ, riêng hồ sơ đất đai 9 hồ sơ.")
    assert (done.indicator, women.indicator) == ("HS.DONE.TOTAL", None)


def test_complaints_are_not_dossiers() -> None:
    found = figures("- Tiếp nhận 9 phản ánh, kiến nghị; đã xử lý đúng hạn 8 phản ánh.")
    assert [figure.indicator for figure in found] == ["PAKN.RECV.TOTAL", "PAKN.DONE.ONTIME"]


TABLE = (
    "TT\tLĩnh vực\tSố hồ sơ nhận giải quyết\tSố lượng hồ sơ đã giải quyết\n"
    "I\tCấp tỉnh\t30\t28\n1\tĐất đai\t30\t28\nII\tCấp xã\t12\t11\n1\tHộ tịch\t12\t11\n\tTổng cộng\t42\t39\n"
)


def test_cells_are_read_by_their_headings_and_groups_of_rows() -> None:
    found = figures(TABLE)
    assert [figure.indicator for figure in found[:2]] == ["HS.RECV.TOTAL", "HS.DONE.TOTAL"]
    assert {figure.unit for figure in found} == {"ho_so"}
    assert [figure.level for figure in found[::2]] == ["tinh", "tinh", "xa", "xa", "all"]


def test_the_heading_of_a_column_gives_the_period() -> None:
    found = figures("TT\tChỉ tiêu\tNăm 2022\tNăm 2023\n1\tSố học sinh\t120\t131\n2\tSố lớp\t4\t5\n")
    assert [figure.period_label for figure in found] == ["2022", "2023", "2022", "2023"]


def test_formulas_of_columns_are_no_figures() -> None:
    found = figures(
        "TT\tĐơn vị\tTổng số\tNam\tNữ\n(1)\t(2)\t(3)=(4)+(5)\t(4)\t(5)\n1\tXã Đông\t12\t7\t5\n2\tXã Tây\t9\t5\t4\n"
    )
    assert [figure.value for figure in found] == ["12", "7", "5", "9", "5", "4"]


def test_a_figure_in_a_footnote_is_told_by_the_words_of_its_footnote() -> None:
    text = "Tiếp nhận 5 hồ sơ¹ trong tháng.\n¹ Có 3 hồ sơ nộp lại.\n\nBộ Nội vụ đã kiểm tra việc này.\n"
    above, note = figures(text)
    assert (note.value, note.org) == ("3", above.org)


PAKN = "Biểu 2. PHẢN ÁNH, KIẾN NGHỊ\n\n| TT | Nội dung | Kỳ trước | Mới tiếp nhận |\n|---|---|---|---|\n| 1 | Cộng | 1 | 5 |\n"


def test_what_a_table_is_about_stands_above_it() -> None:
    assert [figure.indicator for figure in figures(PAKN)] == ["PAKN.RECV.CARRIED", "PAKN.RECV.NEW"]
    dossiers = figures(PAKN.replace("PHẢN ÁNH, KIẾN NGHỊ", "HỒ SƠ"))
    assert [figure.indicator for figure in dossiers] == ["HS.RECV.CARRIED", "HS.RECV.NEW"]


def test_columns_of_numerators_and_denominators_are_those_of_the_rate_of_their_row() -> None:
    table = "| Chỉ tiêu | Tử số | Mẫu số | Tỷ lệ (%) |\n|---|---|---|---|\n| Thanh toán trực tuyến | 84 | 101 | 83,17 |\n"
    found = figures(table)
    assert [figure.kind for figure in found] == ["numerator", "denominator", "rate"]
    assert [figure.indicator for figure in found] == ["HS.PAID_ONLINE", "HS.WITH_FIN", "RATE.PAY_ONLINE"]


def test_words_behind_a_number_come_before_what_only_heads_its_clause() -> None:
    with_fee, paid = figures(
        "- Thanh toán trực tuyến: có 26 hồ sơ có phí, lệ phí; đã thanh toán trực tuyến 25 hồ sơ."
    )
    assert (with_fee.indicator, paid.indicator) == ("HS.WITH_FIN", "HS.PAID_ONLINE")


def test_a_part_may_count_other_things_than_its_total() -> None:
    found = figures("- Ban hành 06 quyết định công bố, trong đó TTHC mới ban hành 14, bãi bỏ 09.")
    assert [(one.indicator, one.unit) for one in found[1:]] == [
        ("TTHC.NEW", "tthc"),
        ("TTHC.ABOLISHED", "tthc"),
    ]


def test_a_zero_is_of_what_is_named_last() -> None:
    found = figures("- Trung tâm không có phản ánh, kiến nghị xử lý quá hạn.")
    assert [(one.value, one.indicator) for one in found] == [("0", "PAKN.DONE.LATE")]


def test_a_number_in_words_before_its_digits_is_one_figure() -> None:
    (found,) = figures("- Còn tồn chín mươi bốn (94) hồ sơ.")
    assert (found.text, found.unit) == ("94", "ho_so")


def test_a_digit_alone_in_its_parenthesis_may_number_an_item() -> None:
    one, two = figures("Đã giải quyết quá hạn: do lỗi đồng bộ dữ liệu (1); do trích đo địa chính (2).")
    assert max(one.confidence, two.confidence) < DOUBTFUL
    (sure,) = figures("Đã giải quyết quá hạn (02).")
    assert sure.confidence > DOUBTFUL
