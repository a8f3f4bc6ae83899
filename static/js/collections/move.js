/** Moves a topic of a collection without leaving the page: the button that was used keeps the focus. */
export function start() {
  let moving = Promise.resolve();
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (!submitter || !target.matches('[data-move]')) return;
    event.preventDefault();
    // One after the other: what is pressed twice moves it twice.
    moving = moving.then(() => move(submitter.id));
  });
}

async function move(buttonId) {
  const button = document.getElementById(buttonId);
  if (!button) return;
  const page = await pageAfter(button.form.action, new URLSearchParams([[button.name, button.value]]));
  const list = page?.querySelector('[data-arranged]');
  if (!list) return sendAsPage(button);
  document.querySelector('[data-story]').replaceWith(page.querySelector('[data-story]'));
  document.querySelector('[data-arranged]').replaceWith(list);
  const [, itemId] = buttonId.split('-');
  const next = [buttonId, `up-${itemId}`, `down-${itemId}`]
    .map((id) => document.getElementById(id))
    .find(Boolean);
  next?.focus();
  const at = [...list.children].findIndex(({ dataset }) => dataset.part === `item-${itemId}`);
  const status = document.querySelector('[data-arranged-status]');
  if (at >= 0) status.textContent = `Moved to ${at + 1} of ${list.children.length}`;
}

/** The page that the form leads to; nothing where that could not be had. */
async function pageAfter(action, body) {
  try {
    const response = await fetch(action, { method: 'POST', body });
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
  } catch {
    return null;
  }
}

/** What this page cannot do, the page says that comes when the form is sent as without scripts. */
function sendAsPage({ form, name, value }) {
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  form.submit();
}
