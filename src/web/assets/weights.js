// Counts the weights of each lot while they are typed. Without scripts the page counts them when a button is pressed.
const totals = document.querySelector('.cw-totals');
const form = totals?.closest('form');

function count() {
  const sums = new Map();
  for (const box of form.querySelectorAll('[name^="questions."][name$=".weight"]')) {
    const lot = form.querySelector(`[name="${box.name.replace(/weight$/, 'lotId')}"]`)?.value ?? '';
    const before = sums.get(lot) ?? { total: 0, asked: 0 };
    sums.set(lot, { total: before.total + (Number(box.value) || 0), asked: before.asked + 1 });
  }
  for (const line of totals.querySelectorAll('[data-lot]')) {
    const { total, asked } = sums.get(line.dataset.lot) ?? { total: 0, asked: 0 };
    line.querySelector('[data-total]').textContent = String(total);
    line.querySelector('[data-says]').textContent = asked === 0 ? '(not scored)' : total === 100 ? '(right)' : '(has to be 100)';
  }
}

if (form) {
  form.addEventListener('input', count);
  form.addEventListener('change', count);
  count();
}
