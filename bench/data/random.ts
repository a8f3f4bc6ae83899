/** The same numbers in every run, so that two runs work on the same data. */
export function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    between: (from: number, to: number) => from + below(to - from + 1),
    chance: (likely: number) => next() < likely,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
  };
}

export type Random = ReturnType<typeof createRandom>;
