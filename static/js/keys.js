// Keys for the inbox. The page declares them: data-key="e" on a button, data-key="g m" on a link, data-key="/" on a
// field; rows are the links in [data-rows]. `?` lists what is there. Everything works without this file.
const WAIT = 1200;
const help = document.getElementById("keys");
let begun = "";
let timer;

const isTyping = (element) => element.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-rows] a[data-row]")].filter((row) => row.checkVisibility());

function move(step) {
  const all = rows();
  const at = all.indexOf(document.activeElement.closest("tr, li")?.querySelector("a[data-row]"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function tick() {
  document.activeElement.closest("tr, li")?.querySelector("input[type=checkbox]")?.click();
}

function press(element) {
  element.closest("details")?.setAttribute("open", "");
  if (isTyping(element)) element.focus();
  else element.click();
}

function label(element) {
  const said = element.dataset.keyLabel || element.ariaLabel || element.labels?.[0]?.textContent || element.textContent;
  return said.replace(/\s+/g, " ").replace(/ [\d,.]+\+?$/, "").trim() || element.placeholder || "";
}

function line(key, words) {
  const term = document.createElement("dt");
  for (const one of key.split(" ")) term.append(Object.assign(document.createElement("kbd"), { textContent: one }), " ");
  return [term, Object.assign(document.createElement("dd"), { textContent: words })];
}

function showHelp() {
  const list = help?.querySelector("dl");
  if (!list || help.open) return;
  list.querySelectorAll("[data-found]").forEach((old) => old.remove());
  for (const element of document.querySelectorAll("[data-key]"))
    for (const part of line(element.dataset.key, label(element))) {
      part.dataset.found = "";
      list.append(part);
    }
  help.showModal();
}

function find(keys) {
  return [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === keys);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help?.open) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const keys = begun ? `${begun} ${event.key}` : event.key;
  const own = begun ? undefined : { j: () => move(1), k: () => move(-1), x: tick, "?": showHelp }[event.key];
  const found = find(keys);
  clearTimeout(timer);
  begun = "";
  if (own || found) {
    event.preventDefault();
    if (own) own();
    else press(found);
  } else if (keys === "g") {
    begun = keys;
    timer = setTimeout(() => (begun = ""), WAIT);
  }
});
