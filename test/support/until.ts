import { setTimeout as pause } from 'node:timers/promises';

/** Waits for the thing itself: asks again until the answer is true-ish, and fails in words when it never is. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  seconds = 20,
): Promise<NonNullable<T>> {
  for (const giveUp = Date.now() + seconds * 1000; ; await pause(20)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > giveUp) throw new Error(`Waited ${seconds} seconds in vain until ${what}.`);
  }
}
