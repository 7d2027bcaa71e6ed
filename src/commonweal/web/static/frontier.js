// What the page of packages does at once where scripts run: a switch shows its effect without a
// button, and a point of the picture opens its package. Without a script, the form and the list do.

const WAIT_MS = 150;

/** @param {HTMLFormElement} form */
function follow(form) {
  let asked = new AbortController();
  let waiting = 0;
  form.querySelector("button")?.remove();

  async function show() {
    asked.abort();
    asked = new AbortController();
    const shown = document.getElementById("effect");
    const chosen = new URLSearchParams(
      /** @type {any} */ (new FormData(form)),
    );
    const address = `${location.pathname}?${chosen}`;
    shown?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("effect");
      if (!fresh || !shown) throw new Error("The page has no such part.");
      shown.replaceChildren(...fresh.childNodes);
      shown.removeAttribute("aria-busy");
      history.replaceState(null, "", chosen.size ? `${address}#what-if` : `${location.pathname}#what-if`);
    } catch (gap) {
      if (!asked.signal.aborted) form.submit();
    }
  }

  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, WAIT_MS);
  });
  for (const link of form.querySelectorAll("a[data-all]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      turn(form, /** @type {HTMLElement} */ (link).dataset.all ?? "");
      show();
    });
  }
}

/**
 * Switches off whatever begins with the word, and all else on; nothing for no word.
 * @param {HTMLFormElement} form
 * @param {string} word
 */
function turn(form, word) {
  for (const box of form.querySelectorAll('input[type="checkbox"]')) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.checked = word !== "" && input.value.startsWith(word);
  }
}

/**
 * The number of the point that a sign of the picture stands for, by the name it bears.
 * @param {EventTarget | null} target
 * @returns {string}
 */
function numbered(target) {
  const name = target instanceof Element ? target.getAttribute("aria-label") : "";
  return /^Point (\d+)/.exec(name ?? "")?.[1] ?? "";
}

/** @param {string} number */
function open(number) {
  const point = document.querySelector(`.point[data-numbers~="${number}"]`);
  if (!(point instanceof HTMLDetailsElement)) return;
  point.open = true;
  history.replaceState(null, "", `?point=${number}`);
  point.scrollIntoView({ block: "nearest" });
}

const switches = document.querySelector("form[data-at-once]");
if (switches) follow(/** @type {HTMLFormElement} */ (switches));

document.querySelector("[data-points]")?.addEventListener("click", (event) => {
  const number = numbered(event.target);
  if (number) open(number);
});
