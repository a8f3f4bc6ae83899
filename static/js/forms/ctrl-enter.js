/** Ctrl and Enter, or Command and Enter, in a text send its form by its first button. */
export function start() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.isComposing)
      return;
    if (!event.target.matches('textarea')) return;
    event.preventDefault();
    const { form } = event.target;
    form.requestSubmit(form.querySelector('button:not([type="button"])'));
  });
}
