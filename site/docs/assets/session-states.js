/* Data quality: says of each session whether its date is to come, today or past, by the date that this browser shows.
   All words come from the table's own data attributes. */
(function () {
  "use strict";
  const table = document.getElementById("etat-des-sessions");
  if (!table) return;

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function label() {
    const now = today();
    for (const row of table.querySelectorAll("[data-date]")) {
      // ISO dates compare as text.
      const state = row.dataset.date === now ? "today" : row.dataset.date > now ? "coming" : "past";
      const words = { today: table.dataset.stateToday, coming: table.dataset.stateComing, past: table.dataset.statePast };
      row.dataset.state = state;
      row.querySelector(".cs-when-state").textContent = words[state];
    }
  }

  label();
  // A page left open overnight is right again in the morning.
  addEventListener("pageshow", label);
  document.addEventListener("visibilitychange", label);
})();
