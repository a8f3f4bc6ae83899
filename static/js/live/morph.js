// Set by scripts or by the reader, and not the server's to take back.
const readersOwn = new Set(['hidden', 'open', 'tabindex']);
const scriptsOwn =
  '[role="status"], [data-live-status], [data-new-replies], [data-offline], [data-elsewhere], form:has(textarea)';

/** Makes one element like another while changing as little as possible, so that focus and opened details stay. */
export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName) return old.replaceWith(fresh);
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  if (old.matches(scriptsOwn)) return;
  copyAttributes(old, fresh);
  morphChildren(old, fresh);
}

function copyAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !readersOwn.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !readersOwn.has(name)) old.setAttribute(name, value);
  }
}

function morphChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  const partners = findPartners([...old.childNodes], wanted);
  const staying = new Set(partners.values());
  for (const child of [...old.childNodes]) if (!staying.has(child) && !holdsText(child)) child.remove();

  let next = old.firstChild;
  for (const child of wanted) {
    const partner = partners.get(child);
    if (!partner) {
      old.insertBefore(child, next);
      continue;
    }
    if (partner === next) next = next.nextSibling;
    else old.insertBefore(partner, next);
    morph(partner, child);
  }
}

/** Which old node each wanted one continues: the one of the same name, or else the next nameless one of its kind. */
function findPartners(old, wanted) {
  const byName = new Map(old.filter(nameOf).map((node) => [nameOf(node), node]));
  const nameless = old.filter((node) => !nameOf(node));
  const partners = new Map();
  for (const node of wanted) {
    const name = nameOf(node);
    const at = name ? -1 : nameless.findIndex(({ nodeName }) => nodeName === node.nodeName);
    const partner = name ? byName.get(name) : nameless.splice(0, at + 1).pop();
    if (partner?.nodeName !== node.nodeName) continue;
    partners.set(node, partner);
    byName.delete(name);
  }
  return partners;
}

/** What tells an element from its neighbours. Two that do different things must never be taken for one another. */
export function nameOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const { id, dataset } = node;
  const address = node.getAttribute('action') ?? node.getAttribute('href');
  return dataset.part || id || dataset.can || address || node.getAttribute('name') || '';
}

/** True of a form with something typed in it, and what is around it: that stays, whatever the server now says. */
export const holdsText = (node) =>
  node.nodeType === Node.ELEMENT_NODE &&
  [...node.querySelectorAll('textarea')].some(({ value }) => value !== '');
