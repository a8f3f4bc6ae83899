import { shorten } from '../../platform/markdown.ts';
import { shownRow } from '../topics/shown.ts';
import type { browse } from './browse.ts';

type Browsed = Awaited<ReturnType<typeof browse>>['topics'][number];

/** What is known, as the library shows it: a problem with its answer, and who confirmed that it solved it. */
export function shownKnown({ answer, ...topic }: Browsed) {
  return { ...shownRow(topic), answer: answer && { ...answer, text: shorten(answer.text, 300) } };
}
