/* Gives the box of the rich text editor the name and the help of the field that it stands for. */
"use strict";

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const box = editor.view.dom;
  box.setAttribute("aria-label", label ? label.textContent.trim().replace(/\s*:$/, "") : textarea.name);
  box.setAttribute("aria-multiline", "true");
});
