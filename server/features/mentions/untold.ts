import { and, eq, isNull } from 'drizzle-orm';
import { readNumber } from '../../platform/addresses.ts';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import type { Place } from '../guests/takes-part.ts';
import { replies } from '../replies/tables.ts';
import { inWords } from '../roles/words.ts';
import { findTopicFor } from '../topics/queries.ts';
import { textsOf } from '../topics/rendering.ts';
import { listCouncilsWithLeads, listNamed } from './queries.ts';
import { type Mentioned, readMentions, speaksToNobody } from './read-mentions.ts';

/** Says to whoever writes whom a post speaks to in vain, and why; empty where there is nobody. */
export async function sayWhoIsNotTold(writer: SignedIn, place: Place, texts: string[]): Promise<string> {
  const mentioned = readMentions(texts);
  if (speaksToNobody(mentioned)) return '';
  const sentences = [await aboutPeople(writer, place, mentioned), await aboutCouncils(mentioned)];
  return sentences.flat().join(' ');
}

async function aboutPeople(writer: SignedIn, place: Place, { personIds }: Mentioned): Promise<string[]> {
  if (personIds.length === 0) return [];
  if (writer.kind === 'guest')
    return ['Guests cannot tell people by name. Write @coordinators to tell who looks after this workspace.'];
  const found = await listNamed(db, personIds, place);
  const named = found.filter(({ id, hasName }) => hasName && id !== writer.id);
  const gone = named.filter(({ isHere }) => !isHere);
  const outside = named.filter(({ isHere, sees }) => isHere && !sees);
  return [
    sentence(outside, 'cannot see this topic, so is not told.', 'cannot see this topic, so are not told.'),
    sentence(gone, 'does not take part now, so is not told.', 'do not take part now, so are not told.'),
  ].flat();
}

async function aboutCouncils({ councils }: Mentioned): Promise<string[]> {
  if (councils.length === 0) return [];
  const without = (await listCouncilsWithLeads(db, councils)).filter(({ leads }) => leads.length === 0);
  return sentence(
    without,
    'has no lead in the group, so nobody is told.',
    'have no lead in the group, so nobody is told.',
  );
}

const sentence = (who: { name: string }[], one: string, many: string): string[] =>
  who.length === 0 ? [] : [`${inWords(who.map(({ name }) => name))} ${who.length === 1 ? one : many}`];

interface Post extends Place {
  /** The number of the reply; without it, it is the topic itself. */
  number?: number;
  texts: string[];
}

/**
 * Where somebody is led who has posted: the page there says whom it did not reach, at its top. An address that leads on to
 * the post would have them miss that.
 */
export async function sayingWhoIsNotTold(
  writer: SignedIn,
  { texts, number, ...place }: Post,
  address: string,
) {
  if (!(await sayWhoIsNotTold(writer, place, texts))) return address;
  const url = new URL(address, 'http://here.invalid');
  url.searchParams.set('untold', String(number ?? 'topic'));
  return `${url.pathname}${url.search}`;
}

/** What the page says that such an address leads to; nothing where it asks for what there is not. */
export async function whoIsNotToldOf(reader: SignedIn, topicId: number, which: string) {
  const topic = await findTopicFor(reader, topicId);
  const texts =
    which === 'topic' ? textsOf(topic.kind, topic.content) : await textOfReply(topicId, readNumber(which));
  const sentences = await sayWhoIsNotTold(reader, topic, texts);
  return sentences ? `This is posted. ${sentences}` : undefined;
}

async function textOfReply(topicId: number, number = 0): Promise<string[]> {
  const isIt = and(eq(replies.topicId, topicId), eq(replies.number, number), isNull(replies.removedAt));
  const found = await db.select({ body: replies.body }).from(replies).where(isIt);
  return found.map(({ body }) => body);
}
