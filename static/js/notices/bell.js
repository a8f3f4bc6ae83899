import { ask } from '../live/ask.js';

/** What somebody reads at this moment is told to them, and then read: it need not ring. */
const ringsAfter = 1200;
const most = 9;

/** The bell on every page: in how many topics something waits for its reader, on all their devices alike. */
export function live(region, { status, gone }) {
  const bell = region.querySelector('[data-bell]');
  let timer;

  function show(count) {
    clearTimeout(timer);
    if (count <= Number(bell.dataset.bell)) return draw(count);
    timer = setTimeout(() => {
      draw(count);
      status.say(`Notices, ${words(count)} new`);
    }, ringsAfter);
  }

  function draw(count) {
    bell.dataset.bell = count;
    bell.querySelector('.bell__count').textContent = words(count);
    bell.querySelector('.bell__new').hidden = count === 0;
  }

  async function catchUp() {
    const answer = await ask(region.dataset.catchUp, (response) => response.json());
    if (answer) show(answer.count);
    else gone();
  }

  return {
    hear: ({ seq }) => show(seq),
    catchUp,
    opened: ({ seq, behind }) => (behind ? catchUp() : show(seq)),
    gone,
  };
}

const words = (count) => (count > most ? `${most}+` : String(count));
