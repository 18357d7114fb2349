// Gives each line to copy a button that does it, where the browser lets scripts write to the clipboard.
const { copy, copied } = document.currentScript.dataset;

function buttonFor(line) {
  const [button, said, what] = ["button", "span", "span"].map((name) => document.createElement(name));
  button.type = "button";
  said.textContent = copy;
  said.setAttribute("aria-live", "polite");
  what.className = "away";
  what.textContent = ` ${line.querySelector("figcaption").textContent}`;
  button.append(said, what);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line.querySelector("code").textContent);
    said.textContent = copied;
    setTimeout(() => { said.textContent = copy; }, 2000);
  });
  return button;
}

if (navigator.clipboard) {
  for (const line of document.querySelectorAll(".line")) line.querySelector("pre").before(buttonFor(line));
}
