import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { figure } from '../../platform/figure.ts';

/** How much a word counts by where it stands: the method is BM25F, with one length for all the fields of a post. */
const weights = { title: 6, tags: 2, body: 1, answer: 1.2, reply: 0.35 };
/** How soon more of the same word says nothing new. */
const saturation = 2.5;
/** How much is taken off for a long text, and what is neither long nor short, in different words. */
const lengthCounts = 0.65;
const usualLength = 50;

interface Posts {
  topicIds: number[];
  /** Only the topics themselves, or only this one reply. */
  only?: 'topic' | { replyId: number };
}

/** Writes which words these posts have now, to be found by them. Part of whatever changes a post; its topic is held. */
export async function indexPosts(tx: Tx, posts: Posts): Promise<void> {
  const { topicIds, only } = posts;
  const lost = await forgetWords(tx, posts);
  const found = wordsOf(posts);
  // In the order of the words, so that two who bring the same new ones never wait for one another.
  await tx.execute(sql`
    with found as materialized (${found})
    insert into search_words (word) select distinct word from found
    where (${idOf(sql`found.word`)}) is null
    order by word on conflict do nothing`);
  if (typeof only !== 'object')
    await tx.execute(sql`
      insert into title_words (word) select distinct lexeme
      from topic_texts, unnest(to_tsvector('simple', title || ' ' || tags))
      where topic_id = any(${asArray(topicIds)}) and length(lexeme) between 4 and 40
      order by lexeme on conflict do nothing`);
  await tx.execute(sql`
    with found as materialized (${found}), written as (
      insert into search_postings (word_id, topic_id, post, strength)
      select (${idOf(sql`found.word`)}), topic_id, post, strength from found returning word_id, topic_id, strength
    ), strongest as materialized (
      select word_id, topic_id, max(strength) as strength
      from (select * from written ${only ? sql`union all ${inOtherPosts(lost)}` : undefined}) as posts group by word_id, topic_id
    )
    ${only ? mergeStrongest : sql`insert into search_topic_words (word_id, topic_id, strength) select * from strongest`}`);
}

type Lost = { wordIds: number[]; topicIds: number[] };

/** Forgets the words of these posts, and says which of their topics' words those were. */
async function forgetWords(tx: Tx, { topicIds, only }: Posts): Promise<Lost> {
  const { rows } = await tx.execute<Lost>(sql`
    with gone as (
      delete from search_postings where topic_id = any(${asArray(topicIds)}) ${
        only === 'topic'
          ? sql`and post = 0`
          : only && sql`and post = (select number from replies where id = ${only.replyId})`
      } returning word_id, topic_id
    ), lost as (
      delete from search_topic_words as known using (select distinct word_id, topic_id from gone) as gone
      where known.word_id = gone.word_id and known.topic_id = gone.topic_id returning known.word_id, known.topic_id
    )
    select coalesce(array_agg(word_id), '{}') as "wordIds", coalesce(array_agg(topic_id), '{}') as "topicIds" from lost`);
  return rows[0] ?? { wordIds: [], topicIds: [] };
}

/** What the other posts of these topics say of words that were forgotten. */
const inOtherPosts = ({ wordIds, topicIds }: Lost): SQL => sql`
  select word_id, topic_id, strength
  from unnest(${asArray(wordIds)}, ${asArray(topicIds)}) as lost(word_id, topic_id)
  join search_postings using (word_id, topic_id)`;

const mergeStrongest = sql`
  merge into search_topic_words as known using strongest
  on known.word_id = strongest.word_id and known.topic_id = strongest.topic_id
  when matched and known.strength < strongest.strength then update set strength = strongest.strength
  when not matched then insert (word_id, topic_id, strength) values (word_id, topic_id, strength)`;

/** Forgets topics that are deleted. */
export async function forgetTopics(tx: Tx, topicIds: number[]): Promise<void> {
  await forgetWords(tx, { topicIds });
}

/** Looked up word by word: joined, Postgres would rather read every word there is. */
const idOf = (word: SQL) => sql`select id from search_words known where known.word = ${word} collate "C"`;

const asArray = (ids: number[]) => sql`${sql.param(ids)}::int[]`;
const words = (text: string, weight: 'A' | 'B' | 'C') =>
  sql.raw(`setweight(to_tsvector('public.plain_english', ${text}), '${weight}')`);
const times = (weight: 'A' | 'B' | 'C') => sql.raw(`cardinality(array_positions(weights, '${weight}'))`);

/** The words of the names of files in a text: to Postgres “parking-map.pdf” is one word, the name of a computer. */
const namesOfFiles = (text: string) => `coalesce((
  select string_agg(regexp_replace(name[1], '[._-]+', ' ', 'g'), ' ')
  from regexp_matches(${text}, '(\\S+)\\.(?:pdf|docx|xlsx|pptx|od[tsp]|csv|txt|png|jpe?g|gif|webp|avif)\\M', 'gi') as name), '')`;

/** The words of posts as they are now: a removed reply has none. */
function wordsOf({ topicIds, only }: Posts): SQL {
  const ofTopics = sql`
    select topic_id, 0 as post, 1.0 as weight,
      ${words('title', 'A')} || ${words('tags', 'B')} || ${words('body', 'C')}
        || ${words(namesOfFiles('body'), 'C')} as words
    from topic_texts where topic_id = any(${asArray(topicIds)})`;
  const ofReplies = sql`
    select topic_id, number as post,
      case when accepted_at is null then ${figure(weights.reply)} else ${figure(weights.answer)} end as weight,
      ${words('text', 'C')} || ${words(namesOfFiles('text'), 'C')} as words
    from replies, lateral (select plain_text(html) as text) as plain where topic_id = any(${asArray(topicIds)}) and replies.removed_at is null
      ${typeof only === 'object' ? sql`and id = ${only.replyId}` : undefined}`;
  const all = sql`${ofTopics} union all ${ofReplies}`;
  const texts = only === 'topic' ? ofTopics : only ? ofReplies : all;
  return sql`
    select topic_id, post, lexeme as word, round(10000 * tf / (tf + ${figure(saturation)}))::smallint as strength
    from (
      select topic_id, post, lexeme,
        weight * (${figure(weights.title)} * ${times('A')} + ${figure(weights.tags)} * ${times('B')} + ${figure(weights.body)} * ${times('C')}
          / (1 - ${figure(lengthCounts)} + ${figure(lengthCounts)} * length(words) / ${figure(usualLength)}::float8)) as tf
      -- Offset keeps Postgres from making the words of a text again for each of them.
      from (select * from (${texts}) as each offset 0) as texts, unnest(words)
    ) as counted where length(lexeme) <= 100`;
}
