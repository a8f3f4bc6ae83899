import { clock } from '../../platform/clock.ts';

const hour = 3_600_000;

/** After how many hours a case has waited, and waited too long. */
const limits = { usual: { waiting: 24, overdue: 72 }, urgent: { waiting: 4, overdue: 24 } };

/** How long something has waited, in words that need no colour: "Overdue: 4 days". */
export function ageOf(since: Date, isUrgent = false) {
  const hours = Math.floor((clock.now().getTime() - since.getTime()) / hour);
  const { waiting, overdue } = isUrgent ? limits.urgent : limits.usual;
  const level = hours >= overdue ? 'overdue' : hours >= waiting ? 'waiting' : 'new';
  return { level, words: `${labels[level]}: ${inWords(hours)}` } as const;
}

const labels = { new: 'New', waiting: 'Waiting', overdue: 'Overdue' };

function inWords(hours: number): string {
  if (hours < 1) return 'less than an hour';
  if (hours < 24) return hours === 1 ? '1 hour' : `${hours} hours`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${days} days`;
}
