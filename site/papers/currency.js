// Says whether the paper whose QR code was scanned is still current. The page knows its own version and what changed since others.
(function () {
  "use strict";
  const known = JSON.parse(document.getElementById("versions").textContent);
  const asked = new URLSearchParams(location.search).get("v");
  const place = document.getElementById("actualite");
  if (asked === null || !place) return;
  const changes = Object.hasOwn(known.past, asked) ? known.past[asked] : null;
  if (asked === known.current) {
    place.textContent = known.say.current;
  } else if (changes) {
    place.textContent = `${known.say.changed} ${changes.join(", ")}. ${known.say.reprint}`;
    place.classList.add("is-old");
  } else {
    place.textContent = known.say.unknown;
    place.classList.add("is-old");
  }
  place.hidden = false;
})();
