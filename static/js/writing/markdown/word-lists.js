const listed = /mso-list:\s*l\d+\s+level([1-9])/i;
const ignored = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]';

/** Word writes a list as paragraphs, each with its level and its sign: these become lists. */
export function makeWordLists(body) {
  let lists = [];
  let last;
  for (const paragraph of body.querySelectorAll('p[style*="mso-list" i]')) {
    const level = Number(listed.exec(paragraph.getAttribute('style'))?.[1]);
    if (!level) continue;
    if (last !== paragraph.previousElementSibling) lists = [];
    const sign = paragraph.querySelector(ignored);
    const name = /^[\da-z]{1,4}[.)]/i.test(sign?.textContent.trim() ?? '') ? 'ol' : 'ul';
    sign?.remove();
    lists.length = Math.min(lists.length, level);
    while (lists.length < level) {
      const list = body.ownerDocument.createElement(name);
      if (lists.length === 0) paragraph.before(list);
      else (lists.at(-1).lastElementChild ?? addItem(lists.at(-1))).append(list);
      lists.push(list);
    }
    addItem(lists.at(-1)).append(...paragraph.childNodes);
    [last] = lists;
    paragraph.remove();
  }
}

function addItem(list) {
  const item = list.ownerDocument.createElement('li');
  list.append(item);
  return item;
}
