// Keeps what is typed in <form data-draft="reply" data-draft-url="…"> a second after the last key, and when the page is left.
// Without this file the button "Keep as draft" does the same.
const PAUSE = 1000;

class Draft {
  constructor(form) {
    this.form = form;
    this.output = form.querySelector("output");
    this.kept = form.querySelector("textarea").value;
    form.addEventListener("input", () => this.wait());
    form.addEventListener("submit", () => this.rest());
    addEventListener("pagehide", () => this.keep({ keepalive: true }));
  }

  wait() {
    clearTimeout(this.timer);
    this.output.textContent = "";
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  rest() {
    clearTimeout(this.timer);
    this.isSent = true;
  }

  async keep(options = {}) {
    const text = this.form.querySelector("textarea").value;
    if (this.isSent || text === this.kept) return;
    clearTimeout(this.timer);
    const body = new URLSearchParams(new FormData(this.form));
    body.set("draft", this.form.dataset.draft);
    const headers = { "HX-Request": "true" };
    try {
      const answer = await fetch(this.form.dataset.draftUrl, { method: "POST", body, headers, redirect: "manual", ...options });
      if (answer.ok) this.kept = text;
      this.tell(answer.ok);
    } catch {
      this.tell(false);
    }
  }

  tell(isKept) {
    this.output.textContent = isKept ? this.output.dataset.kept : this.output.dataset.unsaved;
  }
}

document.querySelectorAll("form[data-draft]").forEach((form) => new Draft(form));
