import { pageRoom } from '../live/page-room.js';
import { replaceRegion } from '../live/region.js';

const arrived = { one: 'topic has come into the list', many: 'topics have come into the list' };
const left = { one: 'topic has gone from the list', many: 'topics have gone from the list' };

/** A coordinator's list of topics to tick: where any of the workspace changes it is asked for again. What is ticked stays so. */
export function live(region, { status, gone }) {
  let timer;
  const room = pageRoom(Number(region.dataset.seq), {
    apply: (patches) => {
      if (!patches.some(({ part }) => part.startsWith('topic-'))) return;
      clearTimeout(timer);
      timer = setTimeout(room.catchUp, 300);
    },
    startAfresh: async () => {
      const before = idsIn(region);
      const seq = await replaceRegion(region);
      if (seq === null) {
        gone();
        return null;
      }
      const after = idsIn(region);
      for (const id of after) if (!before.has(id)) status.count(arrived);
      for (const id of before) if (!after.has(id)) status.count(left);
      region.dispatchEvent(new Event('choosing-changed', { bubbles: true }));
      return seq;
    },
  });
  return { ...room, gone };
}

const idsIn = (region) => new Set([...region.querySelectorAll('[type="checkbox"]')].map(({ id }) => id));
