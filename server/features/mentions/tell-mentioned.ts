import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { listDeafTo } from '../follows/followers.ts';
import type { Place } from '../guests/takes-part.ts';
import { giveNotices, oncePost } from '../notices/give-notices.ts';
import { listCoordinatorsOf, listCouncilsWithLeads, listNamed } from './queries.ts';
import { type Mentioned, readMentions, readNames, speaksToNobody, withoutNameOf } from './read-mentions.ts';
import { mentions } from './tables.ts';

interface Topic extends Place {
  id: number;
  title: string;
  state: string;
}

/** A post in a topic that is held: the topic itself, or one of its replies. */
interface Post {
  topic: Topic;
  reply?: { id: number; number: number };
  texts: string[];
  /** Set where whoever writes it is not its author: nobody is told that they are spoken to. */
  isQuiet?: boolean;
}

interface Addressee {
  id: number;
  /** As whom they are told: "you", "Camden", "the coordinators"; and because of what. */
  as: string;
  because: string;
}

const mostNamed = 20;

/**
 * Tells whoever a post speaks to and may see it, once for each of them however often it is edited. A draft
 * tells nobody before it is published.
 */
export async function tellMentioned(tx: Tx, author: SignedIn, post: Post): Promise<void> {
  const { topic, reply, texts, isQuiet = false } = post;
  const spoken = readMentions(texts);
  const names = readNames(texts);
  if (speaksToNobody(spoken) && names.length === 0) return;
  if (spoken.personIds.length + spoken.councils.length > mostNamed) throw tooMany();

  const found = names.length > 0 ? await listNamed(tx, names, topic) : [];
  const named = found.filter(({ hasName }) => hasName);
  const nameless = found.filter(({ hasName }) => !hasName);
  if (nameless.some(({ id }) => texts.some((text) => withoutNameOf(id, text) !== text))) throw nameIsGone();
  const spokenTo = named.filter(({ id }) => spoken.personIds.includes(id));
  const told =
    topic.state === 'draft' || isQuiet ? [] : await addresseesOf(tx, author, spoken, topic, spokenTo);
  const rows = [...new Set([...named, ...told].map(({ id }) => id))].map((personId) => ({
    topicId: topic.id,
    replyId: reply?.id ?? null,
    personId,
    toldAt: told.some(({ id }) => id === personId) ? clock.now() : null,
  }));
  if (rows.length === 0) return;
  const written = await tx
    .insert(mentions)
    .values(rows)
    .onConflictDoUpdate({
      target: [mentions.topicId, mentions.replyId, mentions.personId],
      set: { toldAt: sql`excluded.told_at` },
      setWhere: sql`${mentions.toldAt} is null`,
    })
    .returning({ personId: mentions.personId });
  const isNew = new Set(written.map(({ personId }) => personId));
  const now = told.filter(({ id }) => isNew.has(id));
  await giveNotices(tx, await noticesFor(tx, now, author, topic, reply?.number ?? 0));
}

type Named = Awaited<ReturnType<typeof listNamed>>;

/** Everybody once, by what speaks to them most directly. Guests find no people, and so speak to nobody by name. */
async function addresseesOf(
  tx: Tx,
  author: SignedIn,
  { councils, coordinators }: Mentioned,
  place: Place,
  named: Named,
) {
  const found: Addressee[] = [];
  if (author.kind === 'member')
    for (const person of named)
      if (person.isHere && person.sees) found.push({ ...person, as: 'you', because: '' });
  if (councils.length > 0)
    for (const { name, leads } of await listCouncilsWithLeads(tx, councils))
      for (const lead of leads)
        found.push({ ...lead, as: name, because: `You are told because you are a lead of ${name}.` });
  if (coordinators)
    for (const one of await listCoordinatorsOf(tx, place.workspace.id))
      found.push({
        ...one,
        as: 'the coordinators',
        because: 'You are told because you coordinate the workspace it is in.',
      });
  const byId = new Map(found.toReversed().map((addressee) => [addressee.id, addressee]));
  byId.delete(author.id);
  return [...byId.values()];
}

/** For all of them but those who want to hear nothing of the topic. */
async function noticesFor(tx: Tx, told: Addressee[], { id: actorId }: SignedIn, topic: Topic, post: number) {
  if (told.length === 0) return [];
  const place = { id: topic.id, workspaceId: topic.workspace.id };
  const ids = told.map(({ id }) => id);
  const deaf = await listDeafTo(place, ids, tx);
  return told
    .filter(({ id }) => !deaf.includes(id))
    .map(({ id: personId, as, because }) => ({
      personId,
      kind: 'mention' as const,
      topicId: topic.id,
      post,
      actorId,
      words: { subject: '', paragraphs: because ? [because] : [], as },
      once: oncePost(topic.id, post),
    }));
}

const nameIsGone = () =>
  new Refusal(
    409,
    'Somebody you mention has taken their name off',
    'They have left, and nothing here may name them any more. Take their name out of your text and post it again.',
  );

const tooMany = () =>
  new Refusal(
    422,
    'This mentions too many people',
    `A post can mention ${mostNamed} people and councils at most. Take some out and post it again.`,
  );
