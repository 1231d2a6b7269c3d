"""Conformity: each kind of rule decided by what the strategy holds, and only by that."""

import re
from pathlib import Path

import pytest
import sample
from citystrategy.checks import approval, conformity
from citystrategy.model.described import describe
from citystrategy.model.methodology import Methodology
from citystrategy.model.tree import CityFolder
from citystrategy.reading.load import load
from citystrategy.words.words import words_in

ROOT = Path(__file__).parent.parent
TREE, _ = load(ROOT)
ORDER = TREE.methodologies[-1]
EXPERIENCE = "chapters/02-international-experience.ru.md"
GONE = "  not_assessable: {reason: unmeasurable, explanation: {kk: Жоқ., ru: Нет.}}\n"
ABSENT = "    absent: {kk: Жоқ., ru: Нет.}"


@pytest.fixture
def approved(tmp_path: Path) -> Path:
    """A fictional approved strategy that meets every obligatory rule."""
    sample.tree(tmp_path, cities=1, indicators=12, approved=True)
    return tmp_path


def strategy(root: Path) -> CityFolder:
    tree, problems = load(root)
    assert problems == []
    return tree.strategies[0]


def status(root: Path, rule: str) -> str:
    return next(ruling.status for ruling in conformity.rulings(strategy(root)) if ruling.rule.id == rule)


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "strategies/sample-1" / name
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), "utf-8")


def test_every_paragraph_that_asks_something_has_a_rule() -> None:
    named = [part for rule in ORDER.rules for part in rule.paragraph.split(", ")]
    paragraphs = {int(re.match(r"\d+", part)[0]) for part in named}  # type: ignore[index]
    assert paragraphs == set(range(2, 27))
    parts = {rule.paragraph for rule in ORDER.rules}
    assert {f"17 {part})" for part in range(1, 7)} <= parts
    assert {f"{paragraph} {part})" for paragraph in (21, 23, 24, 25) for part in (1, 2)} <= parts


def test_every_rule_is_of_a_kind_that_python_knows() -> None:
    assert {rule.kind for rule in ORDER.rules} == set(conformity.KINDS)
    assert len({rule.id for rule in ORDER.rules}) == len(ORDER.rules)
    assert list(conformity.known_rules(ORDER)) == []


def test_an_approved_strategy_can_meet_every_rule(approved: Path) -> None:
    rulings = conformity.rulings(strategy(approved))
    assert {ruling.status for ruling in rulings} == {"checked", "present", "declared", "not-applicable"}
    assert list(conformity.conformity(strategy(approved))) == []


@pytest.mark.parametrize(
    ("rule", "name", "old", "new"),
    [
        ("swot", "chapters/01-current-state.kk.md", r"\{#swot\}", "{#other}"),
        ("each-direction", "chapters/06-environment.ru.md", r"\{#problems\}", "{#other}"),
        ("ratings", EXPERIENCE, r"(?s)(\{#comparison\}.*?)\[\^sample\]", r"\1"),
        ("series-neet", "profile.yml", r"id: neet", "id: emissions"),
        ("hearings", "strategy.yml", r"step: hearings", "step: adjacent-oblasts"),
        ("central-body", "strategy.yml", r"date: 2026-01-01", "date: 2026-12-01"),
        ("maslikhat", "strategy.yml", r"(step: proposal\n  date: )2026-03-01", r"\g<1>2026-04-02"),
        ("proposal", "strategy.yml", r"step: proposal", "step: adjacent-oblasts"),
        ("decider", "strategy.yml", r"(?s)    body:\n.*?(    number)", r"\1"),
        ("methods", "strategy.yml", r"rule: methods", "rule: resources"),
        ("prospective-population", "indicators.yml", r"id: population", "id: people"),
        ("recommended-human", "indicators.yml", r"recommended: neet", "recommended: oecd-economy"),
        ("horizon", "strategy.yml", r"до 2050 года", "до 2049 года"),
        ("interim-values", "indicators.yml", r"  - year: 2030\n", "  - year: 2034\n"),
        ("series-migration", "profile.yml", r"(id: migration\n(?:  .*\n)*?  values:)(\n  [- ].*)*", r"\1 []"),
        ("swot", "chapters/01-current-state.kk.md", r"(\{#swot\}\n)", r"\1\n<!-- to-write: x -->\n"),
        ("prospective-population", "indicators.yml", r"(id: population\n)", rf"\1{GONE}"),
        ("indicators-and-values", "indicators.yml", r"(id: population\n)", rf"\1{GONE}"),
    ],
)  # fmt: skip
def test_each_rule_is_missed_when_it_is_not_met(
    approved: Path, rule: str, name: str, old: str, new: str
) -> None:
    assert status(approved, rule) in ("checked", "present", "declared")
    change(approved, name, old, new)
    assert status(approved, rule) == "missing"


