import { z } from 'zod';
import { optionalNumber, type ShownForm, textField } from '../../../platform/forms.ts';
import { basics } from '../forms.ts';

export const splitForm = z.object({
  numbers: textField('Numbers of other replies', { max: 2000 }).refine(
    (text) => readNumbers(text) !== undefined,
    { message: 'Enter numbers of replies, such as 21, 35 to 40' },
  ),
  title: textField('Title', { missing: 'Enter what the new question is', max: 150 }),
  ...basics,
  /** The page of the thread that is asked for next; nothing is split yet. */
  turn: optionalNumber,
});

/** The numbers that were ticked or typed, each once and in their order; a range is both ends and all between. */
export function chosenNumbers({ values }: ShownForm): number[] {
  const boxes = Object.entries(values).flatMap(([field, value]) =>
    value === 'yes' ? (ticked.exec(field)?.[1] ?? []) : [],
  );
  const typed = readNumbers(values.numbers ?? '') ?? [];
  return [...new Set([...boxes.map(Number), ...typed])].sort((one, other) => one - other);
}

/** The same form for a page with these replies: they are ticked there, all others are named by number. */
export function chosenAnew(shown: ShownForm, onPage: number[]): ShownForm {
  const chosen = chosenNumbers(shown);
  const kept = Object.entries(shown.values).filter(([field]) => field !== 'turn' && !ticked.test(field));
  const ticks = chosen
    .filter((number) => onPage.includes(number))
    .map((number) => [`reply-${number}`, 'yes']);
  const numbers = writeNumbers(chosen.filter((number) => !onPage.includes(number)));
  return { ...shown, values: Object.fromEntries([...kept, ...ticks, ['numbers', numbers]]) };
}

/** Whether no reply was chosen at all, although what was typed can be read. */
export const isNoneChosen = (shown: ShownForm): boolean =>
  !shown.errorFor.numbers && chosenNumbers(shown).length === 0;

const ticked = /^reply-([1-9]\d{0,8})$/;

function writeNumbers(numbers: number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)).join(', ');
}

const numbersAtMost = 5000;

function readNumbers(text: string): number[] | undefined {
  const found: number[] = [];
  for (const part of text.split(/[\s,;]*(?:,|;|\band\b)[\s,;]*/).filter(Boolean)) {
    const [, first, last = first] =
      /^([1-9]\d{0,8})(?:\s*(?:to|-|–)\s*([1-9]\d{0,8}))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!first || to < from || to - from + found.length >= numbersAtMost) return undefined;
    for (let number = from; number <= to; number++) found.push(number);
  }
  return found;
}
