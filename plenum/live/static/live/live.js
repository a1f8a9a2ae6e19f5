/* What changes on the server comes into the page by itself.
 *
 *   <body data-live="conference:12,person:7" data-live-cursor="17,4">   the channels, and where the page stood when made
 *   <body … data-live-device="TOKEN">                                   a screen without an account
 *
 * One stream carries all channels of the page. An event whose payload has "fragments": {"id": "<html>"} replaces those
 * elements; every event is told to the page as CustomEvent("live:<kind>", {detail: {channel, seq, at, payload}}) on
 * document. "live:refused" says that the right to listen is gone. `<body data-live-state>` is one of connecting,
 * open, lost, polling, resting, refused.
 *
 *   <span data-countdown data-start="2026-11-23T02:00:00Z" data-seconds="300"></span>   ticks by the server's clock
 *
 * Needs no build, no inline code and no eval; works as a module and as a deferred script.
 */
(() => {
  "use strict";

  const LOST_AFTER = 2000; // without a stream, before anything is shown
  const GREETED_WITHIN = 5000; // a stream that says nothing so long is perhaps held back by a proxy
  const DEAD_AFTER = 40000; // the server gives a sign of life each 15 s
  const REST_AFTER = 30000; // a hidden page gives its connection back: a browser has six for all its tabs
  const POLL_EACH = 3000;
  const TRY_STREAM_EACH = 60000;
  const TICK = 250;
  const WORDS = { vi: "Đang kết nối lại…", ru: "Восстанавливаем связь…", en: "Reconnecting…" };

  const body = document.body;
  const language = document.documentElement.lang || "vi";
  const channels = (body.dataset.live || "").split(",").filter(Boolean);
  const cursor = (body.dataset.liveCursor || "").split(",");
  const jitter = (milliseconds) => milliseconds * (0.5 + Math.random());

  // ---- the server's clock

  const offsets = []; // the last measurements, in milliseconds
  const serverNow = () => Date.now() + (offsets.length ? Math.max(...offsets) : 0);

  // A message is late by its way, never early: the largest of the last differences is the nearest to the truth.
  const setClock = (at) => {
    offsets.push(Date.parse(at) - Date.now());
    if (offsets.length > 8) offsets.shift();
  };

  // ---- countdowns

  const inWords = (seconds) => {
    const pad = (number) => String(number).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    return minutes < 60
      ? `${pad(minutes)}:${pad(seconds % 60)}`
      : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
  };

  const tick = () => {
    for (const element of document.querySelectorAll("[data-countdown]")) {
      const start = Date.parse(element.dataset.start);
      const seconds = Number(element.dataset.seconds);
      if (Number.isNaN(start) || Number.isNaN(seconds)) continue;
      const passed = Math.max(0, (serverNow() - start) / 1000);
      const left = Math.max(0, Math.ceil(seconds - passed));
      const shown = inWords(left);
      if (element.textContent !== shown) element.textContent = shown;
      if ((left === 0) !== ("over" in element.dataset)) element.toggleAttribute("data-over", left === 0);
    }
  };
  setInterval(tick, TICK);
  tick();

  if (!channels.length) return;

  // ---- the bar

  let bar = document.getElementById("live-bar");
  let barTimer = 0;

  const madeBar = () => {
    const made = document.createElement("div");
    made.id = "live-bar";
    made.className = "pl-live-bar";
    made.setAttribute("role", "status");
    made.setAttribute("aria-live", "polite");
    made.hidden = true;
    Object.assign(made.style, {
      position: "fixed", insetInline: "0", top: "0", zIndex: "2000", padding: "3px 16px", textAlign: "center",
      fontSize: "0.8125rem", fontWeight: "600", color: "var(--warn, #8a4f00)", background: "var(--warn-soft, #fdf3e3)",
    });
    body.prepend(made);
    return made;
  };

  const showBar = () => {
    bar = bar && bar.isConnected ? bar : document.getElementById("live-bar") || madeBar();
    bar.textContent = bar.dataset.words || WORDS[language.slice(0, 2)] || WORDS.en;
    bar.hidden = false;
  };

  const setState = (state) => {
    body.dataset.liveState = state;
    const lost = state === "connecting" || state === "lost";
    if (lost) {
      barTimer = barTimer || setTimeout(showBar, LOST_AFTER);
      return;
    }
    clearTimeout(barTimer);
    barTimer = 0;
    if (bar && !bar.hidden) {
      bar.hidden = true;
      bar.textContent = "";
    }
  };

  // ---- what an event does to the page

  const selectionOf = (field) => {
    try {
      return [field.selectionStart, field.selectionEnd];
    } catch {
      return null; // a kind of field that has none
    }
  };

  // The field somebody is in stays as it is: its focus, what was typed, the place of the caret.
  const keepFocus = (old) => {
    const field = document.activeElement;
    if (!field || field === body || !old.contains(field)) return () => {};
    const key = field.id ? `#${CSS.escape(field.id)}` : field.name ? `[name="${CSS.escape(field.name)}"]` : null;
    const typed = "value" in field && field.value !== field.defaultValue ? field.value : null;
    const selection = selectionOf(field);
    return (fresh) => {
      const same = key && (fresh.matches(key) ? fresh : fresh.querySelector(key));
      if (!same) {
        fresh.tabIndex = fresh.tabIndex < 0 ? -1 : fresh.tabIndex;
        fresh.focus({ preventScroll: true });
        return;
      }
      if (typed !== null) same.value = typed;
      same.focus({ preventScroll: true });
      if (selection && selection[0] !== null && same.setSelectionRange) same.setSelectionRange(...selection);
    };
  };

  const replace = (id, html) => {
    const old = document.getElementById(id);
    if (!old) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    if (!fresh) return;
    const restore = keepFocus(old);
    old.replaceWith(fresh);
    if (window.htmx) window.htmx.process(fresh);
    restore(fresh);
  };

  const replaceAll = (payload) => {
    if (payload && payload.fragments) for (const [id, html] of Object.entries(payload.fragments)) replace(id, html);
  };

  const tell = (kind, detail) => document.dispatchEvent(new CustomEvent(`live:${kind}`, { detail }));

  const apply = ({ channel, seq, at, kind, payload }) => {
    const index = channels.indexOf(channel);
    if (index < 0 || (kind !== "snapshot" && seq <= Number(cursor[index] || -1))) return;
    cursor[index] = String(seq);
    if (kind === "snapshot") Object.values(payload).forEach(replaceAll);
    else replaceAll(payload);
    tell(kind, { channel, seq, at, payload });
    tick();
  };

  const moveCursor = (text) => {
    const parts = text.split(",");
    if (parts.length === channels.length) parts.forEach((part, index) => (cursor[index] = part));
  };

  // ---- the stream, and polling where a proxy holds the stream back

  let source = null;
  let greeted = false;
  let lastSign = 0;
  let failures = 0;
  let timer = 0; // the next thing to do: connect again, look whether the stream was greeted, poll
  let polling = false;
  let triedStreamAt = 0;
  let restTimer = 0;

  const address = (path) => {
    const query = new URLSearchParams({ lang: language, after: cursor.join(",") });
    if (body.dataset.liveDevice) query.set("device", body.dataset.liveDevice);
    return `/live/${channels.map(encodeURIComponent).join(",")}${path}?${query}`;
  };

  const later = (act, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };

  const close = () => {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
    greeted = false;
  };

  const refuse = (status) => {
    close();
    setState("refused");
    tell("refused", { status });
  };

  const sign = () => {
    lastSign = Date.now();
    if (!greeted) return;
    failures = 0;
    polling = false;
    setState("open");
  };

  const open = () => {
    close();
    if (!polling) setState(failures ? "lost" : "connecting");
    triedStreamAt = Date.now();
    const mine = new EventSource(address(""));
    source = mine;
    const heard = (act) => (event) => {
      if (source !== mine) return;
      act(event);
      if (event.lastEventId) moveCursor(event.lastEventId);
      sign();
    };
    mine.addEventListener("hello", heard((event) => {
      greeted = true;
      clearTimeout(timer);
      setClock(JSON.parse(event.data).at);
    }));
    mine.addEventListener("snapshot", heard((event) => apply(JSON.parse(event.data))));
    mine.addEventListener("message", heard((event) => apply(JSON.parse(event.data))));
    mine.addEventListener("error", () => {
      if (source !== mine) return;
      greeted = false;
      if (!polling) setState("lost");
      // A broken connection the browser opens again by itself, after the time the server drew for it; an answer that
      // was no stream ends the source, and then it is for us to find out why.
      if (mine.readyState === EventSource.CLOSED) later(probe, jitter(Math.min(30000, 1000 * 2 ** failures++)));
      else later(probe, DEAD_AFTER);
    });
    later(probe, GREETED_WITHIN);
  };

  // No greeting came. An ordinary request tells whether it is the right, the way, or something that holds streams back.
  const probe = async () => {
    const waited = source && source.readyState !== EventSource.CLOSED;
    const answer = await poll();
    if (greeted || answer === "refused" || document.hidden) return;
    if (answer === "answered" && waited) polling = true;
    if (answer === "answered" && polling) pollOn();
    else open();
  };

  const poll = async () => {
    try {
      const options = { cache: "no-store", headers: { Accept: "application/json" } };
      const response = await fetch(address("/poll"), options);
      if (response.status === 403 || response.status === 404) {
        refuse(response.status);
        return "refused";
      }
      if (!response.ok) return "failed";
      const { cursor: place, at, events } = await response.json();
      if (greeted) return "answered"; // the stream was faster
      setClock(at);
      events.forEach(apply);
      moveCursor(place);
      return "answered";
    } catch {
      return "failed";
    }
  };

  const pollOn = () => {
    close();
    setState("polling");
    later(async () => {
      if (Date.now() - triedStreamAt > TRY_STREAM_EACH) return open();
      const answer = await poll();
      if (answer === "refused") return;
      if (answer === "failed") {
        polling = false;
        failures += 1;
        open();
      } else {
        pollOn();
      }
    }, jitter(POLL_EACH));
  };

  const rest = () => {
    close();
    polling = false;
    setState("resting");
  };

  const wake = () => {
    clearTimeout(restTimer);
    if (body.dataset.liveState === "refused") return;
    if (!source && !polling) open();
    else if (source && Date.now() - lastSign > DEAD_AFTER) open();
  };

  document.addEventListener("visibilitychange", () => {
    clearTimeout(restTimer);
    if (document.hidden) restTimer = setTimeout(rest, REST_AFTER);
    else wake();
  });
  window.addEventListener("pagehide", rest); // also lets the browser keep the page for the way back
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  window.addEventListener("online", () => body.dataset.liveState === "lost" && open());
  setInterval(() => {
    if (source && greeted && Date.now() - lastSign > DEAD_AFTER) open();
  }, 5000);

  open();
})();
