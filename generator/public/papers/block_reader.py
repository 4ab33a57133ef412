"""Reads a block of wording from its Markdown.

Only a small part of Markdown is understood (title, list, numbered list, quotation, bold, comment): what the paper could
not show is refused by its line, never dropped.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from generator.language.languages import language
from generator.public.papers.blocks import BLOCKS, FACT, FACTS, Block, Kind, Part, Phrase, Run, Section
from generator.writing.refusal import BuildRefused

_KINDS: Mapping[str, Kind] = {
    "paragraph": "paragraph",
    "bullet_list": "checklist",
    "ordered_list": "steps",
    "blockquote": "spoken",
}
_IN_FRENCH: Mapping[str, str] = {
    "paragraph": "un paragraphe",
    "checklist": "une liste à cocher (lignes commençant par « - »)",
    "steps": "une liste numérotée",
    "spoken": "un texte à dire (lignes commençant par « > »)",
    "bullet_list": "une liste dans une liste",
    "ordered_list": "une liste dans une liste",
    "blockquote": "une citation dans une liste",
    "heading": "un titre à cet endroit",
    "image": "une image",
    "table": "un tableau",
    "html_block": "du HTML",
    "html_inline": "du HTML",
    "link": "un lien (écrivez l’adresse en toutes lettres)",
    "code_inline": "un texte entre accents graves",
    "code_block": "un texte en retrait de quatre espaces",
    "fence": "un bloc de code",
    "hr": "un trait",
    "em": "de l’italique (seul le gras, **ainsi**, s’imprime)",
    "s": "un texte barré",
}
_COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)
# Raw HTML is recognised only to be refused: nothing of what this parser reads is ever rendered by it.
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def parsed_block(name: str, text: str, *, own: bool = True, code: str = "fr") -> Block:
    """The block that `text` (Markdown) describes, written in the language `code`.

    Raises:
        BuildRefused: something in it cannot be shown on paper.
    """
    reader = _BlockReader(name, language(code).typography.polished)
    block = reader.block(text, own=own)
    if block is None:
        raise BuildRefused(list(dict.fromkeys(reader.problems)))
    return block


def suggestion(wrong: str, known: Iterable[str], shape: str) -> str:
    """The end of a message: what was probably meant, when something known is near."""
    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.5)
    return f" Vouliez-vous dire {shape.format(near[0])} ?" if near else ""


class _BlockReader:
    """Turns one file's Markdown into a block, gathering problems with their line."""

    def __init__(self, name: str, polished: Callable[[str], str]) -> None:
        self.name = name
        self.polished = polished
        self.allowed = BLOCKS[name]
        self.problems: list[str] = []
        self.facts: set[str] = set()

    def block(self, text: str, *, own: bool) -> Block | None:
        tree = SyntaxTreeNode(_MARKDOWN.parse(text))
        nodes = [node for node in tree.children if not _is_comment(node)]
        if not nodes:
            self._refuse(1, "le bloc est vide. Écrivez-le, ou retirez ce fichier pour retrouver le texte fourni")
            return None
        if nodes[0].type != "heading" or nodes[0].tag != "h1":
            self._refuse(_line(nodes[0]), "le bloc doit commencer par son titre, par exemple « # Arrivée »")
            return None
        title = self._title(nodes[0], followed=len(nodes) > 1)
        parts, sections = self._body(nodes[1:])
        if self.problems:
            return None
        facts = tuple(sorted(self.facts))
        return Block(name=self.name, own=own, facts=facts, title=title, parts=parts, sections=sections)

    def _body(self, nodes: list[SyntaxTreeNode]) -> tuple[tuple[Part, ...], tuple[Section, ...]]:
        parts: list[Part] = []
        sections: list[tuple[Phrase, list[Part]]] = []
        for index, node in enumerate(nodes):
            if _is_case(node) and self.name == "incidents":
                followed = any(not _is_case(after) for after in nodes[index + 1 : index + 2])
                sections.append((self._title(node, followed=followed), []))
            elif (part := self._part(node)) is not None:
                (sections[-1][1] if sections else parts).append(part)
        return tuple(parts), tuple(Section(title=title, parts=tuple(inner)) for title, inner in sections)

    def _part(self, node: SyntaxTreeNode) -> Part | None:
        kind = _KINDS.get(node.type)
        if kind is None:
            self._unsupported(node)
            return None
        if kind not in self.allowed:
            expected = " ou ".join(_IN_FRENCH[each] for each in _KINDS.values() if each in self.allowed)
            self._refuse(_line(node), f"ce bloc ne contient pas {_IN_FRENCH[kind]}. Sont possibles ici : {expected}")
            return None
        if kind == "paragraph":
            return Part(kind=kind, phrases=(self._phrase(node),))
        if kind == "spoken":
            return Part(kind=kind, phrases=tuple(self._paragraphs(node)))
        return Part(kind=kind, phrases=tuple(phrase for item in node.children for phrase in self._item(item)))

    def _item(self, item: SyntaxTreeNode) -> list[Phrase]:
        phrases = self._paragraphs(item)
        if len(phrases) > 1:
            line = _line(item.children[1])
            self._refuse(line, "un point de liste tient en un seul paragraphe. Retirez la ligne vide")
        return phrases

    def _paragraphs(self, node: SyntaxTreeNode) -> list[Phrase]:
        """What a quotation or a list item holds: paragraphs, at least one, nothing else."""
        if not node.children:
            self._refuse(_line(node), "cette ligne est vide. Complétez-la ou retirez-la")
        for child in node.children:
            if child.type != "paragraph":
                self._unsupported(child)
        return [self._phrase(child) for child in node.children if child.type == "paragraph"]

    def _title(self, node: SyntaxTreeNode, *, followed: bool) -> Phrase:
        title = self._phrase(node)
        if not title:
            self._refuse(_line(node), "le titre est vide. Écrivez-le après le #")
        if not followed:
            self._refuse(_line(node), "rien ne suit ce titre. Ajoutez au moins une ligne")
        return title

    def _phrase(self, node: SyntaxTreeNode) -> Phrase:
        runs: list[Run] = []
        for text, bold, line in self._texts(node.children[0].children, bold=False, line=_line(node)):
            self._check_facts(text, line)
            if not text:
                continue
            if runs and runs[-1].bold == bold:
                runs[-1] = Run(text=runs[-1].text + text, bold=bold)
            else:
                runs.append(Run(text=text, bold=bold))
        return tuple(Run(text=self.polished(run.text), bold=run.bold) for run in runs)

    def _texts(self, nodes: Iterable[SyntaxTreeNode], *, bold: bool, line: int) -> Iterator[tuple[str, bool, int]]:
        for node in nodes:
            if node.type == "text":
                yield node.content, bold, line
            elif node.type in ("softbreak", "hardbreak"):
                line += 1
                yield " ", bold, line
            elif node.type == "strong":
                yield from self._texts(node.children, bold=True, line=line)
            else:
                self._unsupported(node, line)

    def _check_facts(self, text: str, line: int) -> None:
        for name in FACT.findall(text):
            self.facts.add(name)
            if name not in FACTS:
                known = ", ".join(f"{{{each}}}" for each in FACTS)
                self._refuse(
                    line,
                    f"{{{name}}} n’existe pas.{suggestion(name, FACTS, '{{{}}}')} Sont possibles : {known}",
                )

    def _unsupported(self, node: SyntaxTreeNode, line: int | None = None) -> None:
        what = _IN_FRENCH.get(node.type, "cette mise en forme")
        self._refuse(line or _line(node), f"{what} ne peut pas s’imprimer ici. Écrivez-le autrement")

    def _refuse(self, line: int, problem: str) -> None:
        self.problems.append(f"briefing/{self.name}.md, ligne {line} : {problem}.")


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and _COMMENT.fullmatch(node.content) is not None


def _is_case(node: SyntaxTreeNode) -> bool:
    return node.type == "heading" and node.tag == "h2"


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1
