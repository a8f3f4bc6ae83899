import type { Tx } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { canBeAppealed, isAppealDecision } from '../appeals/policy.ts';
import { giveNotices } from '../notices/give-notices.ts';
import type { Told } from '../notices/tell-person.ts';
import { addressOf } from '../replies/addresses.ts';
import { listAuthorsOf } from '../replies/queries.ts';
import { type Change, didWords, isOfAuthor, type Target, wordsOf } from './acts.ts';

interface Moderated {
  id: number;
  name: string;
  target: Target;
  reason: string;
  note: string;
  rule?: { title: string };
  change?: Change;
}

/** Whoever wrote it hears what was done and why, and what they can do; the post itself they may not see any more. */
export const postWasModerated = ({ id, name, target, reason, note, rule, change }: Moderated): Told => ({
  subject: `A coordinator ${wordsOf(name)?.told} your ${nounOf(target, name)} in ${target.topic.workspace.name}`,
  paragraphs: [
    change?.pausedUntil ? `You can post there again after ${formatLastDay(change.pausedUntil)}.` : '',
    `The reason: ${reason}`,
    rule ? `The rule: ${rule.title}` : '',
    note,
    wordsOf(name)?.mend ?? '',
    canBeAppealed(name) ? howToAppeal(name) : '',
    { link: 'What was done, and what you can do', href: addressOfAct(id) },
  ],
  href: addressOfAct(id),
});

const howToAppeal = (name: string): string =>
  `${name === 'hide' ? 'When you have mended it, or if this was not right' : 'If this was not right'}, you can appeal once: somebody decides who did not act.`;

export const actWasUndone = ({ id, act, target }: { id: number; act: string; target: Target }): Told => ({
  subject: isAppealDecision(act)
    ? `Taken back: what was decided about your appeal in ${target.topic.workspace.name}`
    : `Taken back: a coordinator ${wordsOf(act)?.told ?? didWords(act)} your ${nounOf(target, act)} in ${target.topic.workspace.name}`,
  paragraphs: [
    isAppealDecision(act)
      ? 'It was decided about your appeal. That decision is taken back, and the appeal is open again.'
      : 'It is as it was before.',
    { link: 'What was done', href: addressOfAct(id) },
  ],
  href: addressOfAct(id),
});

export const addressOfAct = (id: number) => `/moderation/acts/${id}`;
/** What it was done to, for whoever wrote it. */
export const nounOf = ({ topic, reply }: Target, act: string): string =>
  isOfAuthor(act) ? 'posting' : reply ? 'reply' : topic.kind;

interface Moved {
  id: number;
  /** Where they are now. */
  topicId: number;
  replyIds: number[];
  notTo: number[];
  reason: string;
  isBack?: boolean;
}

/** Each author of replies that were moved hears of it once, however many are theirs; of the topics no title is named. */
export async function tellMoved(
  tx: Tx,
  by: { id: number },
  { id, topicId, replyIds, notTo, reason, isBack = false }: Moved,
): Promise<void> {
  const authors = await listAuthorsOf(tx, replyIds);
  const where = isBack ? 'back to where they were' : 'to another topic';
  const told = authors
    .filter(({ personId }) => personId !== by.id && !notTo.includes(personId))
    .map(({ personId, count, number }) => ({
      personId,
      kind: 'act' as const,
      actorId: by.id,
      href: addressOf(topicId, number),
      once: `moved:${id}`,
      words: {
        subject: `A coordinator moved ${count === 1 ? 'a reply' : `${count} replies`} of yours ${where}`,
        paragraphs: [
          `The reason: ${reason}`,
          'Old addresses lead to where they are now.',
          { link: 'Where they are now', href: addressOf(topicId, number) },
        ],
      },
    }));
  await giveNotices(tx, told);
}
