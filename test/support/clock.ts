import { clock } from '../../server/platform/clock.ts';

const { now } = clock;

/** Lets the time of the application be so much later, until the test is over. */
export function later({ minutes = 0, hours = 0, days = 0 }): void {
  const by = ((days * 24 + hours) * 60 + minutes) * 60_000;
  clock.now = () => new Date(now().getTime() + by);
}

/** Lets it be the time that it is. */
export function backToNow(): void {
  clock.now = now;
}
