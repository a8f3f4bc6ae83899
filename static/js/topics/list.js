import { pageRoom } from '../live/page-room.js';
import { applyPatches } from '../live/patch.js';
import { findPlace, inOrder } from '../live/place.js';
import { replaceRegion } from '../live/region.js';
import { markUnread } from './unread.js';

const somethingNew = { one: 'topic has something new', many: 'topics have something new' };

/** A list of topics, newest activity first, and whatever else its room tells of, such as counts. */
export function live(region, { status, gone }) {
  const room = pageRoom(Number(region.dataset.seq), {
    apply: (patches) => applyPatches(region, patches, { finish, place, afterwards: fetchIfEmpty }),
    startAfresh: async () => {
      const before = Number(region.dataset.seq);
      const seq = await replaceRegion(region);
      if (seq === null) gone();
      // What has no rows to count says in words of its own that it is another now.
      else if (seq !== before && region.dataset.changed) status.say(region.dataset.changed);
      return seq;
    },
  });
  const findList = () => region.querySelector('[data-list]');
  let timer;

  function finish(piece, old) {
    if (piece.dataset.lastNumber === undefined) return;
    if (Number(piece.dataset.lastNumber) > Number(old?.dataset.lastNumber)) status.count(somethingNew);
    markUnread(piece, old);
  }

  function place({ place }, fresh, [shown]) {
    const list = findList();
    if (!list) return void room.catchUp();
    const fits = fitsFilters(fresh.dataset, list.dataset);
    if (shown) {
      if (!fits) shown.remove();
      else if (list.dataset.first !== undefined) moveTo(list, shown, place);
      return;
    }
    if (!fits || !moveTo(list, fresh, place)) return;
    fresh.classList.add('topic-row--arrived');
    status.count(somethingNew);
    fetchSoon();
  }

  /** A page that had nothing to show has no list yet; one that has lost its last row says so in words. */
  function fetchIfEmpty() {
    if (findList()?.children.length === 0) room.catchUp();
  }

  /** How much of a topic its viewer has read is known for those that were on the page when it was made. */
  function fetchSoon() {
    if (!document.querySelector('[data-viewer-id]')) return;
    clearTimeout(timer);
    timer = setTimeout(room.catchUp, 2000 + Math.random() * 4000);
  }

  return { ...room, gone };
}

function moveTo(list, row, place) {
  const others = [...list.children].filter((other) => other !== row);
  const here = { isFirst: list.dataset.first !== undefined, isLast: list.dataset.last !== undefined };
  const { before, on } = findPlace(
    place,
    others.map(({ dataset }) => dataset.place),
    inOrder.descending,
    here,
  );
  if (on !== 'this') return false;
  const next = others[before] ?? null;
  if (row.parentNode !== list || row.nextElementSibling !== next) list.insertBefore(row, next);
  return true;
}

/** Whether a topic belongs in a list that is narrowed to a kind, states, a council or a tag. */
export function fitsFilters(topic, { filterKind, filterState, filterHealth, filterCouncil, filterTag }) {
  return (
    (!filterKind || filterKind === topic.kind) &&
    (!filterState || filterState.split(' ').includes(topic.state)) &&
    (!filterHealth || filterHealth.split(' ').includes(topic.health)) &&
    (!filterCouncil || filterCouncil === topic.council) &&
    (!filterTag || topic.tags.split(',').includes(filterTag))
  );
}
