import type { Letter, Paragraph } from '../../platform/letters.ts';
import { isNoticeKind, kindWords, type NoticeKind } from '../notices/kinds.ts';
import { hrefOf, sayNotice } from '../notices/say.ts';
import { inWords } from '../roles/words.ts';
import type { MailedNotice } from './list-for-mail.ts';
import { canBeNamed, subjectOf, wordsOf } from './say-notice.ts';
import { type Choices, type How, usualSettings } from './settings.ts';
import type { Stop } from './stop.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    notices: true;
    digest: true;
    week: true;
  }
}

const quotedAlone = 1500;
const quotedInDigest = 400;
const mostInDigest = 60;

type StopAddress = (stop: Stop) => string;

/** What comes at once of one topic, or of none: at least one. */
export function drawNotices(notices: MailedNotice[], stopAt: StopAddress): Letter<'notices' | 'week'> {
  const [first] = notices as [MailedNotice];
  const isNamed = canBeNamed(first);
  const one = notices.length === 1;
  return {
    kind: first.kind === 'week' && one ? 'week' : 'notices',
    subject: isNamed ? subjectOfAll(notices) : 'Something new for you in Standard Practice',
    paragraphs: [
      one || !isNamed || !first.topic ? '' : `In the workspace “${first.workspace?.name}”:`,
      ...notices.flatMap((notice) => drawOne(notice, { isNamed, one })),
    ],
    stop: stopOf(notices, stopAt),
    thread: first.topic ? `topic-${first.topic.id}` : undefined,
  };
}

function subjectOfAll(notices: MailedNotice[]): string {
  const [first] = notices as [MailedNotice];
  if (notices.length === 1) return subjectOf(first);
  const what = notices.every(({ kind }) => kind === 'reply' || kind === 'followed') ? 'new replies' : 'new';
  return first.topic
    ? `${notices.length} ${what} in “${first.topic.title}”`
    : `${notices.length} notices for you`;
}

function drawOne(notice: MailedNotice, { isNamed, one }: { isNamed: boolean; one: boolean }): Paragraph[] {
  const { words, kind, topic, workspace } = notice;
  const read = { [one ? 'button' : 'link']: readWhat(notice), href: hrefOf(notice) } as Paragraph;
  if (!isNamed)
    return [
      `${unnamed} in the workspace “${workspace?.name}”, which keeps what is written there out of email.`,
      read,
    ];
  if (words && kind !== 'mention') return [...words.paragraphs, read];
  const where = topic && one ? ` in “${topic.title}”` : '';
  const text = wordsOf(notice, quotedAlone);
  return [
    `${sayNotice(notice)}${kind === 'topic' ? '' : where}${text ? ':' : '.'}`,
    ...(text ? [{ quote: text }] : []),
    read,
    ...(words?.paragraphs ?? []),
  ];
}

/** What a link says of where it leads, also to whoever goes through the links of a mail alone. */
const readWhat = (notice: MailedNotice): string =>
  notice.post && canBeNamed(notice) ? `Read reply ${notice.post}` : 'Read it';

const unnamed = 'There is something new for you';

/** A digest of what happened in many topics, by workspace: at least one thing. */
export function drawDigest(
  notices: MailedNotice[],
  how: Exclude<How, 'at-once'>,
  stopAt: StopAddress,
  kinds: Choices = usualSettings.kinds,
): Letter<'digest'> {
  const shown = notices.slice(0, mostInDigest);
  const rest = notices.length - shown.length;
  const byWorkspace = Map.groupBy(shown, ({ workspace }) => workspace?.name ?? '');
  return {
    kind: 'digest',
    subject: `Your ${how} digest: ${countOf(notices)}`,
    paragraphs: [
      ...[...byWorkspace].flatMap(([name, some]) => [
        { heading: name || 'Other notices' },
        ...drawWorkspace(some),
      ]),
      ...(rest > 0 ? [{ link: `And ${rest} more: see all your notices`, href: '/notices' }] : []),
    ],
    stop: stopOfDigest(notices, how, stopAt, kinds),
  };
}

function countOf(notices: MailedNotice[]): string {
  const topics = new Set(notices.flatMap(({ topic }) => topic?.id ?? [])).size;
  const count = `${notices.length} new`;
  return topics > 0 ? `${count} in ${topics} ${topics === 1 ? 'topic' : 'topics'}` : count;
}

function drawWorkspace(notices: MailedNotice[]): Paragraph[] {
  const byTopic = Map.groupBy(notices, ({ topic, id }) => (topic ? `topic ${topic.id}` : `notice ${id}`));
  return [...byTopic.values()].flatMap((some) => {
    const [first] = some as [MailedNotice];
    if (!canBeNamed(first)) return [{ link: unnamed, href: hrefOf(first) }];
    if (!first.topic) return [...(first.words?.paragraphs ?? []), { link: 'See it', href: hrefOf(first) }];
    return [
      { link: first.topic.title, href: hrefOf(first) },
      ...some.flatMap((notice) => drawLine(notice, notice !== first)),
    ];
  });
}

/** Where the first of a topic leads its title has said. */
function drawLine(notice: MailedNotice, withLink: boolean): Paragraph[] {
  const text = notice.words && notice.kind !== 'mention' ? '' : wordsOf(notice, quotedInDigest);
  return [
    `${sayNotice(notice)}${text ? ':' : '.'}`,
    ...(text ? [{ quote: text }] : []),
    ...(withLink ? [{ link: readWhat(notice), href: hrefOf(notice) }] : []),
  ];
}

/**
 * What one press ends: hearing of each reply in this topic, or email of such notices, also where it is told to whoever looks
 * after the topic, however they follow it.
 */
function stopOf(notices: MailedNotice[], stopAt: StopAddress): Letter['stop'] {
  const topic = notices.find(
    ({ kind, isReaders }) => kind === 'followed' || (kind === 'solved' && !isReaders),
  )?.topic;
  if (topic) return { href: stopAt({ topicId: topic.id }), says: 'Stop emails about this topic' };
  return stopOfKinds(notices, stopAt);
}

/** The digest, or where nobody asked for it, as it only has what was too much at once, email of such notices. */
function stopOfDigest(
  notices: MailedNotice[],
  how: How,
  stopAt: StopAddress,
  kinds: Choices,
): Letter['stop'] {
  if (how !== 'at-once' && notices.some(({ kind }) => kinds[kind] === how))
    return { href: stopAt({ digest: how }), says: `Stop the ${how} digest` };
  return stopOfKinds(notices, stopAt);
}

function stopOfKinds(notices: MailedNotice[], stopAt: StopAddress): Letter['stop'] {
  const kinds = [...new Set(notices.map(({ kind }) => kind))];
  const of = kinds.some((kind) => kind === 'reply' || kind === 'mention') ? notices[0]?.topic?.id : undefined;
  return { href: stopAt({ kinds, of }), says: `Stop emails of ${kindsInWords(kinds)}` };
}

/** "mentions and replies to you"; a link may be so old that there is no such kind any more. */
export const kindsInWords = (kinds: NoticeKind[]): string =>
  inWords(kinds.filter(isNoticeKind).map((kind) => kindWords[kind].name.toLowerCase()));
