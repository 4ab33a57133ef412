"""The .ods sheet as a document: its page with header and footer, its frozen head, its properties, its package."""

from __future__ import annotations

from odfdo import Element

from generator.private.digital_sheet import content
from generator.private.digital_sheet.content import DigitalSheet
from generator.private.digital_sheet.ods_styles import element
from generator.writing.our_mark import CREATOR, WRITTEN
from schemas.records import Session

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_SMALL = "small"


def page_styles(sheet: DigitalSheet) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The page layout with the style of its margins' text, and its master page."""
    layout = element("style:page-layout", {"style:name": "pm"})
    layout.append(
        element(
            "style:page-layout-properties",
            {
                "fo:page-width": "29.7cm",
                "fo:page-height": "21cm",
                "style:print-orientation": "landscape",
                "fo:margin-left": "1cm",
                "fo:margin-right": "1cm",
                "fo:margin-top": "1cm",
                "fo:margin-bottom": "1cm",
                "style:scale-to-X": "1",
                "style:scale-to-Y": "0",
            },
        )
    )
    for place, side in (("header", "bottom"), ("footer", "top")):
        space = element(f"style:{place}-style")
        sizes = {"fo:min-height": "0.7cm", f"fo:margin-{side}": "0.2cm"}
        space.append(element("style:header-footer-properties", sizes))
        layout.append(space)
    master = element("style:master-page", {"style:name": "Default", "style:page-layout-name": "pm"})
    of = element("text:span", text="/")
    numbers = (element("text:page-number", text="1"), of, element("text:page-count", text="1"))
    master.append(_margin_text("header", "right", *numbers, text=f"{sheet.confidential} – "))
    master.append(_margin_text("footer", "left", text=content.CONSENT))
    small = element("style:style", {"style:name": _SMALL, "style:family": "text"})
    small.append(element("style:text-properties", {"fo:font-family": "Arial", "fo:font-size": "8pt"}))
    return (layout, small), (master,)


def _margin_text(place: str, side: str, *children: Element, text: str) -> Element:
    """The header or footer of the page, with its text on one side."""
    margin, region = element(f"style:{place}"), element(f"style:region-{side}")
    line, small = element("text:p"), element("text:span", {"text:style-name": _SMALL}, text=text)
    for child in children:
        small.append(child)
    line.append(small)
    region.append(line)
    margin.append(region)
    return margin


def properties(session: Session) -> tuple[Element, ...]:
    """Who made the document: no person, no machine, no hour."""
    return (
        element("meta:generator", text=CREATOR),
        element("dc:title", text=f"{content.TITLE} – {session.id}"),
        element("meta:keyword", text=content.KEYWORD),
        element("meta:creation-date", text=WRITTEN.isoformat()),
        element("dc:date", text=WRITTEN.isoformat()),
        element("dc:language", text="fr-FR"),
    )


def view(sheet: DigitalSheet, head: int) -> Element:
    """The frozen head: rows down to the titles, columns up to the first name."""
    columns = sheet.position("first_name") + 1
    frozen = {
        "HorizontalSplitMode": ("short", 2),
        "VerticalSplitMode": ("short", 2),
        "HorizontalSplitPosition": ("int", columns),
        "VerticalSplitPosition": ("int", head),
        "PositionRight": ("int", columns),
        "PositionBottom": ("int", head),
        "ActiveSplitRange": ("short", 3),
        "ShowGrid": ("boolean", "false"),
    }
    table = element("config:config-item-map-entry", {"config:name": sheet.worksheet})
    for name, (kind, value) in frozen.items():
        table.append(element("config:config-item", {"config:name": name, "config:type": kind}, text=str(value)))
    tables = element("config:config-item-map-named", {"config:name": "Tables"})
    tables.append(table)
    entry = element("config:config-item-map-entry")
    entry.append(element("config:config-item", {"config:name": "ViewId", "config:type": "string"}, text="view1"))
    entry.append(tables)
    views = element("config:config-item-map-indexed", {"config:name": "Views"})
    views.append(entry)
    settings = element("config:config-item-set", {"config:name": "ooo:view-settings"})
    settings.append(views)
    return settings


def manifest() -> bytes:
    """The list of the files of the package."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", MIMETYPE), *((part, "text/xml") for part in PARTS))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    ).encode()
