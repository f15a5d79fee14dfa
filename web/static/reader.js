// The reader without a page load: a mark opens its card, hovering joins the two, keys walk through the cards.
// Everything here also works as plain links; nothing is stored and no address changes.

const card = (id) => (id ? document.getElementById(id) : null);
const marks = (id) => document.querySelectorAll(`.mark[data-card="${CSS.escape(id)}"]`);

function join(id, on) {
  card(id)?.classList.toggle("joined", on);
  for (const mark of marks(id)) mark.classList.toggle("joined", on);
}

function open(target) {
  target.open = true;
  target.querySelector("summary").focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  for (const [name, on] of [[start, true], [end, false]]) {
    document.addEventListener(name, (event) => {
      const near = event.target.closest?.("[data-card], .card");
      if (near) join(near.dataset.card ?? near.id, on);
    });
  }
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("[data-card]");
  const target = card(link?.dataset.card);
  if (!target) return;
  event.preventDefault();
  open(target);
});

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(".card")) return;
  for (const mark of marks(event.target.id)) mark.classList.toggle("open", event.target.open);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, button")) return;
  const opened = document.querySelector(".card[open]");
  if (event.key === "Escape" && opened) {
    opened.open = false;
    return;
  }
  const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
  if (!step) return;
  const all = [...document.querySelectorAll("np".includes(event.key) ? ".card[data-problem]" : ".card")];
  const every = [...document.querySelectorAll(".card")];
  const here = opened ?? document.activeElement?.closest(".card");
  const at = every.indexOf(here);
  const next = step > 0 ? all.find((c) => every.indexOf(c) > at) : all.findLast((c) => here && every.indexOf(c) < at);
  if (next) open(next);
});
