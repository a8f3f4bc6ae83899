/**
 * Lists are in the order of their pieces' places. A reply's place is "root.branch.number": with the newest first the
 * roots descend, while what answers a root still follows it in the order it was written.
 */
export const inOrder = {
  oldest: (a, b) => compare(a, b),
  newest: (a, b) => compare(rootOf(b), rootOf(a)) || compare(a, b),
  descending: (a, b) => compare(b, a),
};

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const rootOf = (place) => place.split('.')[0];

/**
 * Where a piece belongs among those shown: `before` is the index it is put at, and `on` says whether that is on this
 * page at all, or on an "earlier" or a "later" one.
 */
export function findPlace(place, places, order, { isFirst, isLast }) {
  const after = places.findIndex((shown) => order(place, shown) < 0);
  const before = after === -1 ? places.length : after;
  if (before === 0 && !isFirst) return { before, on: 'earlier' };
  if (before === places.length && !isLast) return { before, on: 'later' };
  return { before, on: 'this' };
}
