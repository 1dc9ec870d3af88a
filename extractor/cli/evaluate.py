"""`baocao evaluate`: the scores against gold, and the floors that they must not fall below."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from extractor.cli.speech import language
from extractor.errors import BelowFloorError, UsageError
from extractor.evaluate import (
    Evaluation,
    below,
    by_group,
    cases,
    contact,
    evaluate,
    findings,
    floors,
    gathered,
    intervals,
    lost,
    missed,
    pin,
    read_corpus,
    reading,
)
from extractor.evaluate.calibration import Reliability, Sure, reliability
from extractor.evaluate.scores import size, total
from extractor.pipeline import Options, convert
from extractor.rules import Messages

GROUPS = ("reader", "type", "level", "report")


class Outcome(Struct, frozen=True, kw_only=True):
    """All that a run has to say, for `--json` as it is."""

    evaluation: Evaluation
    intervals: dict[str, tuple[float, float]]
    contacts: tuple[tuple[contact.Contact, dict[str, float]], ...]
    confidences: dict[str, Reliability]
    changes: lost.Changes


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--blind", is_flag=True)
@click.option("--by", type=click.Choice(GROUPS))
@click.option("--cases", "of_cases", is_flag=True)
@click.option("--misses", is_flag=True)
@click.option("--findings", "list_findings", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--update", is_flag=True)
@click.option("--allow-regression", is_flag=True)
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(
    messages: Messages,
    corpus: Path,
    *,
    blind: bool,
    by: str | None,
    of_cases: bool,
    misses: bool,
    list_findings: bool,
    as_json: bool,
    update: bool,
    allow_regression: bool,
    patterns: str | None,
) -> None:
    """Print each score with its interval and count; exit code 5 when one is below its floor."""
    if update and blind:
        raise UsageError("update_is_of_all")
    options, contacts = Options(patterns=patterns), contact.read_contacts(corpus / contact.FILE)
    wanted = (lambda report: contact.blind(contacts, report)) if blind else None
    if of_cases:
        _echo(cases.told(corpus / cases.FOLDER, options, every=misses))
        return
    if misses:
        _echo(_misses(corpus, options, wanted))
        return
    if by == "reader":
        _echo(_readers(corpus, options, wanted, as_json=as_json))
        return
    evaluation = evaluate(corpus, options, wanted)
    if not evaluation.reports:
        raise UsageError("no_blind_reports", folder=corpus)
    if by:
        _echo(_groups(by_group(evaluation, by), as_json=as_json))
        return
    outcome = _outcome(evaluation, contacts, corpus)
    _echo([_json(outcome)] if as_json else _table(outcome, messages, every=list_findings))
    if not blind:
        _hold(corpus, outcome, messages, update=update, allow_regression=allow_regression)


def _outcome(evaluation: Evaluation, contacts: tuple[contact.Contact, ...], corpus: Path) -> Outcome:
    met = []
    for each in contacts:
        parts = [part for part in evaluation.reports if contact.names(each, part.report)]
        if parts:
            met.append((each, gathered("", parts).scores))
    sure = [sure for part in evaluation.reports for sure in part.confidences]
    families = sorted({each.family for each in sure})
    last = lost.read_findings(corpus / lost.FILE)
    return Outcome(
        evaluation=evaluation,
        intervals=intervals(evaluation),
        contacts=tuple(met),
        confidences={
            "all": reliability(sure),
            **{family: reliability(_of(family, sure)) for family in families},
        },
        changes=lost.changes(last, findings(evaluation)),
    )


def _of(family: str, sure: list[Sure]) -> Iterator[Sure]:
    return (each for each in sure if each.family == family)


def _table(outcome: Outcome, messages: Messages, *, every: bool) -> Iterator[str]:
    """The scores beside those at first contact, then the confidences, then what changed."""
    evaluation = outcome.evaluation
    heads = [_head(each) for each, _ in outcome.contacts]
    columns = "".join(f"  {head:17}" for head in heads)
    yield f"{'measure':28} {'score':>7}  {'95 %':15} {'n':>5}{columns}".rstrip()
    for name, value in evaluation.scores.items():
        low, high = outcome.intervals.get(name, (value, value))
        count = size(evaluation.counts, name)
        then = "".join(f"  {_then(name, each, now):17}" for each, now in outcome.contacts)
        line = f"{name:28} {value:7.4f}  {low:.4f}-{high:.4f}   {'' if count is None else count:>5}{then}"
        yield line.rstrip()
    yield f"\n{'confidence':20} {'above':>6} {'to':>4} {'n':>6} {'stated':>7} {'right':>7}"
    for name, table in outcome.confidences.items():
        for each in table.bins:
            row = f"{name:20} {each.low:6.1f} {each.high:4.1f} {each.count:6}"
            yield f"{row} {each.confidence:7.4f} {each.right:7.4f}"
        yield f"{name:20} {messages.say('say', 'calibration_error')} {table.error:.4f}"
        if table.caught is not None:
            yield f"{name:20} {messages.say('say', 'least_certain')} {table.caught:.4f}"
    for kind, found in (("lost", outcome.changes.lost), ("gained", outcome.changes.gained)):
        if found:
            yield "\n" + messages.say("say", f"findings_{kind}", count=len(found))
        if kind == "lost" or every:
            yield from (f"  {change}" for change in found)


def _head(met: contact.Contact) -> str:
    return f"{met.reports if isinstance(met.reports, str) else len(met.reports)} -> now"


def _then(name: str, met: contact.Contact, now: dict[str, float]) -> str:
    return f"{met.scores[name]:.4f} -> {now[name]:.4f}" if name in met.scores and name in now else ""


def _hold(
    corpus: Path, outcome: Outcome, messages: Messages, *, update: bool, allow_regression: bool
) -> None:
    """Compare with the floors, or pin them; raises BelowFloorError when a score fell."""
    path, evaluation = corpus / floors.FILE, outcome.evaluation
    pinned = floors.read_floors(path)
    fallen = below(evaluation, pinned) if pinned else {}
    if update and (allow_regression or not fallen):
        floors.write_floors(path, pin(evaluation))
        lost.write_findings(corpus / lost.FILE, findings(evaluation))
        click.echo(messages.say("say", "floors_pinned", file=path), err=True)
    elif fallen:
        told = ", ".join(f"{name} {value} (floor {floor})" for name, (value, floor) in fallen.items())
        raise BelowFloorError("below_floor", scores=told)
    elif pinned and pinned.digest != evaluation.digest:
        raise BelowFloorError("gold_changed")


def _groups(groups: dict[str, Evaluation], *, as_json: bool) -> Iterator[str]:
    if as_json:
        yield _json({name: {"scores": each.scores, "counts": each.counts} for name, each in groups.items()})
        return
    for group, evaluation in groups.items():
        for name, value in evaluation.scores.items():
            yield f"{group:16} {name:28} {value:7.4f} n={size(evaluation.counts, name)}"


def _readers(
    corpus: Path, options: Options, wanted: Callable[[str], bool] | None, *, as_json: bool
) -> Iterator[str]:
    chosen = (case for case in read_corpus(corpus) if wanted is None or wanted(case.name))
    readings = list(reading.read(corpus, chosen, options))
    if not readings:
        raise UsageError("nothing_rendered", folder=corpus / reading.FOLDER)
    by_reader = {
        name: [each for each in readings if each.reader == name]
        for name in sorted({each.reader for each in readings})
    }
    rates = {name: reading.errors(total(each.tally for each in part)) for name, part in by_reader.items()}
    if as_json:
        yield _json({name: {"files": len(by_reader[name]), **found} for name, found in rates.items()})
        return
    for name, found in rates.items():
        for measure, value in found.items():
            yield f"{name:16} {measure:28} {value:8.4f} files={len(by_reader[name])}"


def _misses(corpus: Path, options: Options, wanted: Callable[[str], bool] | None) -> Iterator[str]:
    for case in read_corpus(corpus):
        if wanted is None or wanted(case.name):
            result = convert(case.data, case.gold.file, options)
            yield from (f"{case.gold.file}: {line}" for line in missed(result, case.gold))


def _json(value: Outcome | dict[str, object]) -> str:
    if isinstance(value, Outcome):
        evaluation = value.evaluation
        value = {
            "digest": evaluation.digest,
            "reports": [part.report for part in evaluation.reports],
            "scores": evaluation.scores,
            "counts": evaluation.counts,
            "intervals": value.intervals,
            "first_contact": [
                {"date": met.date, "reports": met.reports, "scores": met.scores, "now": now}
                for met, now in value.contacts
            ],
            "confidences": value.confidences,
            "lost": value.changes.lost,
            "gained": value.changes.gained,
        }
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=1)


def _echo(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        click.echo(line)
