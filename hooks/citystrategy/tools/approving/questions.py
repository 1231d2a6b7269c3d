"""What an approval, an amendment and a technical correction ask for, in the order in which it is asked.

Owns which requisites there are and what each may be. What a key means is said by the fields' own words;
must not know where answers come from.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from citystrategy.editing import given
from citystrategy.editing.approved import Requisites
from citystrategy.model import ApprovalStep, Decision, Edition, Model, Signatory, Versions
from citystrategy.model.methodology import Rule
from citystrategy.model.strategy import Declaration
from citystrategy.model.tree import CityFolder
from citystrategy.tools.approving.answers import Answers, Question, Reader, WrongAnswerError
from citystrategy.words.words import LANGUAGES, Words, meanings

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
TAG = re.compile(r"<[a-zA-Z/!?]")
MOST_SIGNATORIES = 20


class Questions:
    """Asks for the requisites of one edition of a strategy."""

    def __init__(self, answers: Answers, folder: CityFolder, words: Words, today: date) -> None:
        self.answers = answers
        self.folder = folder
        self.words = words
        self.today = today

    def requisites(self, kind: str) -> Requisites:
        """All requisites of an edition; what is wrong with them is told by `answers.wrong`."""
        decision = None if kind == "technical-correction" else self.decision()
        decided = decision["date"] if decision else None
        edition = {"kind": kind, "date": self.in_force(decided), "decision": decision}
        if kind == "technical-correction":
            edition["reason"] = self.both("reason", Edition, "reason")
        if kind != "approval":
            edition["changes"] = self.both("changes", Edition, "changes")
            return Requisites(edition)
        return Requisites(edition, list(self.steps(decided)), list(self.declarations()))

    def decision(self) -> dict[str, Any]:
        """The decision of the maslikhat of the register."""
        body = self.folder.city.maslikhat
        made: dict[str, Any] = {"body": {"kk": body.kk, "ru": body.ru}}
        made["number"] = self.one("decision.number", Decision, "number", self.number)
        made["date"] = self.one("decision.date", Decision, "date", self.day(None, self.today))
        for key, read, optional in (
            ("registration", self.text, True),
            ("url", self.address, False),
            ("session", self.text, True),
            ("convocation", self.text, True),
        ):
            made[key] = self.one(f"decision.{key}", Decision, key, read, optional)
        made["signatories"] = self.signatories() or None
        versions = {
            code: self.one(f"decision.versions.{code}", Versions, code, self.address, optional=True)
            for code in LANGUAGES
        }
        made["versions"] = versions if any(versions.values()) else None
        return made

    def signatories(self) -> list[dict[str, Any]]:
        """Who signed, until nobody more is named."""
        signed: list[dict[str, Any]] = []
        for number in range(1, MOST_SIGNATORIES + 1):
            prefix = f"decision.signatories.{number}"
            optional = not self.answers.has(f"{prefix}.")
            office = self.both(f"{prefix}.office", Signatory, "office", optional)
            if office is None:
                break
            signed.append({"office": office, "name": self.both(f"{prefix}.name", Signatory, "name")})
        return signed

    def in_force(self, decided: date | None) -> date | None:
        """The day from which the edition is in force: not before its decision, nor the edition before."""
        editions = self.folder.strategy.editions if self.folder.strategy else ()
        days = [day for day in (decided, editions[-1].date if editions else None) if day]
        day: date | None = self.one("date", Edition, "date", self.day(max(days, default=None), None))
        return day

    def steps(self, decided: date | None) -> Iterable[dict[str, Any]]:
        """The steps that the order asks for and that do not stand there yet; a step may be left out."""
        about = self.folder.strategy
        taken = {step.step for step in about.approval} if about else set()
        republican = self.folder.city.status in ("capital", "republican")
        for rule in self.rules("step"):
            if rule.step in taken or (rule.step == "adjacent-oblasts" and not republican):
                continue
            step = self.step(rule, decided)
            if step:
                yield step

    def step(self, rule: Rule, decided: date | None) -> dict[str, Any] | None:
        """One step; the session of the maslikhat takes place on the day of the decision."""
        key = f"approval.{rule.step}"
        self.tell(rule)
        if rule.step == "maslikhat":
            day = decided
        else:
            reader = self.day(None, decided)
            day = self.one(f"{key}.date", ApprovalStep, "date", reader, optional=True)
        if day is None:
            if rule.step == "maslikhat" or self.answers.has(f"{key}.date"):
                self.answers.skip(f"{key}.")  # The day alone is wrong.
            return None
        document = self.both(f"{key}.document", ApprovalStep, "document")
        url = self.one(f"{key}.url", ApprovalStep, "url", self.address, optional=True)
        return {"step": rule.step, "date": day, "document": document, "url": url}

    def declarations(self) -> Iterable[dict[str, Any]]:
        """What only a person can judge, each declared or left out; who declares it is asked once."""
        about = self.folder.strategy
        there = {declaration.rule for declaration in about.declarations} if about else set()
        rules = [rule for rule in self.rules("statement") if rule.id not in there]
        by = self.both("declarations.by", Declaration, "by", optional=True) if rules else None
        if by is None:
            return
        day = self.one("declarations.date", Declaration, "date", self.day(None, self.today))
        for rule in rules:
            key = f"declarations.{rule.id}"
            self.tell(rule)
            statement = self.both(f"{key}.statement", Declaration, "statement", optional=True)
            if statement is None:
                continue
            told = f"{self.words('approve.applies')} {self.words('approve.yes_no')}"
            applies = self.answers.ask(Question(f"{key}.applies", told, given.truth, optional=True))
            declared: dict[str, Any] = {"rule": rule.id, "applies": None if applies is not False else False}
            yield {**declared, "by": by, "date": day, "statement": statement}

    def rules(self, kind: str) -> Iterable[Rule]:
        """The rules of a kind that the strategy's edition of the order has."""
        return (rule for rule in self.folder.methodology.rules if rule.kind == kind)

    def tell(self, rule: Rule) -> None:
        """Says at the console what the order asks."""
        if self.answers.console:
            asks = rule.asks["kk" if self.words.language == "kk" else "ru"]
            self.answers.desk.say(f"\n{self.words.citation(rule.paragraph)}: {asks}.")

    def one(self, key: str, kind: type[Model], name: str, read: Reader, optional: bool = False) -> Any:
        """The answer to one question."""
        return self.answers.ask(Question(key, self.meaning(kind, name), read, optional))

    def both(self, key: str, kind: type[Model], name: str, optional: bool = False) -> dict[str, str] | None:
        """A text in both languages; the second one is needed where the first is given."""
        told = self.meaning(kind, name)
        texts: dict[str, str] = {}
        for code in LANGUAGES:
            named = f"{told} {self.words(f'approve.in.{code}')}"
            text = self.answers.ask(Question(f"{key}.{code}", named, self.text, optional and not texts))
            if text is None and optional and not texts and f"{key}.ru" not in self.answers.given:
                return None
            texts[code] = text
        return texts

    def meaning(self, kind: type[Model], name: str) -> str:
        """What a key means; developers read it from the model."""
        if self.words.language in LANGUAGES:
            return meanings(self.words.language)[kind.__name__][name]
        return str(kind.model_fields[name].description)

    def text(self, written: str) -> str:
        """A text of one line, without HTML."""
        if TAG.search(written):
            raise WrongAnswerError(self.words("approve.html"))
        return written

    def number(self, written: str) -> str:
        """A number without its mark, which the site puts before it."""
        return self.text(written.removeprefix("№").strip() or written)

    def address(self, written: str) -> str:
        """An address of the web."""
        if not ADDRESS.fullmatch(written):
            raise WrongAnswerError(self.words("approve.address", written=written))
        return written

    def day(self, first: date | None, last: date | None) -> Reader:
        """A reader of days that lie within two days, each of which may be open."""

        def read(written: str) -> date:
            day = given.day(written)
            if first and day < first:
                raise WrongAnswerError(self.words("approve.early", day=day.isoformat(), first=str(first)))
            if last and day > last:
                raise WrongAnswerError(self.words("approve.late", day=day.isoformat(), last=str(last)))
            return day

        return read
