/**
 * Keeps a page in step with a room whose changes have no numbers of their own: a list. After an interruption the page
 * itself is fetched; what is heard while that is under way is applied again on top of it.
 *
 * `startAfresh()` replaces everything shown and brings the number it was drawn at, or null.
 */
export function pageRoom(seq, { apply, startAfresh }) {
  let mine = seq;
  const waiting = [];
  let wanted = false;
  let running = null;

  function catchUp() {
    wanted = true;
    running ??= catchUpUntilDone();
    return running;
  }

  async function catchUpUntilDone() {
    try {
      while (wanted) {
        wanted = false;
        const known = await startAfresh();
        if (known === null) return;
        mine = known;
        for (const { patches } of waiting.splice(0)) apply(patches);
      }
    } finally {
      running = null;
    }
  }

  return {
    hear(change) {
      if (change.afresh) catchUp();
      else if (running) waiting.push(change);
      else apply(change.patches);
    },
    catchUp,
    opened: ({ seq, behind }) => (behind || seq !== mine ? catchUp() : undefined),
  };
}
