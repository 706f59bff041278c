// <survey-builder>: drags questions in the outline, and shows refusals that come back from an autosave.
// The buttons "Up" and "Down" do the same without it.
class SurveyBuilder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", (event) => this.letRefusalsIn(event));
    document.addEventListener("htmx:oobBeforeSwap", (event) => this.spareTheFocus(event));
    this.addEventListener("htmx:sendError", () => this.classList.add("builder-offline"));
    this.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.xhr.status) this.classList.remove("builder-offline");
    });
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.hover(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.clear());
  }

  letRefusalsIn(event) {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  }

  // What comes back while somebody is in a field leaves the field alone; what nobody touched is brought up to date.
  spareTheFocus(event) {
    const { target, fragment } = event.detail;
    const active = document.activeElement;
    if (!active.name || !target.contains(active)) return;
    event.detail.shouldSwap = false;
    const fresh = fragment.querySelector?.(`#${CSS.escape(active.id || "-")}`);
    if (active === target && fresh && active.value === active.defaultValue)
      active.value = active.defaultValue = fresh.value;
  }

  line(event) {
    return event.target.closest?.("li[data-path]");
  }

  lift(event) {
    this.lifted = this.line(event);
    if (!this.lifted) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.lifted.dataset.path);
    this.lifted.classList.add("outline-lifted");
  }

  hover(event) {
    const line = this.line(event);
    if (!this.lifted || !line) return;
    event.preventDefault();
    this.clear("outline-target");
    line.classList.add("outline-target");
  }

  drop(event) {
    const line = this.line(event);
    if (!this.lifted || !line || line === this.lifted) return;
    event.preventDefault();
    const from = this.lifted.dataset;
    const to = line.dataset;
    const form = this.querySelector("#place-form");
    const isInto = "container" in to;
    const isPage = "page" in from;
    form.elements.at.value = from.path;
    form.elements.name.value = from.name;
    form.elements.into.value = isPage ? "" : isInto ? to.container : to.parent;
    form.elements.index.value = isPage ? to.path.match(/\d+/)[0]
      : isInto ? 0 : Number(to.index) + (to.parent === from.parent ? 0 : 1);
    form.requestSubmit();
  }

  clear(name) {
    for (const mark of name ? [name] : ["outline-target", "outline-lifted"])
      for (const line of this.querySelectorAll(`.${mark}`)) line.classList.remove(mark);
  }
}

customElements.define("survey-builder", SurveyBuilder);
