import { selectedPost } from './selected.js';

const settledAfter = 150;

/**
 * Shows a button below what is selected in a post, which quotes it. It is a short way and no more: the keyboard finds
 * the same under each post, so the button is no stop for it.
 */
export function offerBeside(quote) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quote-button',
    textContent: 'Quote',
    hidden: true,
    tabIndex: -1,
  });
  document.querySelector('main').append(button);
  let timer;
  let offered;

  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = setTimeout(show, settledAfter);
  });
  addEventListener('resize', () => !button.hidden && show());
  // Pressing it must not take away what is selected.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    button.hidden = true;
    quote(offered);
  });

  function show() {
    offered = selectedPost();
    button.hidden = !offered;
    if (offered) putUnder(offered.ranges.at(-1));
  }

  function putUnder(range) {
    const end = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
    const around = button.offsetParent.getBoundingClientRect();
    const furthest = Math.max(0, around.width - button.offsetWidth);
    button.style.left = `${Math.min(Math.max(0, end.right - around.left), furthest)}px`;
    button.style.top = `${end.bottom - around.top + 6}px`;
  }
}
