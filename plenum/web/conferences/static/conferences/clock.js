// The hour of the day and the bars of countdowns: both follow from the device's clock, nothing is fetched.

/** The hour in the time zone of the province, whatever the device believes. */
function hour(now, timeZone) {
  return new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone }).format(now);
}

/** Keep every [data-clock] and [data-bar] of the page right until it is closed. */
export function keepTime() {
  const turn = () => {
    const now = new Date();
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const shown = hour(now, clock.dataset.clock);
      if (clock.textContent !== shown) clock.textContent = shown;
    }
    for (const bar of document.querySelectorAll("[data-bar]")) {
      bar.value = Math.max(0, bar.max - (now - new Date(bar.dataset.start)) / 1000);
    }
  };
  turn();
  setInterval(turn, 250);
}
