// Before anything is drawn: says that scripts run, so that enhanced parts do not jump.
document.documentElement.classList.add('cw-scripts');
document.addEventListener('DOMContentLoaded', () => {
  document.body.classList.add('js-enabled');
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
});
