// A hall screen: the hour, and the plain word when it was disconnected.

import { keepTime } from "./clock.js";

keepTime();

function cut() {
  document.body.classList.add("is-cut");
  document.querySelector(".cf-screen__shown")?.remove();
  document.getElementById("screen-countdown")?.remove();
}

/** Whether the token of this page still opens it; without an answer nothing is known and nothing changes. */
async function look() {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer?.ok && (await answer.text()).includes('data-cut="1"')) cut();
}

document.addEventListener("live:disconnected", cut);
document.addEventListener("live:refused", cut);

// A stream may end before it has told why: then the page asks once, so that the hall knows at once.
new MutationObserver(() => document.body.dataset.liveState === "lost" && look()).observe(document.body, {
  attributeFilter: ["data-live-state"],
});
