// The room timer. What counts is when the code was given, kept as an absolute time: everything else follows from the clock.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("donnees").textContent);
  const say = data.say;
  const at = (id) => document.getElementById(id);
  // Sites of several centres may share an address, and pages opened from a disk share one memory.
  const key = `consigne-minuteur-${data.centre}-${data.session}-${data.day}`;
  const MINUTE = 60000;
  const TOO_LATE = 15 * MINUTE; // a call missed for longer than this is history
  const AHEAD = 10 * MINUTE; // how far the clock of the room may be ahead of the computer's
  const FORGOTTEN = 240 * MINUTE; // a start is that of a rehearsal once its last end is so long ago
  const LONGEST = Math.max(...data.rates.map((rate) => rate.minutes)) * MINUTE;
  let start = null;
  let isCorrecting = false;
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
  function tell(id, text) {
    at(id).textContent = text;
    at(id).hidden = text === "";
  }

  // --- what survives a reload, and is shared with the same timer in another window ------------------------------------
  let kept = null;
  function remember() {
    kept = JSON.stringify({ start, answered: [...answered], sound: at("son").checked });
    try {
      localStorage.setItem(key, kept);
    } catch {
      tell("memoire", say.no_memory);
    }
  }
  function recall() {
    let found = null;
    try {
      found = localStorage.getItem(key);
    } catch {
      tell("memoire", say.no_memory);
      return;
    }
    if (found === kept) return;
    kept = found;
    let past = {};
    try {
      past = JSON.parse(found) || {};
    } catch {
      // Not ours.
    }
    start = Number.isFinite(past.start) ? past.start : null;
    answered = new Set(Array.isArray(past.answered) ? past.answered : []);
    at("son").checked = past.sound === true;
  }

  // --- the calls: before each end, and at each end ------------------------------------------------------------------
  // The last one due of each rate, the newest first.
  function due(now) {
    return data.rates
      .flatMap((rate, index) => {
        const end = start + rate.minutes * MINUTE;
        const both = [
          { id: `e${index}`, when: end, text: say.over, rate },
          { id: `w${index}`, when: end - data.warningMin * MINUTE, text: say.warn, rate },
        ];
        return both.filter((call) => call.when <= now).slice(0, 1);
      })
      .filter((call) => now - call.when < TOO_LATE && !answered.has(call.id))
      .sort((one, other) => other.when - one.when);
  }
  let shown = [];
  function announce(now) {
    const calls = start === null ? [] : due(now);
    const wanted = calls.map((call) => call.id);
    // The words change with the calls only: a screen reader says them again at each change.
    if (wanted.join() !== shown.join()) {
      shown = wanted;
      at("dire").replaceChildren(
        ...calls.map((call) => {
          const what = fill(call.text, { left: data.warningSaid });
          const text = document.createElement("p");
          text.textContent = data.rates.length > 1 ? fill(say.call, { who: call.rate.label, what }) : what;
          return text;
        }),
      );
      at("appel").hidden = calls.length === 0;
      at("minuteur").classList.toggle("calling", calls.length > 0);
      const isNew = calls.some((call) => !sounded.has(call.id));
      for (const call of calls) sounded.add(call.id);
      if (isNew && at("son").checked) beep();
    }
    const ago = calls.length ? Math.floor((now - calls[0].when) / MINUTE) : 0;
    tell("retard", ago >= 1 ? fill(say.ago, { minutes: ago }) : "");
  }

  // --- the sound: browsers allow none before the first click or key of a page -----------------------------------------
  function allowSound() {
    try {
      sound = sound || new AudioContext();
      sound.resume();
      if (at("bruit").textContent === say.sound_waits) tell("bruit", "");
    } catch {
      tell("bruit", say.no_sound);
    }
  }
  function beep() {
    allowSound();
    if (!sound) return;
    for (const offset of [0, 0.4, 0.8]) {
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      tone.frequency.value = 880;
      volume.gain.value = 0.3;
      tone.connect(volume).connect(sound.destination);
      tone.start(sound.currentTime + offset);
      tone.stop(sound.currentTime + offset + 0.2);
    }
  }

  // --- what is shown ------------------------------------------------------------------------------------------------
  function left(milliseconds) {
    if (milliseconds <= 0) return say.finished;
    const minutes = Math.ceil(milliseconds / MINUTE);
    return minutes >= 60 ? `${Math.floor(minutes / 60)}\u202fh\u202f${two(minutes % 60)}` : `${minutes}\u202fmin`;
  }
  function state(rate, now) {
    const end = start + rate.minutes * MINUTE;
    const warning = end - data.warningMin * MINUTE;
    const when = now >= end ? "over" : now >= warning ? "soon" : "";
    return [when, rate.label, clock(warning), clock(end), left(end - now)];
  }
  function row([when, label, ...texts]) {
    const line = document.createElement("tr");
    line.className = when;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = label;
    line.append(head);
    for (const text of texts) line.insertCell().textContent = text;
    return line;
  }
  let drawn = "";
  function tick() {
    recall();
    const now = Date.now();
    if (start !== null && now > start + LONGEST + FORGOTTEN) start = null;
    at("heure").textContent = clock(now);
    at("avant").hidden = start !== null;
    at("saisir").hidden = start !== null && !isCorrecting;
    at("pendant").hidden = start === null;
    at("corriger").hidden = isCorrecting;
    at("annuler").hidden = !isCorrecting;
    at("autre-jour").hidden = isoDay(start ?? now) === data.day;
    const states = start === null ? [] : data.rates.map((rate) => state(rate, now));
    if (`${start} ${states}` !== drawn) {
      drawn = `${start} ${states}`;
      at("commence").textContent = start === null ? "" : fill(say.given, { time: clock(start) });
      at("fins").replaceChildren(...states.map(row));
    }
    announce(now);
  }

  // --- what one can do ----------------------------------------------------------------------------------------------
  function begin(moment) {
    start = moment;
    isCorrecting = false;
    answered = new Set();
    sounded = new Set();
    shown = [];
    at("debut").value = "";
    tell("refus", "");
    remember();
    stayAwake();
    tick();
    at("commence").focus();
  }
  async function stayAwake() {
    try {
      if (start !== null && navigator.wakeLock) await navigator.wakeLock.request("screen");
    } catch {
      // The screen may then go dark; the times stay right.
    }
  }
  // The last moment at which a clock showed this time, be it yesterday.
  function lastAt(time, now) {
    const [hours, minutes] = time.split(":").map(Number);
    const moment = new Date(now);
    moment.setHours(hours, minutes, 0, 0);
    if (moment.getTime() > now + AHEAD) moment.setDate(moment.getDate() - 1);
    return moment.getTime();
  }
  at("donner").addEventListener("click", () => begin(Date.now()));
  at("saisir").addEventListener("submit", (event) => {
    event.preventDefault();
    const now = Date.now();
    const moment = lastAt(at("debut").value, now);
    if (moment + LONGEST > now) begin(moment);
    else tell("refus", fill(say.refused, { time: clock(moment), now: clock(now) }));
  });
  at("corriger").addEventListener("click", () => {
    const given = new Date(start);
    isCorrecting = true;
    tick();
    at("debut").value = `${two(given.getHours())}:${two(given.getMinutes())}`;
    at("debut").focus();
  });
  at("annuler").addEventListener("click", () => {
    isCorrecting = false;
    tell("refus", "");
    tick();
    at("corriger").focus();
  });
  at("effacer").addEventListener("click", () => {
    at("confirmer").returnValue = ""; // else the Escape key would answer as the last time
    at("confirmer").showModal();
  });
  at("confirmer").addEventListener("close", () => {
    if (at("confirmer").returnValue !== "oui") return;
    start = null;
    isCorrecting = false;
    answered = new Set();
    remember();
    tick();
    at("donner").focus();
  });
  at("dit").addEventListener("click", () => {
    for (const id of shown) answered.add(id);
    remember();
    tick();
    at("commence").focus();
  });
  at("plein").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else at("minuteur").requestFullscreen().catch(() => {});
  });
  at("son").addEventListener("change", () => {
    remember();
    if (at("son").checked) allowSound();
  });
  at("essai").addEventListener("click", beep);
  // Shown as it is typed, kept nowhere: no storage, no address, and gone with the page.
  at("code").addEventListener("input", () => tell("code-montre", at("code").value));
  at("code-form").addEventListener("submit", (event) => event.preventDefault());

  at("autre-jour").textContent = say.other_day;
  at("code").value = "";
  tick();
  if (at("son").checked) {
    tell("bruit", say.sound_waits);
    for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, allowSound, { once: true });
  }
  setInterval(tick, 500);
  for (const event of ["visibilitychange", "pageshow", "focus"]) {
    (event === "visibilitychange" ? document : window).addEventListener(event, () => {
      tick();
      stayAwake();
    });
  }
  // On a site, the page is kept by the browser: reloaded while the network is cut, it opens all the same.
  if (location.protocol.startsWith("http") && navigator.serviceWorker) {
    navigator.serviceWorker.register("../../hors-ligne.js", { scope: "../" }).catch(() => {});
  }
})();
