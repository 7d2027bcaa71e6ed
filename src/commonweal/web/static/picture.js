// Draws every picture of a page anew in the browser, so that it answers; until one is drawn, and
// where that fails, the image from the server stays.

const VEGA = "/static/vega.js";
const OPTIONS = {
  actions: false,
  ast: true, // expressions are read, not compiled: the content policy forbids to compile
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
};

/**
 * @param {HTMLElement} image
 */
async function draw(image) {
  const told = image.querySelector('script[type="application/json"]');
  if (!told) return;
  const spec = JSON.parse(told.textContent ?? "");
  const live = /** @type {HTMLElement} */ (image.cloneNode(false));
  delete live.dataset.spec;
  const { view } = await window.vegaEmbed(live, spec, OPTIONS);
  nameSlider(live, view, spec.usermeta?.periods ?? []);
  image.replaceWith(live);
}

/**
 * Says a period in words beside its slider, and to who cannot see it.
 * @param {HTMLElement} live
 * @param {{addSignalListener: (name: string, told: (name: string, value: number) => void) => void}} view
 * @param {string[]} periods
 */
function nameSlider(live, view, periods) {
  const slider = live.querySelector('input[type="range"]');
  if (!slider) return;
  const word = document.createElement("output");
  slider.after(word);
  const tell = (/** @type {string} */ _, /** @type {number} */ place) => {
    word.textContent = periods[place] ?? "";
    slider.setAttribute("aria-valuetext", word.textContent);
  };
  tell("", Number(/** @type {HTMLInputElement} */ (slider).value));
  view.addSignalListener("period", tell);
}

/** Those that this width shows; another width shows others, which wait for it. */
async function drawShown() {
  for (const image of document.querySelectorAll(".drawing[data-spec]")) {
    if (getComputedStyle(image).display === "none") continue;
    await draw(/** @type {HTMLElement} */ (image)).catch(console.warn);
  }
}

if (document.querySelector(".drawing[data-spec]")) {
  await import(VEGA);
  await drawShown();
  matchMedia("screen and (max-width: 52rem)").addEventListener("change", drawShown);
}
