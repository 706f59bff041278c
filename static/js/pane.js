// The list beside a case brings itself up to date, but never under a pointer or a focus that is about to choose a row.
const pane = () => document.getElementById("pane");
const isInUse = () => pane()?.matches(":hover, :focus-within");

for (const moment of ["htmx:beforeRequest", "htmx:beforeSwap"])
  document.addEventListener(moment, (event) => {
    if (event.detail.target !== pane() || !isInUse()) return;
    if (moment === "htmx:beforeSwap") event.detail.shouldSwap = false;
    else event.preventDefault();
  });
