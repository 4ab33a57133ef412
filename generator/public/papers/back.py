"""Lays out the back of a briefing: what comes after the test, then what is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.public.papers.blocks import Block, Phrase, Run
from generator.public.papers.briefing_content import Briefing
from generator.public.papers.fit import (
    FULL_WIDTH,
    HALF_WIDTH,
    M,
    Measured,
    box_title_height,
    case_columns,
    case_height,
    look_up_height,
    require_room,
    stacked,
    text_height,
)
from generator.public.papers.side import footer_part, phase_part
from generator.public.papers.text_width import line_count, tabular_width_em, text_line_count, width_em
from schemas.centre import Contact

_MOST_NOTE_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BackPlan:
    """The choices the template follows on the back. `contacts` is the layout of the phone numbers."""

    other_starts_title: str
    contacts_title: str
    contacts: str
    contact_list: tuple[Contact, ...]
    note_lines: int
    parts: tuple[Measured, ...]


def plan_back(briefing: Briefing) -> BackPlan:
    """The layout of the back: notes take what is left beside the longer column.

    Raises:
        BuildRefused: the back cannot hold its content.
    """
    titles = (briefing.say["other_starts"], briefing.say["call"], briefing.say["notes"])
    contacts = briefing.contacts or (Contact(role=briefing.say["coordinator"]),)
    layout = _contacts_layout(contacts)
    left = (_other_starts_part(briefing, titles[0]), _codes_part(briefing.codes))
    right = (_contacts_part(contacts, layout, titles[1]), _fraud_part(briefing.fraud))
    longer, shorter = (left, right) if _column_height(left) >= _column_height(right) else (right, left)
    parts = (
        *_upper_parts(briefing),
        *longer,
        Measured(name="column gaps", height=M["box-gap"] * (len(longer) - 1)),
    )
    spare = require_room("verso", briefing.session_id, parts) + _column_height(longer) - _column_height(right)
    notes = (spare - M["box-gap"] - box_title_height((Run(text=titles[2]),))) // M["note-line"]
    return BackPlan(
        other_starts_title=titles[0],
        contacts_title=titles[1],
        contacts=layout,
        contact_list=contacts,
        note_lines=max(0, min(_MOST_NOTE_LINES, int(notes))),
        parts=(*parts, *shorter),
    )


def _column_height(parts: Sequence[Measured]) -> float:
    return stacked([part.height for part in parts], M["box-gap"])


def _upper_parts(briefing: Briefing) -> tuple[Measured, ...]:
    running = text_height((Run(text=briefing.title, bold=True),), FULL_WIDTH) + M["box-pad"]
    return (
        Measured(name="running", height=running),
        *(phase_part(briefing, phase) for phase in briefing.back),
        _incidents_part(briefing.incidents),
        Measured(name="back gaps", height=M["box-gap"] * (len(briefing.back) + 2)),
        footer_part(briefing, 2, ""),
    )


def _incidents_part(incidents: Block) -> Measured:
    columns = case_columns(incidents.sections)
    cases = max(sum(case_height(case) for case in column) for column in columns)
    above = box_title_height(incidents.title, FULL_WIDTH) + look_up_height(incidents.parts, FULL_WIDTH)
    return Measured(name="incidents", height=above + cases, shorten=incidents.file, own=incidents.own)


def _other_starts_part(briefing: Briefing, title: str) -> Measured:
    head_rows = 2 if len(briefing.rates) > 1 else 1
    table = (head_rows + len(briefing.other_starts) - 1) * M["lookup-row"] + M["lookup-planned"]
    between = text_line_count(briefing.between, HALF_WIDTH, M["small"]) * M["small-line"]
    return Measured(name="other-starts", height=box_title_height((Run(text=title),)) + table + between)


def _codes_part(codes: Block) -> Measured:
    height = box_title_height(codes.title)
    for part in codes.parts:
        if part.kind == "paragraph":
            height += text_height(part.phrases[0], HALF_WIDTH)
            continue
        lines = [_code_lines(item) for item in part.phrases]
        height += stacked([count * M["small-line"] for count in lines], M["code-gap"])
    return Measured(name="codes", height=height, shorten=codes.file, own=codes.own)


def _code_lines(item: Phrase) -> int:
    """A short bold code stands in a column of its own; a longer one runs on with the text, as any other phrase."""
    width = HALF_WIDTH - M["code-indent"]
    in_column = item[0].bold and width_em(item[0].text, bold=True) * M["small"] < M["code-indent"]
    return line_count(item[1:] if in_column else item, width, M["small"])


def _fraud_part(fraud: Block) -> Measured:
    height = box_title_height(fraud.title) + look_up_height(fraud.parts, HALF_WIDTH)
    return Measured(name="fraud", height=height, shorten=fraud.file, own=fraud.own)


def _contacts_layout(contacts: Sequence[Contact]) -> str:
    """Numbers stand beside the names when the longest fits there, else below and a little smaller."""
    widest = max(tabular_width_em(contact.phone or "", bold=True) for contact in contacts)
    return "beside" if widest * M["phone"] < M["phone-width"] - 1 else "stacked"


def _contacts_part(contacts: Sequence[Contact], layout: str, title: str) -> Measured:
    height = sum(_contact_height(contact, layout) + M["contact-pad"] for contact in contacts)
    return Measured(
        name="contacts",
        height=box_title_height((Run(text=title),)) + height,
        shorten="les contacts (centre.toml, contacts)",
        own=layout == "stacked" or len(contacts) > 3,
    )


def _contact_height(contact: Contact, layout: str) -> float:
    width = HALF_WIDTH - (M["phone-width"] if layout == "beside" else 0)
    who = text_height((Run(text=contact.role, bold=True),), width)
    if contact.name:
        who += text_height((Run(text=contact.name),), width)
    if layout == "beside":
        return max(who + M["who-drop"], M["phone-line"])
    phone_lines = text_line_count(contact.phone or "", HALF_WIDTH, M["long-phone"], bold=True)
    return who + phone_lines * M["long-phone-line"]
