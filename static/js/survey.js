// Sends pages; what cannot go waits here, a day at most.
const STORE = "unsent";
let waiting = {}, pause = 1, busy = false, typed = 0, timer, tab;

const page = () => document.querySelector("form[data-unsent]");
const nameOf = (form) => form.elements.response?.value ?? form.action;

function stored(done) {
  let all = {};
  try {
    tab = sessionStorage[STORE] ??= `${Math.random()}`;
    const kept = Object.entries({ ...JSON.parse(localStorage[STORE] ?? "{}"), ...waiting });
    all = Object.fromEntries(kept.filter(([key, { at }]) => key !== done && Date.now() - at < 864e5));
    if (Object.keys(all).length) localStorage[STORE] = JSON.stringify(all);
    else delete localStorage[STORE];
  } catch {}
  return all;
}

function say(words, ok) {
  window.unsent?.replaceChildren(words);
  window.unsent?.classList.toggle("warn", !ok);
}

async function send(key, item) {
  const form = page(), body = new URLSearchParams(item.fields), signal = AbortSignal.timeout?.(20000);
  const answer = await fetch(item.action, { method: "POST", body, signal, headers: { "X-Sent-By": "script" } });
  if (answer.status >= 500) throw answer;
  const text = await answer.text(), next = answer.headers.get("X-Next");
  delete waiting[key];
  stored(key);
  const isHere = form && nameOf(form) === key;
  if (isHere ? typed > item.typed : item.tab !== tab) say(form?.dataset.sent, 1);
  else if (next) location.assign(next);
  else if ([422, 429].includes(answer.status)) show(text);
  else if (isHere) form.append(Object.assign(document.createElement("input"), item, { type: "hidden" })), form.submit();
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  document.title = fresh.title;
  document.body.replaceWith(fresh.body);
  document.querySelector("[autofocus], [role=alert]")?.focus();
}

async function sendAll() {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  const form = page(), mine = form && waiting[nameOf(form)];
  if (mine) mine.fields = `${new URLSearchParams([...new FormData(form), [mine.name, mine.value]])}`, mine.typed = typed;
  form?.setAttribute("aria-busy", !!mine);
  for (const [key, item] of Object.entries(waiting)) await send(key, item).catch(() => say(form?.dataset.unsent));
  busy = false;
  form?.removeAttribute("aria-busy");
  pause = Object.keys(waiting).length ? Math.min(60, 2 * pause) : 1;
  if (pause > 1) stored(), timer = setTimeout(sendAll, 1000 * pause);
}

addEventListener("submit", (event) => {
  const form = event.target, { name, value } = event.submitter ?? {};
  if (!name || !form.matches("[data-unsent]")) return;
  event.preventDefault();
  if (!busy) waiting[nameOf(form)] = { action: form.action, name, value, tab, at: Date.now() }, sendAll();
});
addEventListener("input", () => typed++);
addEventListener("online", sendAll);

// Back.
const form = page(), key = form?.elements.response, [{ type }] = performance.getEntriesByType("navigation"), own = history.state;
if (key && own && type === "back_forward") form.action = form.action.replace(key.value, key.value = own);
if (key) history.replaceState(key.value, "");
waiting = stored();
sendAll();
