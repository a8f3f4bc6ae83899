const graceFor = 2500;
const time = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: 'Europe/London',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/London' });

/** Says in words whether this page hears of changes, and since when it does not. */
export function createConnectionWords(status) {
  // Asked for each time: a page that was closed and is open again has others.
  const lines = () => document.querySelectorAll('[data-live-status]');
  const bar = document.querySelector('[data-offline]');
  let since = null;
  let told = false;
  let timer;

  function tellLost() {
    // Of a page that shows nothing live but its bell, nobody needs to know.
    if (lines().length === 0 && !bar) return;
    told = true;
    const sentence = wordsFor(since);
    if (bar) {
      bar.querySelector('[data-offline-words]').textContent = sentence;
      bar.hidden = false;
    }
    for (const line of lines())
      show(line, bar ? `Not live since ${sayTime(since)}` : sentence, 'live-status--offline');
    status.say(sentence);
  }

  function show(line, words, name) {
    line.textContent = words;
    line.classList.remove('live-status--live', 'live-status--offline');
    line.classList.add(name);
  }

  return {
    lost() {
      since ??= new Date();
      if (told) return tellIfDifferent();
      clearTimeout(timer);
      // A server that starts again is back before anybody needs to be told.
      timer = setTimeout(tellLost, navigator.onLine ? graceFor : 0);
    },
    live() {
      clearTimeout(timer);
      if (told) status.say('You are back. This page is up to date');
      since = null;
      told = false;
      if (bar) bar.hidden = true;
      for (const line of lines()) show(line, 'This page is live', 'live-status--live');
    },
  };

  function tellIfDifferent() {
    const words = bar?.querySelector('[data-offline-words]').textContent;
    if (words && words !== wordsFor(since)) tellLost();
  }
}

function wordsFor(since) {
  return navigator.onLine
    ? `The connection was lost at ${sayTime(since)}. What is new will appear when it is back.`
    : `You have been offline since ${sayTime(since)}. What is new will appear when you are back.`;
}

function sayTime(when) {
  const words = time.format(when).replace(/\s/g, '');
  return Date.now() - when < 12 * 60 * 60 * 1000 ? words : `${words} on ${day.format(when)}`;
}
