// <local-time><time datetime="…" title="exact">…</time></local-time>: the server's text in the reader's own zone.
// A page whose <html> has data-timezone is already in the reader's zone; there only ages ("3 h ago") are kept fresh.
const root = document.documentElement;
const language = root.lang.startsWith("en") ? "en-GB" : root.lang || undefined;
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function age(date) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS[2];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

function exact(date, style) {
  const options = { date: { dateStyle: "medium" }, time: { timeStyle: "short" } };
  const both = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(language, options[style] ?? both).format(date);
}

class LocalTime extends HTMLElement {
  connectedCallback() {
    this.time = this.querySelector("time");
    this.date = new Date(this.time?.dateTime);
    if (Number.isNaN(this.date.getTime())) return;
    if (!root.dataset.timezone) this.time.title = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" }).format(this.date);
    this.show();
    if (this.getAttribute("mode") === "age") this.timer = setInterval(() => this.show(), 30000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const mode = this.getAttribute("mode");
    if (mode === "age") this.time.textContent = age(this.date);
    else if (mode !== "span" && !root.dataset.timezone) this.time.textContent = exact(this.date, mode);
  }
}

customElements.define("local-time", LocalTime);
