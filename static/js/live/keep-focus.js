import { nameOf } from './morph.js';

/** Runs a change of the page and leaves the focus where it was, or as near to it as there still is something. */
export function keepFocus(change) {
  const before = document.activeElement;
  const path = pathOf(before);
  change();
  if (!before || before === document.body || document.activeElement === before) return;
  const target = before.isConnected ? before : findAgain(path);
  target?.focus({ preventScroll: true });
}

/** The focused element and the named elements around it, from the inside out. */
function pathOf(element) {
  const path = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at === element || nameOf(at)) path.push({ element: at, name: nameOf(at), tag: at.nodeName });
  }
  return path;
}

function findAgain([focused, ...around]) {
  for (const { element, name } of around) {
    const place = element.isConnected ? element : document.querySelector(`[data-part="${CSS.escape(name)}"]`);
    if (!place) continue;
    const same = [...place.querySelectorAll(focused.tag)].find((found) => nameOf(found) === focused.name);
    if (same && focused.name) return same;
    place.tabIndex = -1;
    return place;
  }
  return null;
}
