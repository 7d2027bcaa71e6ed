// Filters a table while one types; the server filters when the form is sent.

/** @param {HTMLInputElement} input */
function follow(input) {
  const rows = document.querySelectorAll(`#${CSS.escape(input.dataset.filter)} tbody tr`);
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

for (const input of document.querySelectorAll("input[data-filter]")) {
  input.addEventListener("input", () => follow(input));
}

document.querySelector("[role=alert]")?.focus();
