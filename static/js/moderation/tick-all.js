/** Ticks all the topics on a page at once, or none, and says how many are ticked. */
export function start() {
  const form = document.querySelector('[data-choosing]');
  const boxes = () => [...form.querySelectorAll('[type="checkbox"]')];
  const button = () => form.querySelector('[data-tick-all]');

  form.addEventListener('change', show);
  form.addEventListener('click', ({ target }) => {
    if (!target.matches('[data-tick-all]')) return;
    const all = boxes();
    const isAll = all.every(({ checked }) => checked);
    for (const box of all) box.checked = !isAll;
    show();
  });
  // What was ticked before the page was left is ticked again when it is come back to.
  addEventListener('pageshow', show);
  form.addEventListener('choosing-changed', show);
  show();

  function show() {
    const all = boxes();
    const ticked = all.filter(({ checked }) => checked).length;
    const toggle = button();
    if (!toggle) return;
    toggle.hidden = false;
    toggle.textContent = ticked === all.length ? toggle.dataset.none : toggle.dataset.all;
    form.querySelector('[data-ticked]').textContent = ticked > 0 ? `${ticked} of ${all.length} selected` : '';
  }
}
