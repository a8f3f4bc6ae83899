const quietFor = 3000;

/**
 * The page's one polite line for screen readers. It tells how many things arrived, never what they say, and not more
 * often than every few seconds.
 */
export function createStatus(line = document.querySelector('[data-announcer]')) {
  const counts = new Map();
  const sentences = [];
  let quietUntil = 0;
  let timer;

  function speakSoon() {
    clearTimeout(timer);
    timer = setTimeout(speak, Math.max(300, quietUntil - Date.now()));
  }

  function speak() {
    const counted = [...counts].map(([{ one, many }, count]) => `${count} ${count === 1 ? one : many}`);
    if (counted.length > 0) sentences.push(counted.join(', '));
    if (line) {
      // A new element each time: the same words twice are otherwise not read out again.
      const words = document.createElement('span');
      words.textContent = sentences.join('. ');
      line.replaceChildren(words);
    }
    counts.clear();
    sentences.length = 0;
    quietUntil = Date.now() + quietFor;
  }

  return {
    /** `noun` is { one: 'new reply', many: 'new replies' }, always the same object for the same thing. */
    count(noun, count = 1) {
      counts.set(noun, (counts.get(noun) ?? 0) + count);
      speakSoon();
    },
    say(sentence) {
      if (!sentences.includes(sentence)) sentences.push(sentence);
      speakSoon();
    },
  };
}
