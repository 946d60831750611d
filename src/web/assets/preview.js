// Shows how something would read while it is typed. The same form's Preview button does it without this.
const WAIT_MS = 700;

for (const seen of document.querySelectorAll('[data-preview-of]')) {
  const form = document.getElementById(seen.dataset.previewOf);
  let waiting = 0;
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set('preview', 'yes');
    try {
      const answer = await fetch(form.action, { method: 'POST', body });
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(seen.id);
      // An answer that was overtaken, or that is no such page, changes nothing.
      if (answer.ok && fresh && mine === asked) seen.replaceChildren(...fresh.childNodes);
    } catch {
      // Without a connection the last preview stays.
    }
  };
  form?.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT_MS);
  });
}
