import { selectedPost } from './selected.js';

const settledAfter = 150;
const gap = 6;
const pressable = 'a[href], button, input, select, textarea, summary, label';

/**
 * Shows a button beside what is selected in a post, which quotes it. It is a short way and no more: the keyboard finds
 * the same under each post, so the button is no stop for it, and is not shown where it would lie over something else
 * that can be pressed, as a short reply's own controls are close to its words.
 */
export function offerBeside(quote) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quote-button',
    textContent: 'Quote',
    hidden: true,
    tabIndex: -1,
  });
  const main = document.querySelector('main');
  main.append(button);
  let timer;
  let offered;

  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = setTimeout(show, settledAfter);
  });
  // What comes live, or is drawn wider or narrower, moves what is selected.
  new ResizeObserver(() => button.hidden || show()).observe(main);
  // Pressing it must not take away what is selected.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    button.hidden = true;
    quote(offered);
  });

  function show() {
    offered = document.querySelector('[data-room][data-can-reply]') ? selectedPost() : undefined;
    button.hidden = !offered;
    if (offered) button.hidden = !putBeside(offered.ranges);
  }

  /** Whether there is a place: below the end or above the beginning, by the words, else at an edge of the text. */
  function putBeside(ranges) {
    const first = edgesOf(ranges[0]).at(0);
    const last = edgesOf(ranges.at(-1)).at(-1);
    const text = proseOf(ranges.at(-1)).getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = button;
    const furthest = Math.max(text.left, text.right - width);
    const controls = [...main.querySelectorAll(pressable)]
      .filter((control) => control !== button)
      .flatMap((control) => [...control.getClientRects()]);
    const below = last.bottom + gap;
    const above = first.top - gap - height;
    const place = [
      { top: below, left: Math.min(last.right, furthest) },
      { top: above, left: Math.min(first.left, furthest) },
      { top: below, left: furthest },
      { top: below, left: text.left },
      { top: above, left: furthest },
      { top: above, left: text.left },
    ].find((at) => !controls.some((control) => meet(control, { ...at, width, height })));
    if (!place) return false;
    const around = button.offsetParent.getBoundingClientRect();
    button.style.left = `${place.left - around.left}px`;
    button.style.top = `${place.top - around.top}px`;
    return true;
  }
}

const proseOf = ({ commonAncestorContainer: node }) =>
  (node.closest ? node : node.parentElement).closest('.prose');

const edgesOf = (range) => {
  const edges = [...range.getClientRects()];
  return edges.length > 0 ? edges : [range.getBoundingClientRect()];
};

const meet = (control, { top, left, width, height }) =>
  control.left < left + width && left < control.right && control.top < top + height && top < control.bottom;
