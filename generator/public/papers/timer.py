"""The room timer: the page that a projector shows during the test. It runs alone, without network and without the site.

The page works with absolute times, so that a reload, a closed lid or a slow computer cannot make it wrong. The durations
come from here: the rounding of extra time is written once, in `schemas.timing`.
"""

from __future__ import annotations

from generator.language.languages import language
from generator.public.papers.bar import session_links
from generator.public.papers.environment import environment, json_block, script, security_policy, stylesheet
from generator.public.papers.times import planned_start
from generator.public.records import PublicCentre, PublicSession
from schemas.timing import duration_min

_SCRIPTS = ("timer.js",)


def timer_page(session: PublicSession, centre: PublicCentre) -> str:
    """The whole page `sessions/ID/minuteur.html`."""
    spoken = language(centre.language)
    said = spoken.phrases["timer"]
    day = spoken.typography.date_in_words(session.date)
    title = f"{session.room} · {day}"
    data = {
        "centre": centre.uai or centre.name,
        "session": session.id,
        "day": session.date.isoformat(),
        "warningMin": centre.test.warning_min,
        "warningSaid": spoken.typography.counted(centre.test.warning_min, spoken.phrases["briefing"]["minute"]),
        "language": centre.language,
        "rates": [
            {
                "label": spoken.typography.extra_time(percent),
                "minutes": duration_min(centre.test, percent),
            }
            for percent in (0, *centre.extra_time_percents)
        ],
        "say": {key.removeprefix("js_"): text for key, text in said.items() if key.startswith("js_")},
    }
    return (
        environment(centre.language)
        .get_template("timer.html")
        .render(
            page_title=f"{said['title']} · {title}",
            # Its service worker is the only file that the page may ask the site for.
            policy=f"{security_policy(*_SCRIPTS)}; worker-src 'self'",
            styles=stylesheet("paper.css", "timer.css"),
            scripts=[script(name) for name in _SCRIPTS],
            bar_links=session_links("timer", centre.language),
            say=said,
            heading=title,
            rows=1 + len(centre.extra_time_percents),
            planned=spoken.typography.clock(planned_start(session, centre.test)),
            data=json_block(data),
        )
    )
