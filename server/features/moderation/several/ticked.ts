import type { Ticked } from './act-on-several.ts';

const atMost = 50;

const fields = { ticked: /^topic-([1-9]\d{0,9})$/, offered: /^offered-([1-9]\d{0,9})$/ };

/**
 * The topics whose boxes were ticked, or were there to be ticked, each with the newest act that was known of when its box was
 * drawn: "topic-7" is "12".
 */
export function readTicked(sent: Record<string, unknown>, which: keyof typeof fields = 'ticked'): Ticked {
  const ticked: Ticked = new Map();
  for (const [name, value] of Object.entries(sent)) {
    const id = Number(fields[which].exec(name)?.[1]);
    if (!id || id > 2_147_483_647 || ticked.size === atMost) continue;
    ticked.set(id, /^\d{1,10}$/.test(String(value)) ? Number(value) : 0);
  }
  return ticked;
}
