import { noteReading } from './reading-place.js';

const newReply = { one: 'new reply', many: 'new replies' };
const outOfSight = 80;

/** What becomes of replies that arrive while the page is open. `notice` looks for them after every change. */
export function watchNewReplies(region, status) {
  const list = region.querySelector('[data-list]');
  const bar = region.querySelector('[data-new-replies]');
  const elsewhere = new Map();
  const seen = noteReading(region);
  const known = new Set();
  const numberAtLoad = Number(region.dataset.lastNumber);
  let lastOwn;

  bar.querySelector('[data-new-replies-show]').addEventListener('click', () => {
    const [first] = reveal();
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: 'start', behavior: 'instant' });
  });
  addEventListener('scroll', () => waiting().length > 0 && isEndInView() && reveal(), { passive: true });

  const waiting = () => [...list.children].filter((reply) => reply.hidden);

  function notice() {
    const arrived = [...list.children].filter(isNew);
    if (arrived.length > 0) {
      const atEnd = isEndInView() ? [] : thoseAtEnd();
      for (const reply of arrived) {
        reply.classList.add('reply--arrived');
        reply.hidden = atEnd.includes(reply) && !isOwn(reply);
        known.add(numberOf(reply));
        seen.watch(reply);
        if (isOwn(reply)) lastOwn = { number: numberOf(reply), element: reply, isHere: true };
        else status.count(newReply);
      }
    }
    showBar();
  }

  const isNew = (reply) => numberOf(reply) > numberAtLoad && !known.has(numberOf(reply));
  const isSettled = (reply) => !reply.hidden && !isNew(reply);

  /** Replies that stand after everything that is shown, where new ones are added. */
  function thoseAtEnd() {
    const replies = inGrowingOrder();
    return replies.slice(replies.findLastIndex(isSettled) + 1);
  }

  function isEndInView() {
    const end = inGrowingOrder().findLast(isSettled) ?? list;
    const { top, bottom } = end.getBoundingClientRect();
    return list.dataset.order === 'newest' ? top > -outOfSight : bottom < innerHeight + outOfSight;
  }

  const inGrowingOrder = () =>
    list.dataset.order === 'newest' ? [...list.children].reverse() : [...list.children];

  function reveal() {
    const replies = waiting();
    for (const reply of replies) reply.hidden = false;
    showBar();
    return replies;
  }

  function showBar() {
    const count = waiting().length;
    bar.hidden = count === 0;
    bar.querySelector('[data-new-replies-count]').textContent = say(count);
  }

  return {
    notice,
    lastOwn: () => lastOwn,
    /** One that belongs on an earlier or a later page is counted there. */
    elsewhere(reply, on) {
      if (!isNew(reply)) return;
      const number = numberOf(reply);
      known.add(number);
      const numbers = [...(elsewhere.get(on) ?? []), number].sort((a, b) => a - b);
      elsewhere.set(on, numbers);
      const line = region.querySelector(`[data-elsewhere="${on}"]`);
      const link = line.querySelector('a');
      link.href = reply.querySelector('.reply__number').getAttribute('href').replace(/\d+$/, numbers[0]);
      link.textContent = `${say(numbers.length)} on ${on === 'later' ? 'a later' : 'an earlier'} page`;
      line.hidden = false;
      if (isOwn(reply)) lastOwn = { number, element: link, isHere: false };
      else status.count(newReply);
    },
  };
}

const numberOf = ({ dataset }) => Number(dataset.number);
const isOwn = ({ dataset }) => dataset.own !== undefined;
const say = (count) => `${count} ${count === 1 ? newReply.one : newReply.many}`;
