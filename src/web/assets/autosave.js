// Keeps what somebody is typing as a draft, so that a closed window or a lost connection costs nothing. Saving works without it.
const WAIT_MS = 1500;

for (const box of document.querySelectorAll('[data-autosave]')) {
  const form = box.closest('form');
  const said = form?.querySelector('[data-autosave-said]');
  let waiting = 0;
  let changed = false;
  const keep = async () => {
    if (!form || !changed || form.dataset.sent) return;
    changed = false;
    try {
      const answer = await fetch(box.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)), keepalive: true });
      if (said) said.textContent = answer.ok ? 'Draft kept. It is not saved as your score yet.' : '';
    } catch {
      changed = true;
    }
  };
  box.addEventListener('input', () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT_MS);
  });
  addEventListener('pagehide', keep);
}
