import { pageRoom } from '../live/page-room.js';
import { replaceRegion } from '../live/region.js';

const arrived = { one: 'new in the queue', many: 'new in the queue' };
const changed = { one: 'case has changed', many: 'cases have changed' };

/** A coordinator's queue, or one case of it: whatever happens, the page is asked for again, and says once how much is new. */
export function live(region, { status, gone }) {
  const room = pageRoom(Number(region.dataset.seq), {
    apply: () => {},
    startAfresh: async () => {
      const before = actsOf(region);
      const seq = await replaceRegion(region);
      if (seq === null) gone();
      else sayWhatIsNew(before);
      return seq;
    },
  });

  function sayWhatIsNew(before) {
    for (const [id, acts] of actsOf(region)) {
      if (!before.has(id)) status.count(arrived);
      else if (before.get(id) !== acts) status.count(changed);
    }
  }

  return { ...room, gone };
}

const actsOf = (region) =>
  new Map([...region.querySelectorAll('[data-case]')].map(({ dataset }) => [dataset.case, dataset.acts]));
