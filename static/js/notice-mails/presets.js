/** Fills in the table of choices by a button, without leaving the page. */
export function start() {
  for (const button of document.querySelectorAll('[data-presets] button'))
    button.addEventListener('click', (event) => {
      event.preventDefault();
      for (const radio of document.querySelectorAll('[data-presets-with]'))
        if (radio.dataset.presetsWith.split(' ').includes(button.value)) radio.checked = true;
      document.querySelector('[data-filled-in]').textContent =
        `Filled in: ${button.textContent}. Select “Save” to keep it.`;
    });
}
