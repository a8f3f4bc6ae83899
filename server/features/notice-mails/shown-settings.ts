import { clock } from '../../platform/clock.ts';
import { formatDate, formatTime } from '../../platform/dates.ts';
import type { ShownForm } from '../../platform/forms.ts';
import { dayAfter, londonHourOf, weekdayOf } from '../../platform/london.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { kindsFor, kindWords, type NoticeKind } from '../notices/kinds.ts';
import { inWords } from '../roles/words.ts';
import { nextDigestAt } from './digest-times.ts';
import { fieldOf, fieldOfDay, weekdays } from './forms.ts';
import { choices, type How, type MailSettings, presets, presetWords } from './settings.ts';

const choiceWords = { 'at-once': 'At once', daily: 'Daily', weekly: 'Weekly', none: 'No email' };

/** The page of somebody's settings, with the form as it is filled in. */
export function settingsPage(viewer: SignedIn, settings: MailSettings, form: ShownForm) {
  return {
    form,
    says: sentencesOf(settings, kindsFor(viewer)),
    presets: Object.entries(presetWords).map(([value, words]) => ({ value, ...words })),
    choices: choices.map((choice) => choiceWords[choice]),
    kinds: kindsFor(viewer).map((kind) => ({
      ...kindWords[kind],
      field: fieldOf(kind),
      choices: choices.map((value) => ({
        value,
        text: choiceWords[value],
        isChosen: form.values[fieldOf(kind)] === value,
        presets: Object.entries(presets).flatMap(([name, kinds]) => (kinds[kind] === value ? name : [])),
      })),
    })),
    days: weekdays.map((text, at) => ({ name: fieldOfDay(at + 1), text })),
    weekdays: weekdays.map((text, at) => ({ value: String(at + 1), text })),
    hours: hours(0, 23),
    laterHours: hours(1, 24),
  };
}

/** What somebody gets and when, in sentences. */
export function sentencesOf(settings: MailSettings, asked: NoticeKind[]): string[] {
  const isAny = (how: How) => asked.some((kind) => settings.kinds[kind] === how);
  const digests = (['daily', 'weekly'] as const)
    .filter(isAny)
    .map((how) => `Next ${how} digest: ${momentInWords(nextDigestAt(how, clock.now(), settings))}.`);
  const { hoursFrom, hoursTo } = settings;
  const atOnce = `What comes at once comes ten minutes after it happened, between ${hourInWords(hoursFrom)} and ${hourInWords(hoursTo)} on ${daysInWords(settings)}.`;
  const sentences = [...digests, isAny('at-once') ? atOnce : ''].filter(Boolean);
  return sentences.length > 0 ? sentences : ['You get no email of notices.'];
}

/** "tomorrow at 9am" */
function momentInWords(moment: Date): string {
  const { day, hour } = londonHourOf(moment);
  const { day: today } = londonHourOf(clock.now());
  const name = `${weekdays[weekdayOf(day) - 1]} ${formatDate(moment)}`;
  const when = day === today ? 'today' : day === dayAfter(today) ? 'tomorrow' : name;
  return `${when} at ${hourInWords(hour)}`;
}

function daysInWords({ days, restsOnHolidays }: MailSettings): string {
  const isWorkingWeek = days.join() === '1,2,3,4,5';
  const named = isWorkingWeek ? 'Monday to Friday' : inWords(days.map((day) => `${weekdays[day - 1]}s`));
  return days.length === 7
    ? `every day${restsOnHolidays ? ' but bank holidays' : ''}`
    : `${named}${restsOnHolidays ? ', not on bank holidays' : ''}`;
}

/** Of an hour up to 24, the end of the day. */
const hourInWords = (hour: number): string => formatTime(hour % 24);

const hours = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    value: String(from + at),
    text: hourInWords(from + at),
  }));
