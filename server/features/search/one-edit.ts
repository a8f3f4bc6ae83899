/** True when one slip makes one word of the other: a letter too many, too few, another, or two the wrong way round. */
export function isOneEditAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (one === other || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  let end = 0;
  while (end < short.length - from && short.at(-1 - end) === long.at(-1 - end)) end++;
  const left = short.slice(from, short.length - end);
  const right = long.slice(from, long.length - end);
  if (right.length <= 1) return true;
  return right.length === 2 && left.length === 2 && left[0] === right[1] && left[1] === right[0];
}
