// The room timer. The only thing kept is when the code was given, as an absolute time: everything else follows from the clock.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("donnees").textContent);
  const say = data.say;
  const at = (id) => document.getElementById(id);
  const key = `consigne-minuteur-${data.session}-${data.day}`;
  const MINUTE = 60000;
  const TOO_LATE = 15 * MINUTE; // a call missed for longer than this is history
  let start = null;
  let answered = new Set();
  let sounded = new Set();
  let sound = null;

  const two = (number) => String(number).padStart(2, "0");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  function clock(moment) {
    const time = new Date(moment);
    if (data.language === "fr") return `${time.getHours()}\u202fh\u202f${two(time.getMinutes())}`;
    return `${two(time.getHours())}:${two(time.getMinutes())}`;
  }
  function isoDay(moment) {
    const day = new Date(moment);
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  }

  // --- what survives a reload ---------------------------------------------------------------------------------------
  function remember() {
    try {
      if (start === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ start, answered: [...answered] }));
    } catch {
      at("memoire").textContent = say.no_memory;
      at("memoire").hidden = false;
    }
  }
  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "null");
      if (kept && Number.isFinite(kept.start)) {
        start = kept.start;
        answered = new Set(Array.isArray(kept.answered) ? kept.answered : []);
      }
    } catch {
      start = null;
    }
  }

  // --- the calls: five minutes before each end, and each end --------------------------------------------------------
  function calls() {
    return data.rates.flatMap((rate, index) => {
      const end = start + rate.minutes * MINUTE;
      return [
        { id: `w${index}`, when: end - data.warningMin * MINUTE, text: say.warn, rate },
        { id: `e${index}`, when: end, text: say.over, rate },
      ];
    });
  }
  function due(now) {
    return calls()
      .filter((call) => call.when <= now && now - call.when < TOO_LATE && !answered.has(call.id))
      .sort((one, other) => other.when - one.when)[0];
  }
  let shown = "";
  function announce(now) {
    const call = start === null ? undefined : due(now);
    const ago = call ? Math.floor((now - call.when) / MINUTE) : 0;
    const wanted = call ? `${call.id} ${ago}` : "";
    if (wanted === shown) return;
    const isNew = call && !shown.startsWith(`${call.id} `);
    shown = wanted;
    if (!call) {
      at("appel").replaceChildren();
      return;
    }
    const who = data.rates.length > 1 ? `${call.rate.label} : ` : "";
    const text = document.createElement("p");
    text.textContent = who + fill(call.text, { minutes: data.warningMin });
    const late = document.createElement("p");
    late.className = "note";
    late.textContent = ago >= 1 ? fill(say.ago, { minutes: ago }) : "";
    const done = document.createElement("button");
    done.type = "button";
    done.textContent = say.said;
    done.addEventListener("click", () => {
      for (const each of calls()) if (each.when <= call.when) answered.add(each.id);
      remember();
      tick();
    });
    if (isNew || !at("appel").firstChild) {
      at("appel").replaceChildren(text, late, done);
    } else {
      at("appel").querySelector(".note").textContent = late.textContent;
    }
    if (!sounded.has(call.id)) {
      sounded.add(call.id);
      if (at("son").checked) beep();
    }
  }
  function beep() {
    try {
      sound = sound || new AudioContext();
      sound.resume();
      for (const offset of [0, 0.4, 0.8]) {
        const tone = sound.createOscillator();
        const volume = sound.createGain();
        tone.frequency.value = 880;
        volume.gain.value = 0.3;
        tone.connect(volume).connect(sound.destination);
        tone.start(sound.currentTime + offset);
        tone.stop(sound.currentTime + offset + 0.2);
      }
    } catch {
      at("memoire").textContent = say.no_sound;
      at("memoire").hidden = false;
    }
  }

  // --- what is shown ------------------------------------------------------------------------------------------------
  function left(milliseconds) {
    if (milliseconds <= 0) return say.finished;
    const minutes = Math.ceil(milliseconds / MINUTE);
    return minutes >= 60 ? `${Math.floor(minutes / 60)}\u202fh\u202f${two(minutes % 60)}` : `${minutes}\u202fmin`;
  }
  function row(rate, now) {
    const end = start + rate.minutes * MINUTE;
    const line = document.createElement("tr");
    if (now >= end) line.className = "over";
    else if (now >= end - data.warningMin * MINUTE) line.className = "soon";
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = rate.label;
    line.append(head);
    for (const text of [clock(end - data.warningMin * MINUTE), clock(end), left(end - now)]) {
      const cell = document.createElement("td");
      cell.textContent = text;
      line.append(cell);
    }
    return line;
  }
  let drawn = "";
  function tick() {
    const now = Date.now();
    at("heure").textContent = clock(now);
    at("avant").hidden = start !== null;
    at("pendant").hidden = start === null;
    at("autre-jour").hidden = isoDay(now) === data.day;
    const state = start === null ? "" : `${start} ${Math.ceil(now / 1000)}`;
    if (start !== null && state !== drawn) {
      drawn = state;
      at("commence").textContent = fill(say.given, { time: clock(start) });
      at("fins").replaceChildren(...data.rates.map((rate) => row(rate, now)));
    }
    announce(now);
  }

  // --- what one can do ----------------------------------------------------------------------------------------------
  function begin(moment) {
    start = moment;
    answered = new Set();
    sounded = new Set();
    shown = "";
    at("appel").replaceChildren();
    remember();
    stayAwake();
    tick();
  }
  async function stayAwake() {
    try {
      if (start !== null && navigator.wakeLock) await navigator.wakeLock.request("screen");
    } catch {
      // The screen may then go dark; the times stay right.
    }
  }
  at("donner").addEventListener("click", () => begin(Date.now()));
  at("saisir").addEventListener("submit", (event) => {
    event.preventDefault();
    const [hours, minutes] = at("debut").value.split(":").map(Number);
    const moment = new Date();
    moment.setHours(hours, minutes, 0, 0);
    begin(moment.getTime());
  });
  at("corriger").addEventListener("click", () => {
    const given = new Date(start);
    start = null;
    at("appel").replaceChildren();
    shown = "";
    tick();
    at("debut").value = `${two(given.getHours())}:${two(given.getMinutes())}`;
    at("debut").focus();
  });
  at("effacer").addEventListener("click", () => at("confirmer").showModal());
  at("confirmer").addEventListener("close", () => {
    if (at("confirmer").returnValue !== "oui") return;
    start = null;
    answered = new Set();
    remember();
    tick();
    at("donner").focus();
  });
  at("plein").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else at("minuteur").requestFullscreen().catch(() => {});
  });
  at("essai").addEventListener("click", beep);
  // Shown as it is typed, kept nowhere: no storage, no address, and gone with the page.
  at("code").addEventListener("input", () => {
    at("code-montre").textContent = at("code").value;
    at("code-montre").hidden = at("code").value === "";
  });
  at("code-form").addEventListener("submit", (event) => event.preventDefault());

  at("autre-jour").textContent = say.other_day;
  at("code").value = "";
  recall();
  tick();
  setInterval(tick, 500);
  for (const event of ["visibilitychange", "pageshow", "focus"]) {
    (event === "visibilitychange" ? document : window).addEventListener(event, () => {
      tick();
      stayAwake();
    });
  }
})();
