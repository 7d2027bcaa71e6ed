// Follows a job without loading the page again; without a script the page reloads itself.

/** @param {HTMLElement} shown */
async function follow(shown) {
  while (shown?.dataset.follow) {
    await new Promise((done) => setTimeout(done, 500));
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    if (!fresh) return;
    shown.replaceWith(fresh);
    shown = fresh;
  }
}

follow(document.getElementById("progress"));
