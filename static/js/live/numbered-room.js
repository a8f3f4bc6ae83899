/**
 * Keeps a page in step with a room whose changes are numbered without gaps. Whatever is lost, late, doubled or out of
 * order on the way, the page ends as the server has it.
 *
 * `askAfter(seq)` brings what changed since, or null when the viewer may no longer see it; `startAfresh()` replaces
 * everything shown and brings the number it was drawn at, or null.
 */
export function numberedRoom(seq, { askAfter, apply, startAfresh }) {
  let mine = seq;
  const waiting = [];
  let wanted = false;
  let running = null;

  function hear(change) {
    // What is heard while asking is older or newer than the answer; its number will tell.
    if (running) waiting.push(change);
    else take(change);
  }

  function take({ seq, patches, afresh }) {
    if (seq <= mine) return;
    if (afresh || seq > mine + 1) return void catchUp();
    mine = seq;
    apply(patches);
  }

  function catchUp() {
    wanted = true;
    running ??= catchUpUntilDone();
    return running;
  }

  async function catchUpUntilDone() {
    try {
      while (wanted) {
        wanted = false;
        const known = await catchUpOnce();
        if (known === null) return;
        mine = known;
        for (const change of waiting.splice(0)) take(change);
      }
    } finally {
      running = null;
    }
  }

  async function catchUpOnce() {
    const answer = await askAfter(mine);
    if (!answer) return null;
    // A number below ours can only be a database put back from a copy: nothing shown is then certain.
    if (answer.tooFar || answer.seq < mine) return startAfresh();
    apply(answer.patches);
    return answer.seq;
  }

  return {
    hear,
    catchUp,
    /** What the server says when it opens the room: how far it is, and whether something was said meanwhile. */
    opened: ({ seq, behind }) => (behind || seq !== mine ? catchUp() : undefined),
  };
}
