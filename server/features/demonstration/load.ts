import { inArray, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { visits } from '../accounts/tables.ts';
import { findMember } from '../accounts/viewers.ts';
import { findCouncil } from '../councils/queries.ts';
import { councils } from '../councils/tables.ts';
import { helpOffers, helpTags, people } from '../people/tables.ts';
import { acceptAnswer, undoAcceptance } from '../replies/accept-answer.ts';
import { editReply } from '../replies/edit-reply.ts';
import { postReply } from '../replies/post-reply.ts';
import { goRound } from '../reviews/go-round.ts';
import { sayStillRight } from '../reviews/say-still-right.ts';
import { addService } from '../services/add-service.ts';
import { changeTopicState } from '../topics/change-topic-state.ts';
import { editTopic } from '../topics/edit-topic.ts';
import type { TopicValues } from '../topics/forms.ts';
import type { State } from '../topics/kinds.ts';
import { postTopic } from '../topics/post-topic.ts';
import { flushReadings, noteReading } from '../topics/readings.ts';
import { topics } from '../topics/tables.ts';
import { type FoundWorkspace, listWorkspaces } from '../workspaces/queries.ts';
import {
  type DemonstrationService,
  type DemonstrationTopic,
  demonstrationPeople,
  demonstrationServices,
  demonstrationTopics,
  type Workspace,
} from './content.ts';
import { linkDemonstrationTopics } from './link-demonstration-topics.ts';
import { makeDemonstrationCollections } from './make-collections.ts';
import { reportDemonstrationPosts } from './report-posts.ts';
import { giveDemonstrationRoles } from './roles.ts';
import { sayForCouncils } from './say-for-councils.ts';
import { suggestDemonstrationEdits } from './suggest-edits.ts';

const day = 24 * 60 * 60 * 1000;
const lastVisitDaysAgo = 3;

/** Fills an empty database with made-up people and what they might say, through the commands that people use. */
export async function loadDemonstration(): Promise<void> {
  if (!(await takeEmptyDatabase())) return;
  const now = clock.now;
  const start = now().getTime();
  const at = (daysAgo: number) => {
    clock.now = () => new Date(start - daysAgo * day);
  };
  try {
    const workspaces = await listWorkspaces();
    const members = await membersByEmail();
    at(60);
    for (const service of demonstrationServices) await addServiceOf(members, service);
    for (const topic of demonstrationTopics) await play(topic, { workspaces, members, at });
    await sayForCouncils(members, at);
    await linkDemonstrationTopics(members, at);
    await suggestDemonstrationEdits(members, at);
    await makeDemonstrationCollections(members, at);
    await reportDemonstrationPosts(members, at);
    await flushReadings();
    clock.now = now;
    await goRound();
  } finally {
    clock.now = now;
  }
}

/** Adds the people, unless there is something already: real topics, or what another node has begun with. */
function takeEmptyDatabase(): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('demonstration'))`);
    const made = inArray(
      people.email,
      demonstrationPeople.map(({ email }) => email),
    );
    if ((await tx.$count(topics)) > 0 || (await tx.$count(people, made)) > 0) return false;
    await insertPeople(tx);
    return true;
  });
}

async function insertPeople(tx: Tx): Promise<void> {
  const workspaces = await listWorkspaces();
  const councilIds = new Map((await tx.select().from(councils)).map(({ slug, id }) => [slug, id]));
  const createdAt = new Date(clock.now().getTime() - 120 * day);
  const personIds = new Map<string, number>();
  for (const person of demonstrationPeople) {
    const { email, name, job, council, workingOn, helpsWith } = person;
    const { showsVisits, seenHoursAgo = lastVisitDaysAgo * 24 } = person;
    const seenAt = new Date(clock.now().getTime() - (seenHoursAgo / 24) * day);
    const showsVisitsSince = showsVisits ? createdAt : null;
    const councilId = councilIds.get(council) ?? 0;
    const [added] = await tx
      .insert(people)
      .values({ email, name, job, councilId, workingOn, createdAt, showsVisitsSince })
      .returning({ id: people.id });
    const personId = added?.id ?? 0;
    await tx.insert(visits).values({ personId, seenAt });
    const offers = helpsWith.flatMap(({ requirement, line }) => {
      const requirementId = findIn(workspaces, requirement).requirement?.id;
      return requirementId ? [{ personId, requirementId, line }] : [];
    });
    if (offers.length > 0) await tx.insert(helpOffers).values(offers);
    const tags = (person.helpTags ?? []).map((offer) => ({ personId, ...offer }));
    if (tags.length > 0) await tx.insert(helpTags).values(tags);
    personIds.set(email, personId);
  }
  const workspaceId = (workspace: Workspace) => findIn(workspaces, workspace).id;
  await giveDemonstrationRoles(tx, { personIds, councilIds, workspaceId });
}

async function addServiceOf(
  members: Map<string, Member>,
  { contact, ...values }: DemonstrationService,
): Promise<void> {
  const member = members.get(contact) as Member;
  const council = await findCouncil(member.council.slug);
  await addService(member, council, { ...values, link: '', contactId: member.id });
}

async function membersByEmail(): Promise<Map<string, Member>> {
  const found = await db.select({ id: people.id }).from(people);
  const members = await Promise.all(found.map(({ id }) => findMember(id, { secondStep: true })));
  return new Map(members.flatMap((member) => (member ? [[member.email, member]] : [])));
}

interface Stage {
  workspaces: FoundWorkspace[];
  members: Map<string, Member>;
  at(daysAgo: number): void;
}

async function play(topic: DemonstrationTopic, { workspaces, members, at }: Stage): Promise<void> {
  const memberAt = (email: string) => members.get(email) as Member;
  const author = memberAt(topic.author);
  at(topic.daysAgo);
  const content = { ...topic.content };
  const { title, tags, visibility } = topic;
  const values = () => ({ title, tags, visibility, formId: '', ...content }) as TopicValues;
  const { id } = await postTopic(
    author,
    findIn(workspaces, topic.workspace),
    topic.kind,
    values(),
    firstState(topic),
  );

  const replyIds = new Map<string, number>();
  const later = [
    ...(topic.edits ?? []).map((edit) => ({
      daysAgo: edit.daysAgo,
      act: () => editTopic(author, id, Object.assign(values(), Object.assign(content, edit.content)), edit),
    })),
    ...topic.replies.map((reply) => ({
      daysAgo: reply.daysAgo,
      act: async () => {
        const parentId = reply.answers ? replyIds.get(reply.answers) : undefined;
        const posted = await postReply(memberAt(reply.author), id, {
          body: reply.body,
          parentId,
          formId: '',
        });
        if (reply.ref) replyIds.set(reply.ref, posted.id);
        if (reply.accepted) await acceptAnswer(author, posted.id);
        if (reply.edit) {
          at(reply.edit.daysAgo);
          await editReply(memberAt(reply.author), posted.id, reply.edit.body);
        }
        noteReading(memberAt(reply.author).id, id, posted.number);
      },
    })),
  ].sort((a, b) => b.daysAgo - a.daysAgo);
  for (const { daysAgo, act } of later) {
    at(daysAgo);
    await act();
  }
  await reach(topic, id, author, [...replyIds.values()]);
  if (topic.reviewInDays !== undefined) await sayStillRight(author, id, inDays(topic.reviewInDays));
}

const inDays = (days: number) => new Date(Date.now() + days * day);

function firstState({ kind, state }: DemonstrationTopic): State {
  if (kind === 'question') return 'open';
  if (kind === 'guidance') return state === 'draft' ? 'draft' : 'published';
  return state === 'in-use' ? 'in-use' : 'proposed';
}

/** The states that a topic comes to only after something else. */
async function reach(
  { state }: DemonstrationTopic,
  id: number,
  author: Member,
  [first]: number[],
): Promise<void> {
  if (state === 'withdrawn' || state === 'retired') await changeTopicState(author, id, state);
  if (state === 'reopened' && first) {
    await acceptAnswer(author, first);
    await undoAcceptance(author, first);
  }
}

function findIn(workspaces: FoundWorkspace[], workspace: Workspace): FoundWorkspace {
  const found = workspaces.find(({ number }) => number === (workspace === 'group' ? null : workspace));
  if (!found) throw new Error(`The demonstration names a workspace that is not there: ${workspace}`);
  return found;
}
