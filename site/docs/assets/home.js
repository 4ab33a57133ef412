/* Home page: groups the days into today, coming and past, by the date that this browser shows.
   Without this script the page lists every session by date. All words come from the page's own data attributes. */
(function () {
  "use strict";
  const list = document.getElementById("liste-des-sessions");
  if (!list) return;
  const words = list.dataset;
  const days = [...list.querySelectorAll(".cs-day")];
  let shownToday = "";

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function group(name, heading, content) {
    const section = element("section", `cs-group cs-group--${name}`);
    section.append(element("h2", "", heading), ...content);
    return section;
  }

  function folded(heading, content) {
    const details = element("details", "cs-group cs-group--past");
    const summary = element("summary", "");
    summary.append(element("h2", "", heading));
    details.append(summary, ...content);
    return details;
  }

  function label(day, state) {
    day.dataset.state = state;
    const word = { today: words.stateToday, coming: words.stateComing, past: words.statePast }[state];
    for (const chip of day.querySelectorAll(".cs-state")) chip.textContent = word;
  }

  function arrange() {
    const now = today();
    if (now === shownToday) return;
    shownToday = now;
    // ISO dates compare as text.
    const state = (day) => (day.dataset.date === now ? "today" : day.dataset.date > now ? "coming" : "past");
    const of = { today: [], coming: [], past: [] };
    for (const day of days) {
      label(day, state(day));
      of[state(day)].push(day);
    }
    const none = (text) => [element("p", "cs-none", text)];
    const sessionCount = of.past.reduce((sum, day) => sum + day.querySelectorAll(".cs-card").length, 0);
    list.replaceChildren(
      group("today", words.groupToday, of.today.length ? of.today : none(words.noSessionToday)),
      group("coming", words.groupComing, of.coming.length ? of.coming : none(words.nothingComing)),
      ...(of.past.length ? [folded(`${words.groupPast} (${sessionCount})`, of.past.reverse())] : []),
    );
  }

  arrange();
  // A page left open overnight is right again in the morning.
  addEventListener("pageshow", arrange);
  document.addEventListener("visibilitychange", arrange);
})();
