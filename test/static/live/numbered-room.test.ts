import { pathToFileURL } from 'node:url';

const { numberedRoom } = await import(pathToFileURL('static/js/live/numbered-room.js').href);

interface Patch {
  part: string;
  html: string;
}

/** A server whose pieces change, and a page that hears of it over a line that can do anything but tell untruths. */
function rehearse(random: () => number) {
  const truth = new Map<string, { html: string; seq: number }>();
  const page = new Map<string, string>();
  const due: (() => void)[] = [];
  let seq = 0;
  let asking = 0;
  let mostAtOnce = 0;
  const patchesAfter = (after: number) =>
    [...truth].filter(([, piece]) => piece.seq > after).map(([part, { html }]) => ({ part, html }));
  const later = <T>(answer: () => T) => new Promise<T>((resolve) => due.push(() => resolve(answer())));
  const replaceAll = () => {
    page.clear();
    for (const [part, { html }] of truth) page.set(part, html);
    return seq;
  };

  const room = numberedRoom(0, {
    async askAfter(after: number) {
      mostAtOnce = Math.max(mostAtOnce, ++asking);
      const answer = await later(() =>
        seq - after > 12 ? { seq, tooFar: true } : { seq, patches: patchesAfter(after) },
      );
      await later(() => {});
      asking--;
      return answer;
    },
    apply(patches: Patch[]) {
      for (const { part, html } of patches) page.set(part, html);
    },
    startAfresh: () => later(replaceAll),
  });

  return {
    truth,
    page,
    room,
    /** Something changes; the page hears of it soon, late, twice or not at all. */
    change() {
      const part = `reply-${Math.floor(random() * 8)}`;
      truth.set(part, { html: `${part} at ${++seq}`, seq });
      const change = { seq, patches: patchesAfter(seq - 1) };
      const times = random() < 0.3 ? 0 : random() < 0.2 ? 2 : 1;
      for (let time = 0; time < times; time++) due.push(() => room.hear(change));
    },
    async happen() {
      const orderly = random() < 0.7;
      const [next] = due.splice(orderly ? 0 : Math.floor(random() * due.length), 1);
      next?.();
      for (let turn = 0; turn < 5; turn++) await null;
    },
    isQuiet: () => due.length === 0,
    seq: () => seq,
    mostAtOnce: () => mostAtOnce,
  };
}

test('whatever the line does, a page ends as the server has it', async () => {
  for (let seed = 0; seed < 300; seed++) await endsAsTheServerHasIt(seed);
});

async function endsAsTheServerHasIt(seed: number) {
  const rehearsal = rehearse(numbersFrom(seed));
  const random = numbersFrom(seed + 1000);
  for (let step = 0; step < 120; step++) {
    if (random() < 0.4) rehearsal.change();
    else if (random() < 0.05) rehearsal.room.catchUp();
    else await rehearsal.happen();
  }
  // The line is good again: the room is opened, and says how far it is.
  rehearsal.room.opened({ seq: rehearsal.seq(), behind: false });
  while (!rehearsal.isQuiet()) await rehearsal.happen();
  const truth = [...rehearsal.truth].map(([part, { html }]) => [part, html]);
  expect(rehearsal.mostAtOnce()).toBe(1);
  expect({ seed, page: [...rehearsal.page].sort() }).toEqual({ seed, page: truth.sort() });
}

test('what is heard while asking is applied on top of the answer', async () => {
  const applied: unknown[] = [];
  const answers: ((answer: object) => void)[] = [];
  const room = numberedRoom(4, {
    askAfter: () => new Promise((resolve) => answers.push(resolve)),
    apply: (patches: unknown) => applied.push(patches),
  });
  const caughtUp = room.catchUp();
  room.hear({ seq: 7, patches: ['seven'] });
  room.hear({ seq: 8, patches: ['eight'] });
  answers[0]?.({ seq: 7, patches: ['five', 'six', 'seven'] });
  await caughtUp;
  expect(applied).toEqual([['five', 'six', 'seven'], ['eight']]);
});

test('a change that was applied already is not applied again', () => {
  const applied: unknown[] = [];
  const room = numberedRoom(4, { apply: (patches: unknown) => applied.push(patches) });
  room.hear({ seq: 5, patches: ['five'] });
  room.hear({ seq: 5, patches: ['five'] });
  room.hear({ seq: 3, patches: ['three'] });
  expect(applied).toEqual([['five']]);
});

test('where so much has changed that nothing is told of it, the page is fetched again', async () => {
  const room = numberedRoom(4, {
    askAfter: async () => ({ seq: 5, tooFar: true }),
    apply: () => expect('patched').toBe('fetched again'),
    startAfresh: async () => 5,
  });
  room.hear({ seq: 5, patches: [], afresh: true });
  await room.catchUp();
  expect(room.opened({ seq: 5, behind: false })).toBeUndefined();
});

test('nothing is asked when the page is as far as the room', () => {
  const room = numberedRoom(4, { askAfter: () => expect('asked').toBe('not asked') });
  expect(room.opened({ seq: 4, behind: false })).toBeUndefined();
});

/** The same numbers for the same seed, so that a failure can be looked at again. */
function numbersFrom(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}
