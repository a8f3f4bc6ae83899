import { ask } from '../live/ask.js';
import { numberedRoom } from '../live/numbered-room.js';
import { applyPatches } from '../live/patch.js';
import { findPlace, inOrder } from '../live/place.js';
import { replaceRegion } from '../live/region.js';
import { watchNews } from '../topics/news.js';
import { fillControls, refreshFollowing, refreshTopicControls } from './controls.js';
import { watchNewReplies } from './new-replies.js';
import { watchStanding } from './standing.js';

/** A topic's page: its own pieces, and the list of replies. */
export function live(region, { status, gone }) {
  const newReplies = watchNewReplies(region, status);
  const refreshStanding = watchStanding(region, status);
  const news = watchNews(status, refreshStanding);
  let isReopened = false;

  const room = numberedRoom(Number(region.dataset.seq), {
    askAfter: (seq) => orGone(ask(`${region.dataset.catchUp}?after=${seq}`, (response) => response.json())),
    apply: (patches) => {
      applyPatches(region, patches, { finish, place, afterwards });
      if (patches.some(({ part }) => part === 'topic')) refreshTopicControls(region);
    },
    startAfresh: () => orGone(replaceRegion(region, afterwards)),
  });

  function afterwards() {
    newReplies.notice();
    news.tell();
  }

  function finish(piece, old) {
    fillControls(piece, region, old);
    news.countRemoved(piece, old);
    if (old?.classList.contains('reply--arrived')) piece.classList.add('reply--arrived');
  }

  function place({ place }, fresh, shown) {
    if (shown.length > 0) return;
    const list = region.querySelector('[data-list]');
    const { order, first, last } = list.dataset;
    const here = { isFirst: first !== undefined, isLast: last !== undefined };
    const places = [...list.children].map((reply) => reply.dataset.place);
    const { before, on } = findPlace(place, places, inOrder[order], here);
    finish(fresh);
    refreshFollowing(fresh);
    if (on !== 'this') return newReplies.elsewhere(fresh, on);
    list.insertBefore(fresh, list.children[before] ?? null);
  }

  async function orGone(asking) {
    const answer = await asking;
    if (answer === null) gone();
    return answer;
  }

  /** That somebody's posting was paused has no number: whoever comes back may have missed it. */
  function opened(answer) {
    if (isReopened) refreshStanding();
    isReopened = true;
    return room.opened(answer);
  }

  return { ...room, opened, gone, refreshStanding, say: status.say, lastOwn: newReplies.lastOwn };
}
