// Enhances what already works: GOV.UK and MOJ components, and a button that is not pressed twice.
import { initAll } from '/assets/govuk/govuk-frontend.min.js';
import { initAll as initMoj } from '/assets/moj/moj-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
initMoj();

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    // Going back in the browser brings the page back as it was left.
    addEventListener('pageshow', () => delete form.dataset.sent, { once: true });
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}
