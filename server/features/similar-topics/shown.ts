import { shorten } from '../../platform/markdown.ts';
import { shownRow } from '../topics/shown.ts';
import { answersAlready } from './policy.ts';
import type { Similar } from './queries.ts';

/** What is far less like it than the first is only in the way. */
const nearEnough = 0.4;

/** Similar topics as a list shows them: with the beginning of their answer, where they have one. */
export function shownSimilar(found: Similar[]) {
  const most = Math.max(...found.map(({ likeness }) => likeness));
  const near = found.filter(({ likeness }) => likeness >= nearEnough * most);
  return near.map(({ answer, ...topic }) => ({
    ...shownRow(topic),
    answer: shorten(answer, 220),
    answersAlready: answersAlready(topic),
  }));
}
