import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { ourHost } from '../cited-pages/addresses.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { type LimitOnPosts, limitsOnPosts } from './limits-on-posts.ts';

const { manyPosts, sameText, manyLinks } = limitsOnPosts;
const minute = 60_000;

// In a text as it is rendered, a "<" of its author's is none: this finds links and nothing that looks like one.
const linkToElsewhere = '<a\\s[^<>]*href="https?://([^/"?#]+)';

interface Counted extends Record<string, unknown> {
  posts: number;
  topics: number;
  linksHere: number;
  links: number;
}

/**
 * The limit that somebody goes beyond with a post that they have just written, itself counted; nothing while they keep
 * within all. What coordinators approved is not counted: it was looked at.
 */
export async function findLimitReached(
  tx: Tx,
  { id }: { id: number },
  place: PostPlace,
): Promise<LimitOnPosts | undefined> {
  const since = (minutes: number) =>
    sql`${new Date(clock.now().getTime() - minutes * minute).toISOString()}::timestamptz`;
  const { rows } = await tx.execute<Counted>(sql`
    with approved as (
      select posted_topic_id, posted_reply_id from waiting_posts where author_id = ${id}
    ),
    written as (
      select topic_id, number as post, created_at, html, body as text from replies
      where author_id = ${id} and created_at > ${since(sameText.hours * 60)}
        and not exists (select from approved where posted_reply_id = replies.id)
      union all
      select id, 0, created_at,
        (select string_agg(value, '') from jsonb_each_text(html)),
        (select string_agg(value, ' ' order by key) from jsonb_each_text(content))
      from topics
      where author_id = ${id} and created_at > ${since(sameText.hours * 60)}
        and not exists (select from approved where posted_topic_id = topics.id)
    ),
    read as (
      select topic_id, post, created_at, lower(btrim(regexp_replace(text, '\\s+', ' ', 'g'))) as text,
        case when created_at > ${since(manyLinks.minutes)} then
          (select count(*) from regexp_matches(html, ${linkToElsewhere}, 'g') as link(host) where host[1] <> ${ourHost})
        else 0 end as links
      from written
    ),
    this as (select * from read where topic_id = ${place.topicId} and post = ${place.post})
    select
      (select count(*) from read where created_at > ${since(manyPosts.minutes)})::int as posts,
      (select count(distinct read.topic_id) from read, this
        where read.topic_id <> this.topic_id and read.text = this.text
          and length(this.text) >= ${sameText.letters})::int as topics,
      (select links from this)::int as "linksHere",
      (select sum(links) from read)::int as links`);
  const counted = rows[0];
  if (!counted) return undefined;
  if (counted.posts > manyPosts.posts) return 'many-posts';
  if (counted.topics >= sameText.topics) return 'same-text';
  return counted.linksHere > 0 && counted.links > manyLinks.links ? 'many-links' : undefined;
}
