import type { ShownForm } from '../../platform/forms.ts';

/** What its buttons do to a form that is not saved by it: another place for a rule, or a place for a new one. */
export function arrange(shown: ShownForm, keys: string[], act: string): ShownForm {
  const values = { ...shown.values, inOrder: arranged(keys, act).join(' ') };
  return { values, errors: [], errorFor: {} };
}

export const isArranging = (act: unknown): act is string =>
  typeof act === 'string' && /^(add|(up|down)-\w+)$/.test(act);

function arranged(keys: string[], act: string): string[] {
  if (act === 'add') return [...keys, nextNew(keys)];
  const [way, key = ''] = act.split('-');
  const from = keys.indexOf(key);
  const to = way === 'up' ? from - 1 : from + 1;
  const next = keys[to];
  if (from < 0 || next === undefined) return keys;
  return keys.map((other, at) => (at === to ? key : at === from ? next : other));
}

/** The name of a place for a new rule that no other in the form has. */
export const nextNew = (keys: string[]): string =>
  `new${1 + Math.max(0, ...keys.map((key) => Number(key.match(/^new(\d+)$/)?.[1] ?? 0)))}`;
