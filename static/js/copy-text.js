// <copy-text><code>…</code><button type="button" data-done="Copied">Copy</button></copy-text>
class CopyText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.copy(button);
    });
  }

  async copy(button) {
    const source = this.querySelector("code, output, input");
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      label.textContent = button.dataset.done;
      setTimeout(() => { label.textContent = before; }, 3000);
    } catch {
      getSelection().selectAllChildren(source);
    }
  }
}

customElements.define("copy-text", CopyText);