def test_a_series_has_to_be_unbroken(approved: Path) -> None:
    change(approved, "profile.yml", r"year: 2020", "year: 2010")
    assert status(approved, "series-population") == "missing"


def test_a_national_series_does_not_describe_the_city(approved: Path) -> None:
    change(approved, "profile.yml", r"territory: city", "territory: country")
    assert status(approved, "series-population") == "missing"


def test_what_does_not_apply_is_declared_so(approved: Path) -> None:
    change(approved, "strategy.yml", r"rule: cost-estimate", "rule: cost-estimate\n  applies: false")
    assert status(approved, "cost-estimate") == "not-applicable"


def test_neighbours_agree_only_with_republican_cities(approved: Path) -> None:
    assert status(approved, "adjacent-oblasts") == "not-applicable"
    path = approved / "strategies/_cities.yml"
    path.write_text(path.read_text("utf-8").replace("oblast-centre", "republican"), "utf-8")
    assert status(approved, "adjacent-oblasts") == "missing"
    assert status(approved, "maslikhat") == "checked", "a missing step is told at that step alone"


def test_the_two_agreements_of_paragraph_15_have_no_order(approved: Path) -> None:
    """Both follow the hearings and come before the session; the order says no more."""
    path = approved / "strategies/_cities.yml"
    path.write_text(path.read_text("utf-8").replace("oblast-centre", "republican"), "utf-8")
    step = "- step: adjacent-oblasts\n  date: {}\n  document: {{kk: Мысал, ru: Пример}}\n"
    for day, found in (("2026-01-15", "checked"), ("2026-03-15", "checked"), ("2025-12-31", "missing")):
        path = approved / "strategies/sample-1/strategy.yml"
        before = path.read_text("utf-8")
        path.write_text(before.replace("declarations:\n", step.format(day) + "declarations:\n"), "utf-8")
        assert status(approved, "adjacent-oblasts") == found
        assert status(approved, "maslikhat") == status(approved, "central-body") == "checked"
        path.write_text(before, "utf-8")


def test_ten_years_are_asked_only_where_the_order_says_so(approved: Path) -> None:
    ten = {rule.series for rule in ORDER.rules if rule.years}
    assert ten == {"population", "students-share", "infant-mortality", "maternal-mortality"}
    path = approved / "strategies/sample-1/profile.yml"
    path.write_text(path.read_text("utf-8").replace("year: 2020", "year: 2010"), "utf-8")
    for rule, found in (("series-population", "missing"), ("series-neet", "checked")):
        assert status(approved, rule) == found


def test_what_can_be_compared_needs_two_years_and_no_baseline(approved: Path) -> None:
    baseline = r"    year: 2020\n    value: .*\n    source: sample"
    change(approved, "indicators.yml", baseline, ABSENT)
    assert status(approved, "comparability") == "checked"
    change(approved, "indicators.yml", r"(?s)  - year: 2025\n.*?(  - year: 2050\n)", r"\1")
    assert status(approved, "comparability") == "missing"


def test_the_decision_of_another_body_is_not_that_of_the_register(approved: Path) -> None:
    change(approved, "strategy.yml", r"Мысал облысының мәслихаты", "Мысал қаласының мәслихаты")
    assert status(approved, "decider") == "missing"


def test_each_demand_keeps_the_words_of_the_order() -> None:
    """Both languages ask the same: where a figure or a name stands in one, it stands in the other."""
    for rule in ORDER.rules:
        both = [sorted(re.findall(r"\d+|[A-Za-z']+", rule.asks[code].lower())) for code in ("kk", "ru")]
        assert both[0] == both[1], rule.id
        kk, ru = (len(rule.asks[code].split()) for code in ("kk", "ru"))
        assert 0.6 < ru / kk < 2, f"{rule.id}: one language asks much more than the other"


def test_a_new_rule_of_a_known_kind_needs_no_code(approved: Path) -> None:
    path = approved / "strategies/_methodology/2025-01-20.yml"
    rule = """
  - {id: new, paragraph: "27", level: must, kind: sections, chapters: [vision], sections: [priorities],
     asks: {kk: Мысал, ru: Пример}}
"""
    path.write_text(path.read_text("utf-8").rstrip() + rule, "utf-8")
    assert status(approved, "new") == "present"


def test_the_demonstrations_say_what_is_missing() -> None:
    for folder in TREE.strategies:
        found = {finding.rule.id: finding.status for finding in conformity.rulings(folder)}
        assert found["hearings"] == found["maslikhat"] == found["methods"] == "missing"
        assert found["series-education"] == "missing"
        assert found["national-strategy"] == found["swot"] == "present"
        assert "absent" in found.values(), "a section that only says what is not available is not there"


