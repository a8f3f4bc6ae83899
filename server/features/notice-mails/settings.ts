import type { NoticeKind } from '../notices/kinds.ts';
import type { DigestTimes } from './digest-times.ts';
import type { WorkingHours } from './working-hours.ts';

/** How a notice comes by mail: soon, or with others in a digest. */
export type How = 'at-once' | 'daily' | 'weekly';

/** What can be chosen for a kind of notice, in the order of the page. */
export const choices = ['at-once', 'daily', 'weekly', 'none'] as const;

export type Choice = (typeof choices)[number];

export type Choices = Record<NoticeKind, Choice>;

export interface MailSettings extends WorkingHours, DigestTimes {
  kinds: Choices;
}

const everythingAtOnce: Choices = {
  mention: 'at-once',
  reply: 'at-once',
  accepted: 'at-once',
  act: 'at-once',
  invitation: 'at-once',
  review: 'at-once',
  asked: 'at-once',
  followed: 'at-once',
  topic: 'at-once',
  solved: 'at-once',
  week: 'at-once',
};

/** Choices for every kind at once. */
export const presets = {
  quiet: {
    mention: 'daily',
    reply: 'daily',
    accepted: 'weekly',
    act: 'daily',
    invitation: 'daily',
    review: 'daily',
    asked: 'daily',
    followed: 'none',
    topic: 'none',
    solved: 'weekly',
    week: 'daily',
  },
  normal: { ...everythingAtOnce, followed: 'daily', topic: 'daily', solved: 'daily' },
  everything: everythingAtOnce,
} satisfies Record<string, Choices>;

export type Preset = keyof typeof presets;

/** Each with what it fills in, said before it is chosen. */
export const presetWords: Record<Preset, { text: string; means: string }> = {
  quiet: {
    text: 'Quiet',
    means: 'Nothing at once: digests of what concerns you, and no new topics or replies in what you follow',
  },
  normal: { text: 'Normal', means: 'What concerns you at once, and what you follow in a daily digest' },
  everything: { text: 'Everything', means: 'All of it at once' },
};

/** What holds for whoever has chosen nothing. */
export const usualSettings: MailSettings = {
  kinds: presets.normal,
  hoursFrom: 8,
  hoursTo: 18,
  days: [1, 2, 3, 4, 5],
  digestHour: 9,
  digestWeekday: 1,
  restsOnHolidays: true,
};
