/* Home page: groups the days into today, coming (by week) and past, by the date that this browser shows, and filters them.
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

  // The days, with a heading before the first of each week.
  function byWeek(some) {
    let week = "";
    return some.flatMap((day) => {
      const isNew = day.dataset.week !== week;
      week = day.dataset.week;
      return isNew ? [element("p", "cs-week", week), day] : [day];
    });
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
      group("coming", words.groupComing, of.coming.length ? byWeek(of.coming) : none(words.nothingComing)),
      ...(of.past.length ? [folded(`${words.groupPast} (${sessionCount})`, byWeek(of.past.reverse()))] : []),
    );
  }

  // --- the filter ---------------------------------------------------------------------------------------------------
  const cards = days.flatMap((day) => [...day.querySelectorAll(".cs-card")].map((card) => ({ card, day })));
  const people = (card) => [...card.querySelectorAll(".cs-name")].map((name) => name.textContent);
  const roomOf = (card) => card.querySelector(".cs-room").textContent;
  const sorted = (values) => [...new Set(values)].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
  const nothing = element("p", "cs-nothing", "");
  nothing.setAttribute("role", "status");

  function field(name, text, input) {
    const made = element("label", "", `${text} `);
    input.name = name;
    made.append(input);
    return made;
  }

  function choice(all, values) {
    const select = element("select", "");
    select.append(new Option(all, ""), ...values.map((value) => new Option(value, value)));
    return select;
  }

  function filter(form) {
    const { date, room, invigilator } = form.elements;
    let count = 0;
    for (const { card, day } of cards) {
      card.hidden = Boolean(
        (date.value && day.dataset.date !== date.value) ||
          (room.value && roomOf(card) !== room.value) ||
          (invigilator && invigilator.value && !people(card).includes(invigilator.value)),
      );
      count += card.hidden ? 0 : 1;
    }
    for (const day of days) day.hidden = !day.querySelector(".cs-card:not([hidden])");
    const isOn = count < cards.length;
    list.classList.toggle("is-filtered", isOn);
    if (isOn) for (const details of list.querySelectorAll("details")) details.open = true;
    nothing.textContent = count ? "" : words.filterNone;
  }

  function addFilter() {
    const form = element("form", "cs-filter");
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", words.filter);
    const date = element("input", "");
    date.type = "date";
    form.append(
      field("date", words.filterDate, date),
      field("room", words.filterRoom, choice(words.filterAll, sorted(cards.map(({ card }) => roomOf(card))))),
    );
    const names = sorted(cards.flatMap(({ card }) => people(card)));
    if (names.length) form.append(field("invigilator", words.filterInvigilator, choice(words.filterAnyone, names)));
    const clear = element("button", "", words.filterClear);
    clear.type = "reset";
    form.append(clear);
    form.addEventListener("input", () => filter(form));
    form.addEventListener("reset", () => setTimeout(() => filter(form)));
    form.addEventListener("submit", (event) => event.preventDefault());
    nothing.textContent = "";
    list.before(form, nothing);
  }

  // A calendar program follows an address of the web; a folder has none.
  const subscribe = document.getElementById("s-abonner");
  if (location.protocol.startsWith("http")) {
    subscribe.href = subscribe.href.replace(/^https?:/, "webcal:");
    subscribe.hidden = false;
  }

  arrange();
  if (cards.length > 3) addFilter();
  // A page left open overnight is right again in the morning.
  addEventListener("pageshow", arrange);
  document.addEventListener("visibilitychange", arrange);
})();
