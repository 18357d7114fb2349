/* What makes pages quicker to use; everything works without it too. */
"use strict";
(() => {
  const polite = document.createElement("p");
  polite.className = "away";
  polite.setAttribute("role", "status");
  document.body.append(polite);
  const say = (words) => { polite.textContent = ""; setTimeout(() => { polite.textContent = words; }, 50); };

  // Buttons that copy: hidden until there is a script to do it.
  const showCopies = () => document.querySelectorAll("button[data-copy]").forEach((button) => { button.hidden = false; });

  async function copy(button) {
    const from = document.getElementById(button.dataset.copy);
    if (!from) return;
    const text = from.value ?? from.innerText;
    try {
      await navigator.clipboard.writeText(text.trim());
    } catch {
      getSelection().selectAllChildren(from); // to be copied by hand
      return;
    }
    const { copied } = button.dataset;
    if (!copied || button.textContent === copied) return;
    const words = button.textContent;
    button.textContent = copied;
    say(copied);
    setTimeout(() => { button.textContent = words; }, 3000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
  });
  showCopies();

  // A form with data-live is answered on the page. Whatever goes wrong: the browser goes there by itself.
  const here = () => location.pathname + location.search;
  let shown = here(), asking;

  function addressOf(form) {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = new URL(form.action);
    address.search = query;
    return address;
  }

  async function show(address, keptForm) {
    asking?.abort();
    asking = new AbortController();
    const main = document.querySelector("main");
    main.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      put(page, main, keptForm);
      shown = address.pathname + address.search;
      main.removeAttribute("aria-busy");
      return true;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
      return false;
    }
  }

  // The form that was sent stays as it is, with what has the focus in it.
  function put(page, main, keptForm) {
    const kept = keptForm?.closest("details") ?? keptForm, focused = document.activeElement;
    const next = page.querySelector("main"), place = next.querySelector("form[data-live]");
    if (kept) (place.closest("details") ?? place).replaceWith(kept);
    main.replaceChildren(...next.childNodes);
    document.querySelector(".languages").replaceWith(page.querySelector(".languages")); // they keep the filters
    document.title = page.title;
    if (kept?.contains(focused)) focused.focus({ preventScroll: true });
    showCopies();
    say([...main.querySelectorAll("[data-found]")].map((each) => each.textContent.trim()).join(" "));
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-live]") || form.querySelector(".wrong") || form.elements.namedItem("all")) return;
    event.preventDefault();
    const address = addressOf(form);
    if (await show(address, form)) history.pushState(null, "", address);
  });

  addEventListener("popstate", () => {
    if (document.querySelector("form[data-live]") && here() !== shown) show(new URL(location), null);
  });
})();
