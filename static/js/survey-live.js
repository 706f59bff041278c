// Shows at once what an answer changes; nothing is saved.
let revision = 0, timer, focus, appeared;

function changed({ target, isComposing }) {
  const form = target.form, asked = ++revision;
  if (!form?.matches("[data-live]")) return;
  clearTimeout(timer);
  if (!isComposing) timer = setTimeout(look, target.matches("[type=radio], [type=checkbox], select") ? 50 : 600, form, asked);
}

async function look(form, asked) {
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "look");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const text = answer?.status === 200 ? await answer.text() : "";
  // Unless asked again since.
  if (text && asked === revision && form.isConnected) take(form, new DOMParser().parseFromString(text, "text/html"));
}

function take(form, fresh) {
  focus = document.activeElement;
  appeared = [];
  const top = focus.getBoundingClientRect().top;
  merge(form.querySelector(".questions"), fresh.querySelector(".questions"));
  for (const part of [".survey-progress", ".survey-actions"]) {
    const old = document.querySelector(part), now = fresh.querySelector(part);
    if (old && now && bare(old) !== bare(now) && !old.contains(focus)) old.replaceWith(now);
  }
  scrollBy(0, focus.getBoundingClientRect().top - top);
  const titles = appeared.map((node) => node.querySelector(".question-title, h2")?.textContent);
  if (titles.length) document.getElementById("appeared").textContent = form.dataset.live + titles.join(" · ");
}

function merge(live, fresh) {
  const known = new Map([...live.children].map((node) => [node.id, node]));
  let last;
  for (const node of [...fresh.children]) {
    const old = known.get(node.id);
    known.delete(node.id);
    const stays = old && settle(old, node);
    if (!old) appeared.push(node), last ? last.after(node) : live.prepend(node);
    else if (!stays) old.replaceWith(node);
    last = stays ? old : node;
  }
  for (const gone of known.values()) gone.remove();
}

// The old one stays if nothing is new, or somebody is in it.
function settle(old, node) {
  const [outer, inner] = [old, node].map((part) => part.querySelector(".questions"));
  if (outer && inner) return merge(outer, inner), true;
  if (bare(old) !== bare(node)) {
    if (!old.contains(focus)) return false;
    const title = old.querySelector(".question-title");
    if (title) title.innerHTML = node.querySelector(".question-title").innerHTML;
  }
  for (const { id, checked, value } of node.querySelectorAll("[id]:is(input, select, textarea)")) {
    const mine = document.getElementById(id);
    if (!mine || mine === focus) continue;
    mine.checked = checked;
    if (!/radio|box/.test(mine.type) && mine.value !== value) mine.value = value;
  }
  return true;
}

const bare = (node) => node.innerHTML.replace(/ (checked|selected|value)="[^"]*"|>[^<]*<\/textarea/g, "");

for (const kind of ["input", "compositionend"]) addEventListener(kind, changed);