def test_random_words_are_present_and_not_checked(approved: Path) -> None:
    """A heading with words under it says nothing of what the order asks for."""
    for path in (approved / "strategies/sample-1/chapters").iterdir():
        path.write_text(re.sub(r"(?m)^[^#\s{].*$", "асдф йцук.", path.read_text("utf-8")), "utf-8")
    rulings = conformity.rulings(strategy(approved))
    kinds = {"chapters", "sections", "each-direction", "cited-section"}
    assert not [
        ruling.rule.id for ruling in rulings if ruling.rule.kind in kinds and ruling.status == "checked"
    ]


def test_a_section_that_only_says_what_is_missing_is_not_present(approved: Path) -> None:
    assert status(approved, "swot") == "present"
    for language in ("kk", "ru"):
        change(
            approved, f"chapters/01-current-state.{language}.md", r"(\{#swot\}\n)", r"\1\n<!-- absent -->\n"
        )
    assert status(approved, "swot") == "absent"


def test_a_discontinued_indicator_fulfils_nothing(approved: Path) -> None:
    assert status(approved, "indicators-and-values") == status(approved, "measurability") == "checked"
    stopped = """  not_assessable:
    reason: discontinued
    explanation: {kk: Тоқтатылған, ru: Прекращен}
"""
    change(approved, "indicators.yml", r"(?s)  targets:\n.*?(  source:\n)", stopped + r"\1")
    assert status(approved, "indicators-and-values") == status(approved, "measurability") == "missing"


def test_what_nobody_measures_answers_no_recommendation(approved: Path) -> None:
    assert status(approved, "recommended-economy") == "checked"
    stopped = """  not_assessable:
    reason: unmeasurable
    explanation: {kk: Өлшенбейді, ru: Не измеряется}
"""
    change(approved, "indicators.yml", r"(?s)  baseline:\n.*?(  source:\n)", stopped + r"\1")
    found = {ruling.rule.id: ruling for ruling in conformity.rulings(strategy(approved))}
    assert found["recommended-economy"].status == "missing"
    assert found["recommended-economy"].places == (), "what answers is no failing place"


@pytest.mark.parametrize(
    ("step", "day", "code", "line"),
    [
        ("hearings", "2026-02-02", "conformity-missing", "- step: central-body"),
        ("hearings", "2026-05-01", "approval-late", "- step: hearings"),
        ("administration", "2026-05-01", "approval-late", "- step: administration"),
    ],
)
def test_a_step_out_of_order_is_told_once_where_it_stands(
    approved: Path, step: str, day: str, code: str, line: str
) -> None:
    change(approved, "strategy.yml", rf"(- step: {step}\n  date: )\S+", rf"\g<1>{day}")
    changed = strategy(approved)
    (found,) = [*conformity.conformity(changed), *approval.approval(changed)]
    written = (approved / found.path).read_text("utf-8").splitlines()
    assert (found.code, written[found.line - 2]) == (code, line)


def test_a_missing_step_is_asked_for_in_the_words_of_the_order(approved: Path) -> None:
    change(approved, "strategy.yml", r"(?s)- step: central-body\n.*?(?=- step)", "")
    told = {rule.rule.id: rule for rule in conformity.rulings(strategy(approved))}
    found = next(iter(conformity.conformity(strategy(approved))))
    assert told["central-body"].rule.asks.kk in found.message(words_in("kk"))
    assert told["central-body"].rule.asks.ru in found.message(words_in("ru"))


def test_what_an_approved_strategy_lacks_of_the_order_is_published(approved: Path) -> None:
    """It is law all the same: a warning, and for authors before the approval a failure if they ask."""
    change(approved, "strategy.yml", r"rule: methods", "rule: resources")
    (found,) = conformity.conformity(strategy(approved))
    assert (found.code, found.severity) == ("conformity-missing", "warning")


@pytest.mark.parametrize(
    ("paragraphs", "kk", "ru"),
    [
        ("26", "26-тармақ", "пункт 26"),
        ("17 4)", "17-тармақтың 4) тармақшасы", "подпункт 4) пункта 17"),
        ("8, 23 2)", "8-тармақ, 23-тармақтың 2) тармақшасы", "пункт 8, подпункт 2) пункта 23"),
        ("14–16", "14–16-тармақтар", "пункты 14–16"),
        ("2, 9", "2 және 9-тармақтар", "пункты 2 и 9"),
    ],
)
def test_paragraphs_are_cited_as_law_does(paragraphs: str, kk: str, ru: str) -> None:
    assert words_in("kk").citation(paragraphs) == kk
    assert words_in("ru").citation(paragraphs) == ru


def test_the_kinds_are_documented(tmp_path: Path) -> None:
    assert all(kind.__doc__ for kind in conformity.KINDS.values())
    describe()
    assert Methodology.model_fields["rules"].description
