"""What stands beside a figure, up to its next and back to its last statement."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.scopes import Scope
from tests.checks.made import figure

NAMES = st.lists(st.sampled_from("ABC"), min_size=1, max_size=12)


@given(NAMES, st.data())
def test_beside_a_figure_is_all_up_to_its_next_and_back_to_its_last_statement(
    names: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(names) - 1))
    wanted = data.draw(st.sampled_from("ABC"))
    scope = Scope([figure(10 * n, str(n), name) for n, name in enumerate(names)])
    same = [n for n, name in enumerate(names) if name == names[at]]
    end = min((n for n in same if n > at), default=len(names))
    begin = max((n + 1 for n in same if n < at), default=0)
    after = [str(n) for n in range(at + 1, end) if names[n] == wanted]
    before = [str(n) for n in reversed(range(begin, at)) if names[n] == wanted]
    assert [one.value for one in scope.after(at, wanted)] == after
    assert [one.value for one in scope.before(at, wanted)] == before
