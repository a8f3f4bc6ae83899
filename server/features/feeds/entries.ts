import type { FeedEntry } from '../../platform/atom.ts';
import { forElsewhere } from '../../platform/markdown/for-elsewhere.ts';
import { plainText } from '../../platform/markdown.ts';
import { withCouncil } from '../../platform/viewer.ts';
import { escapeHtml } from '../../platform/views.ts';
import { standingInWords } from '../library/standing.ts';
import { addressOf } from '../replies/addresses.ts';
import { kinds } from '../topics/kinds.ts';
import type { Subject } from './names.ts';
import { markOf, type Post } from './posts.ts';

/** A post as an entry of a feed. Its id is the address that it keeps. */
export const entryOf = (post: Post, of: Subject['kind']): FeedEntry =>
  post.reply ? replyEntry(post, post.reply, of) : topicEntry(post, of);

function topicEntry(post: Post, of: Subject['kind']): FeedEntry {
  const href = `/topics/${post.topicId}`;
  const standing = standingInWords(post);
  const replies = `${post.replyCount} ${post.replyCount === 1 ? 'reply' : 'replies'}`;
  const { createdAt, editedAt, lastActivityAt } = post;
  // In its own feed replies are entries, and how it stands is the feed's; elsewhere they are news of the topic.
  const isOwn = of === 'topic';
  const stands = isOwn ? '' : `<p>${escapeHtml(`${kinds[post.kind].label}: ${standing}. ${replies}.`)}</p>`;
  return {
    href,
    title: post.title,
    html: stands + forElsewhere(textOf(post), href),
    author: withCouncil(post.author),
    published: createdAt,
    updated: latest(createdAt, editedAt, isOwn ? null : lastActivityAt),
    categories: [kinds[post.kind].label, ...(isOwn ? [] : [standing]), ...post.tags],
    mark: markOf(post),
  };
}

/** All that it says, as its page says it. */
function textOf({ kind, html, content }: Post): string {
  const sections = kinds[kind].sections.filter(({ field }) => html?.[field]);
  const facts = kinds[kind].facts.filter(({ field }) => content?.[field]);
  return [
    ...sections.map(
      ({ field, heading }) => `${sections.length > 1 ? `<h2>${heading}</h2>\n` : ''}${html?.[field]}`,
    ),
    ...facts.map(({ field, label }) => `<p>${label}: ${escapeHtml(content?.[field])}</p>`),
  ].join('\n');
}

function replyEntry(post: Post, reply: NonNullable<Post['reply']>, of: Subject['kind']): FeedEntry {
  const href = addressOf(post.topicId, post.number);
  const { createdAt, editedAt, acceptedAt } = reply;
  const begins = plainText(reply.html, 80);
  const name = `Reply ${post.number}`;
  return {
    href,
    title: of === 'topic' ? [name, begins].filter(Boolean).join(': ') : `Answer to “${post.title}”`,
    html: (acceptedAt ? '<p>Accepted answer.</p>' : '') + forElsewhere(reply.html, href),
    author: withCouncil(reply.author),
    published: createdAt,
    updated: latest(createdAt, editedAt, acceptedAt),
    categories: acceptedAt ? ['Accepted answer'] : [],
    mark: markOf(post),
  };
}

const latest = (...moments: (Date | null)[]) =>
  new Date(Math.max(...moments.map((moment) => moment?.getTime() ?? 0)));
