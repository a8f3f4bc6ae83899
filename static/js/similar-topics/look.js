const after = 400;
const enoughWords = 3;
const enoughLetters = 12;

/** Shows topics like the one that somebody begins, below its title, while they type that. */
export function start() {
  for (const region of document.querySelectorAll('[data-similar]')) watch(region);
}

function watch(region) {
  const form = region.closest('form');
  const { title } = form.elements;
  let timer;
  let asking = new AbortController();

  const look = async () => {
    asking.abort();
    asking = new AbortController();
    const html = isEnough(title.value) ? await ask(form, title.value, asking.signal) : '';
    if (html !== undefined) show(region, html);
  };
  title.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, after);
  });
  region.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-found-answer]');
    if (button) sendWith(form, button);
  });
  if (title.value) look();
}

function isEnough(text) {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= enoughWords || words.join('').length >= enoughLetters;
}

/** What the server has to show; nothing where another title has been typed since, or it could not be reached. */
async function ask(form, title, signal) {
  const { pathname, searchParams } = new URL(form.action);
  searchParams.set('title', title);
  try {
    const response = await fetch(`${pathname}/similar?${searchParams}`, { signal });
    return response.ok ? await response.text() : '';
  } catch {
    return undefined;
  }
}

/** Whoever has moved into the list keeps it as it is. How many there are is announced where that is news. */
function show(region, html) {
  const list = region.querySelector('[data-similar-list]');
  if (list.contains(document.activeElement)) return;
  list.innerHTML = html;
  const count = list.querySelectorAll('li').length;
  if (count > 0) noteSeen(region.closest('form'));
  const words = count === 0 ? '' : `${count} similar ${count === 1 ? 'topic' : 'topics'}`;
  const line = region.querySelector('[data-similar-count]');
  if (line.textContent !== words) line.textContent = words;
}

/** A button that Enter in the title must not press, so it is none of the form's own until it is meant. */
function sendWith(form, button) {
  const own = button.cloneNode();
  Object.assign(own, { type: 'submit', hidden: true });
  form.append(own);
  form.requestSubmit(own);
}

/** Whoever has seen them here is not held up by them when they post. */
function noteSeen(form) {
  if (form.elements.seenSimilar) return;
  form.append(
    Object.assign(document.createElement('input'), { type: 'hidden', name: 'seenSimilar', value: 'yes' }),
  );
}
