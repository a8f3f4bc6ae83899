const texts = '[data-part="topic"] .topic-part > .prose, .answer .prose, .reply:not(.reply--removed) .prose';

/** The post that a text belongs to, by the name it is asked for: a reply's number, or "topic". */
const postOf = (prose) =>
  prose.closest('.answer')?.dataset.answer ?? prose.closest('.reply')?.dataset.number ?? 'topic';

/** What is selected in the texts of a post. */
export const selectedIn = (post) =>
  selectedTexts()
    .filter(({ prose }) => postOf(prose) === post)
    .map(({ range }) => range);

/** The one post in which something is selected, with that; nothing where it is several or none. */
export function selectedPost() {
  const selected = selectedTexts();
  const posts = new Set(selected.map(({ prose }) => postOf(prose)));
  if (posts.size !== 1) return undefined;
  return { post: [...posts][0], ranges: selected.map(({ range }) => range) };
}

function selectedTexts() {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return [];
  const whole = selection.getRangeAt(0);
  return [...document.querySelectorAll(texts)]
    .filter((prose) => whole.intersectsNode(prose))
    .map((prose) => ({ prose, range: within(whole, prose) }))
    .filter(({ range }) => range.toString().trim() !== '');
}

/** Three clicks select on into what follows. */
function within(whole, prose) {
  const range = whole.cloneRange();
  if (!prose.contains(range.startContainer)) range.setStart(prose, 0);
  if (!prose.contains(range.endContainer)) range.setEnd(prose, prose.childNodes.length);
  return range;
}

/** What makes words something else also where only some of them are selected; a few words of a list are none. */
const kept = 'blockquote, pre, code, em, strong, s, a';
const lists = 'ul, ol, table, thead, tbody';

/** A copy of what is selected, within what it stands in as far as that matters to what it says. */
export function copyOf(range) {
  let copy = range.cloneContents();
  let around = range.commonAncestorContainer;
  if (around.nodeType !== Node.ELEMENT_NODE) around = around.parentElement;
  let isWhole = true;
  for (; !around.matches('.prose'); around = around.parentElement) {
    if (!around.matches(lists)) isWhole = false;
    if (!(around.matches(kept) || (isWhole && around.matches(lists)))) continue;
    const wrapping = around.cloneNode(false);
    if (around.matches('ol')) wrapping.start = around.start + placeIn(around, range.startContainer);
    wrapping.append(copy);
    copy = wrapping;
  }
  const piece = document.createElement('div');
  piece.append(copy);
  // Addresses with our own name, which the converter takes off again: it cannot know where others’ were written.
  for (const link of piece.querySelectorAll('a[href], img[src]')) {
    if (link.href) link.setAttribute('href', link.href);
    else link.setAttribute('src', link.src);
  }
  return piece;
}

const placeIn = (list, node) =>
  Math.max(
    0,
    [...list.children].findIndex((item) => item.contains(node)),
  );
