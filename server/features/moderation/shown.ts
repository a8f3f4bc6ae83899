import { formatDate } from '../../platform/dates.ts';
import { formatLastDay } from '../../platform/days.ts';
import { addressOfPost, moderationOf } from '../replies/addresses.ts';
import { shownReply } from '../replies/shown.ts';
import { addressOfRule } from '../rules/addresses.ts';
import { sectionsOf } from '../topics/rendering.ts';
import { shownRow } from '../topics/shown.ts';
import { didWords, isOfAuthor, isPurged, type Target, wordsOf } from './acts.ts';
import { keptUntil, undoneUntil, whyNotUndo, whyNoUndoYet } from './policy.ts';
import { changeIn, type LoggedAct } from './queries.ts';

/** A post for whoever moderates it, with its text although nobody else may read it. */
export function shownTarget({ topic, reply, posting }: Target) {
  const place = { topicId: topic.id, post: reply?.number ?? 0 };
  return {
    topic: shownRow(topic),
    reply: reply && { ...shownReply(reply), html: reply.html },
    noun: reply ? `reply ${reply.number}` : topic.kind,
    author: (reply ?? topic).author,
    texts: reply ? [{ html: reply.html }] : sectionsOf(topic.kind, topic.html),
    version: (reply ?? topic).versionCount,
    standing: standingOf({ topic, reply }),
    pausedUntil: posting?.pausedUntil ? formatLastDay(posting.pausedUntil) : undefined,
    isPurged: isPurged({ topic, reply }),
    keptFor: howLongKept({ topic, reply }),
    isMerged: topic.removedAs === 'merged',
    href: moderationOf(place),
    crumbs: crumbsOf({ topic, reply }),
    postHref: addressOfPost(place),
  };
}

/** The way to it; a topic that nobody finds leads to where it is moderated. */
function crumbsOf({ topic, reply }: Target) {
  const workspace = { text: topic.workspace.name, href: `/workspaces/${topic.workspace.slug}` };
  if (!topic.removedAs) return [workspace, { text: topic.title, href: `/topics/${topic.id}` }];
  const whole = { text: topic.title, href: moderationOf({ topicId: topic.id, post: 0 }) };
  return reply ? [workspace, whole] : [workspace];
}

/** How it stands, in words. */
function standingOf({ topic, reply }: Target): string[] {
  if (reply) {
    if (!reply.removedAt)
      return [reply.purgedAt ? 'Deleted with its topic' : 'Everyone who sees the topic can read it'];
    return [reply.removedAs ? taken[reply.removedAs] : 'Its author removed it'];
  }
  if (topic.removedAs) return [taken[topic.removedAs]];
  return [
    topic.visibility === 'public' ? 'Public' : 'Only the group can see it',
    topic.lockedAt ? 'locked' : '',
    topic.slowMinutes > 0
      ? `slowed down to one reply in ${topic.slowMinutes} ${topic.slowMinutes === 1 ? 'minute' : 'minutes'}`
      : '',
    topic.pinnedUntil ? `pinned until ${formatLastDay(topic.pinnedUntil)}` : '',
  ].filter(Boolean);
}

/** How long the text of what was removed is kept, or when it was deleted, in words. */
export function howLongKept({ topic, reply }: Target): string {
  const { removedAs, removedAt, heldAt, purgedAt } = reply ?? topic;
  if (purgedAt) return `Its text was deleted on ${formatDate(purgedAt)}. It cannot be put back.`;
  if (removedAs !== 'removed' || !removedAt) return '';
  if (heldAt) return `Its text is kept until a coordinator releases it: held on ${formatDate(heldAt)}.`;
  const until = formatDate(keptUntil(removedAt));
  return `Its text is kept until ${until} and then deleted${reply ? '' : ', with all replies to it'}, but not before an appeal is decided.`;
}

/** The same in a few words, for a list. */
export function keptInShort({ removedAs, removedAt, heldAt, purgedAt }: Kept): string {
  if (purgedAt) return `text deleted on ${formatDate(purgedAt)}`;
  if (removedAs !== 'removed' || !removedAt) return '';
  return heldAt
    ? 'text kept until it is released'
    : `text deleted on ${formatDate(keptUntil(removedAt))} at the earliest`;
}

type Kept = Pick<Target['topic'], 'removedAs' | 'removedAt' | 'heldAt' | 'purgedAt'>;

const taken = { hidden: 'Hidden', removed: 'Removed', merged: 'Merged into another topic' };

/** A line of the log. */
export function shownLine(act: LoggedAct) {
  const { pausedUntil } = changeIn(act);
  return {
    ...act,
    kind: kindIn(act),
    rule: act.rule && { title: act.rule.title, href: addressOfRule(act.rule.slug, act.rule.id) },
    did: didWords(act.act),
    cameToNothing: act.isUndone ? 'undone' : act.isUpheldAgainst ? 'taken back after an appeal' : '',
    noun: nounIn(act),
    told: wordsOf(act.act)?.told,
    mend: wordsOf(act.act)?.mend,
    isOfAuthor: isOfAuthor(act.act),
    yours: isOfAuthor(act.act) ? 'posting' : act.post ? 'reply' : kindIn(act),
    pausedUntil: pausedUntil ? formatLastDay(new Date(pausedUntil)) : undefined,
  };
}

type Named = Pick<LoggedAct, 'kind'> & Partial<Pick<LoggedAct, 'details'>>;

/** Of what was declined there is no topic: its line says what it was. */
const kindIn = ({ kind, details }: Named): string | undefined =>
  kind ?? (typeof details?.noun === 'string' ? details.noun : undefined);

/** What it was done to, in a sentence. */
export function nounIn(act: Named & Pick<LoggedAct, 'post'>): string {
  const kind = kindIn(act);
  return act.post > 0 ? 'a reply' : kind === 'guidance' ? 'guidance' : `a ${kind ?? 'post'}`;
}

/** The same for coordinators, with whether it can be undone still. */
export const shownAct = (act: LoggedAct, newest: LoggedAct | undefined) => ({
  ...shownLine(act),
  canUndo: whyNotUndo(act, newest) === undefined,
  whyNoUndo: whyNoUndoYet(act, newest),
  undoneUntil: undoneUntil(act),
});
