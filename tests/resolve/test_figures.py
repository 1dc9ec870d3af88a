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
