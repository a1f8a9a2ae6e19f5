// A hall screen: the hour, and the plain word when it was disconnected.

import { keepTime } from "./clock.js";

keepTime();

function cut() {
  document.body.classList.add("is-cut");
  document.querySelector(".cf-screen__shown")?.remove();
  document.getElementById("screen-countdown")?.remove();
}

document.addEventListener("live:disconnected", cut);
document.addEventListener("live:refused", cut);
