const after = 250;
const fewestLetters = 2;
/** What is found is said aloud once somebody has stopped typing. */
const saidAfter = 750;
/** What has stood for so long is what somebody looked for, and not half of it. */
const meantAfter = 3000;

/** Shows what is found while somebody types what they look for. */
export function start() {
  for (const form of document.querySelectorAll('[data-search-live]')) follow(form);
}

function follow(form) {
  const field = form.elements.q;
  const region = document.querySelector('[data-search-results]');
  const isCounted = 'viewerId' in document.body.dataset;
  const say = speaker(document.querySelector('[data-search-status]'));
  let timer;
  let asking = new AbortController();
  let shown;
  let waiting;
  let standing;

  const look = async () => {
    asking.abort();
    waiting = undefined;
    const query = queryOf(form);
    if (String(query) === shown) return;
    asking = new AbortController();
    const { signal } = asking;
    const html = query.has('q') ? await ask(form, query, signal) : '';
    if (signal.aborted) return;
    if (html === undefined) return say.failure();
    waiting = () => show(html, query);
    showUnlessRead();
  };
  const show = (html, query) => {
    waiting = undefined;
    shown = String(query);
    region.innerHTML = html;
    const title = region.firstElementChild?.dataset.title ?? 'Search';
    document.title = `${title} – ${document.title.split(' – ').at(-1)}`;
    history.replaceState(history.state, '', `${form.action}${query.size > 0 ? `?${query}` : ''}`);
    const heading = region.querySelector('#results');
    say.found(heading?.textContent ?? '');
    if (isCounted && heading?.dataset.total === '0') standing = setTimeout(noteMiss, meantAfter, form, query);
  };
  // Whoever has moved into the results keeps them until they leave.
  const showUnlessRead = () => {
    if (!region.contains(document.activeElement)) waiting?.();
  };

  const lookSoon = ({ isComposing }) => {
    clearTimeout(timer);
    clearTimeout(standing);
    if (!isComposing) timer = setTimeout(look, after);
  };
  field.addEventListener('input', lookSoon);
  field.addEventListener('compositionend', lookSoon);
  region.addEventListener('focusout', () => setTimeout(showUnlessRead));
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    clearTimeout(standing);
    asking.abort();
  });
}

/** What the form would send, with the words where they are enough to look for. */
function queryOf(form) {
  const query = new URLSearchParams(new FormData(form));
  const words = query.get('q').trim();
  if ([...words].length >= fewestLetters) query.set('q', words);
  else query.delete('q');
  return query;
}

/** What the server has to show; nothing where it could not be reached. */
async function ask(form, query, signal) {
  try {
    const response = await fetch(`${form.action}/results?${query}`, { signal });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** The server looks itself whether there is nothing; it matters to nobody here whether it could be told. */
function noteMiss(form, query) {
  fetch(`${form.action}/misses?${query}`, { method: 'POST' }).catch(() => {});
}

/** One line, heard when it changes; what went wrong can be seen in it, too. */
function speaker(line) {
  let timer;
  const put = (words, isSeen) => {
    line.classList.toggle('govuk-visually-hidden', !isSeen);
    if (line.textContent !== words) line.textContent = words;
  };
  return {
    found(words) {
      clearTimeout(timer);
      put(line.classList.contains('govuk-visually-hidden') ? line.textContent : '', false);
      timer = setTimeout(put, saidAfter, words, false);
    },
    failure() {
      clearTimeout(timer);
      put('The results could not be brought up to date. Select “Search” to try again.', true);
    },
  };
}
