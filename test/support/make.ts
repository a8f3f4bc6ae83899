import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { sendSignInLink, useSignInLink } from '../../server/features/accounts/sign-in-link.ts';
import { findMember, findSignedIn } from '../../server/features/accounts/viewers.ts';
import type { AdoptionValues } from '../../server/features/adoptions/forms.ts';
import { findAdoption } from '../../server/features/adoptions/queries.ts';
import { recordAdoption } from '../../server/features/adoptions/record-adoption.ts';
import { appealAgainstAct } from '../../server/features/appeals/appeal-against-act.ts';
import { findAppealAgainst } from '../../server/features/appeals/queries.ts';
import { addFiles } from '../../server/features/attachments/add-files.ts';
import { addTopic } from '../../server/features/collections/add-topic.ts';
import { makeCollection as beginCollection } from '../../server/features/collections/make-collection.ts';
import { findCouncil } from '../../server/features/councils/queries.ts';
import { saveDraft } from '../../server/features/drafts/save-draft.ts';
import { makeFeed } from '../../server/features/feeds/make-feed.ts';
import { noteInterests } from '../../server/features/follow-ups/ask-how-it-went.ts';
import { listInterestsIn } from '../../server/features/follow-ups/interest-queries.ts';
import { holdForApproval } from '../../server/features/guests/hold-for-approval.ts';
import type { LimitOnPosts } from '../../server/features/guests/limits-on-posts.ts';
import { guestAccess } from '../../server/features/guests/tables.ts';
import { inviteColleagues } from '../../server/features/invitations/invite.ts';
import { invitations } from '../../server/features/invitations/tables.ts';
import { linkTopics } from '../../server/features/links/link-topics.ts';
import { listLinksFor } from '../../server/features/links/queries.ts';
import { actOnPost } from '../../server/features/moderation/act-on-post.ts';
import type { ActName } from '../../server/features/moderation/acts.ts';
import { actOnSeveral } from '../../server/features/moderation/several/act-on-several.ts';
import { valuesOf } from '../../server/features/notice-mails/forms.ts';
import { usualSettings } from '../../server/features/notice-mails/settings.ts';
import { giveNotices } from '../../server/features/notices/give-notices.ts';
import { notices } from '../../server/features/notices/tables.ts';
import { people } from '../../server/features/people/tables.ts';
import { postReply } from '../../server/features/replies/post-reply.ts';
import { askToConfirm } from '../../server/features/reports/ask-to-confirm.ts';
import { confirmReport } from '../../server/features/reports/confirm-report.ts';
import { findOpenReportBy, reportPost } from '../../server/features/reports/report-post.ts';
import { findReported } from '../../server/features/reports/reported-post.ts';
import { cases } from '../../server/features/reports/tables.ts';
import { findVisitorReport } from '../../server/features/reports/visitor-reports.ts';
import { listGrantsOf } from '../../server/features/roles/queries.ts';
import { roleGrants } from '../../server/features/roles/tables.ts';
import { findRuleSet, listTexts } from '../../server/features/rules/queries.ts';
import { saveRules } from '../../server/features/rules/save-rules.ts';
import { listSavedSearchesOf } from '../../server/features/saved-searches/queries.ts';
import { saveSearch } from '../../server/features/saved-searches/save-search.ts';
import { addService } from '../../server/features/services/add-service.ts';
import type { ServiceValues } from '../../server/features/services/forms.ts';
import { suggestEdit } from '../../server/features/suggestions/suggest-edit.ts';
import { type TopicValues, topicForms } from '../../server/features/topics/forms.ts';
import type { Kind, State, Visibility } from '../../server/features/topics/kinds.ts';
import { postTopic } from '../../server/features/topics/post-topic.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { listWorkspaces } from '../../server/features/workspaces/queries.ts';
import { clock } from '../../server/platform/clock.ts';
import { db } from '../../server/platform/database.ts';
import { mailbox } from '../../server/platform/mailbox.ts';
import type { Guest, Member, SignedIn } from '../../server/platform/viewer.ts';
import { runJobs } from './jobs.ts';
import { picture, samples } from './sample-files.ts';

let made = 0;

interface Person {
  name?: string;
  job?: string;
  /** A council's slug. */
  council?: string;
  email?: string;
  /** Coordinator of these workspaces, or of all. */
  coordinates?: 'all' | number[];
  /** Lead of their own council. */
  lead?: boolean;
  assessor?: boolean;
  administrator?: boolean;
  /** Long ago, where it does not say: limits are for whoever is new. */
  joined?: Date;
}

/** Somebody who joined by a link that was sent to them. */
export async function makePerson(person: Person = {}): Promise<Member> {
  const { name = `Person ${++made}`, job = 'Service designer', council = 'camden' } = person;
  const email = person.email ?? `person.${++made}@${council}.gov.uk`;
  await sendSignInLink(email, '/');
  const added = await useSignInLink(lastLink().split('/').at(-1) ?? '', {
    name,
    job,
    council: await findCouncil(council),
  });
  const personId = added?.id ?? 0;
  const { joined = new Date(clock.now().getTime() - 60 * 86_400_000) } = person;
  await db.update(people).set({ createdAt: joined }).where(eq(people.id, personId));
  const held = person.coordinates === 'all' ? [null] : (person.coordinates ?? []);
  for (const workspaceId of held) {
    await db.insert(roleGrants).values({ personId, role: 'coordinator', workspaceId });
  }
  const councilId = (await findCouncil(council)).id;
  if (person.lead) await db.insert(roleGrants).values({ personId, role: 'lead', councilId });
  if (person.assessor) await db.insert(roleGrants).values({ personId, role: 'assessor' });
  if (person.administrator) await db.insert(roleGrants).values({ personId, role: 'administrator' });
  return (await findMember(personId, { secondStep: true })) as Member;
}

/** The address in the newest mail, without the name of the server. */
export function lastLink(): string {
  const address = /https?:\/\/\S+/.exec(mailbox[0]?.text ?? '')?.[0] ?? '';
  return new URL(address).pathname;
}

/** The workspace of the requirement with this number, or with none that of the running of the group. */
export async function workspaceOf(number: number | null = 1) {
  const found = (await listWorkspaces()).find((workspace) => workspace.number === number);
  if (!found) throw new Error(`There is no workspace for requirement ${number}`);
  return found;
}

const contents = {
  question: { trying: 'We want fewer missed bins', tried: 'A form', service: 'Waste' },
  guidance: { summary: 'In short', body: 'At length', audience: 'Designers' },
  pattern: {
    problem: 'Bins are missed',
    solution: 'Say so',
    evidence: 'Fewer calls',
    adopt: 'Copy it',
    links: 'https://example.com/code',
    licence: 'MIT',
  },
};

interface TopicParts {
  kind?: Kind;
  state?: State;
  visibility?: Visibility;
  title?: string;
  tags?: string;
  /** The number of the requirement. */
  requirement?: number | null;
  /** The kind's own fields, where they matter. */
  fields?: Record<string, string>;
}

const firstState = { question: 'open', guidance: 'published', pattern: 'proposed' } as const;

/** The form of a topic, filled in. */
export function topicFields(kind: Kind, given: Record<string, string> = {}): Record<string, string> {
  const title = `Topic ${++made}`;
  return {
    title,
    tags: '',
    visibility: 'group',
    formId: `form-${++made}-topic`,
    ...contents[kind],
    ...given,
  };
}

/** A topic that this person has posted; everybody may see it unless it says otherwise. */
export async function makeTopic(author: SignedIn, parts: TopicParts = {}) {
  const { kind = 'question', requirement = 1, visibility = 'public', title, tags, fields } = parts;
  const { state = firstState[kind] } = parts;
  const given = { visibility, ...(title && { title }), ...(tags && { tags }), ...fields };
  const values = topicForms[kind].parse(topicFields(kind, given)) as TopicValues;
  const { id } = await postTopic(author, await workspaceOf(requirement), kind, values, state);
  return { id, title: values.title };
}

/** Something that this coordinator does to a post; the answer is its number in the log. */
export async function makeAct(
  coordinator: Member,
  topicId: number,
  {
    name = 'hide',
    post = 0,
    ...values
  }: {
    name?: Exclude<ActName, 'edit'>;
    post?: number;
    minutes?: number;
    until?: Date;
    otherId?: number;
  } = {},
): Promise<number> {
  const given = { reason: 'It names a resident', note: '', latest: Number.MAX_SAFE_INTEGER, ...values };
  const done = await actOnPost(coordinator, { topicId, post }, name, given);
  return 'id' in done ? done.id : 0;
}

/** The same to several topics at once, of the workspace of the first requirement; the answer is the batch's number. */
export async function makeBatch(coordinator: Member, ...topicIds: number[]): Promise<number> {
  const ticked = new Map(topicIds.map((id) => [id, Number.MAX_SAFE_INTEGER]));
  const given = { reason: 'They name a resident', note: '', minutes: 5, formId: `form-${++made}-batch` };
  const { id } = await workspaceOf(1);
  const done = await actOnSeveral(coordinator, id, 'slow', ticked, given);
  return 'id' in done ? done.id : 0;
}

/** What somebody says against an act on what they wrote; the appeal's id. */
export async function makeAppeal(author: SignedIn, actId: number, text = 'It is mended'): Promise<number> {
  await appealAgainstAct(author, actId, text);
  return (await findAppealAgainst(actId))?.id ?? 0;
}

interface ReplyParts {
  body?: string;
  parentId?: number;
}

/** A topic of theirs that builds on another; the link's id. */
export async function makeLink(owner: SignedIn, topicId: number): Promise<number> {
  await linkTopics(owner, topicId, 'builds-on', (await makeTopic(owner)).id);
  return (await listLinksFor(owner, topicId)).at(-1)?.id ?? 0;
}

interface CollectionParts {
  title?: string;
  introduction?: string;
  visibility?: Visibility;
  /** Topics, in order. */
  topicIds?: number[];
}

/** A collection that a coordinator keeps, with its topics' ids in it. */
export async function makeCollection(keeper: Member, parts: CollectionParts = {}) {
  const { title = `Collection ${++made}`, introduction = 'Start here', visibility = 'public' } = parts;
  const id = await beginCollection(keeper, {
    title,
    introduction,
    visibility,
    formId: `form-${++made}-collection`,
  });
  const itemIds: number[] = [];
  for (const topicId of parts.topicIds ?? [])
    itemIds.push((await addTopic(keeper, id, topicId, '')).itemId ?? 0);
  return { id, title, itemIds };
}

/** Rules with these titles, and no others, as the next version of a workspace's, or without one of the group's. */
export async function makeRules(
  writer: Member,
  workspaceId: number | null,
  ...rules: { id?: number; title: string; text?: string }[]
): Promise<void> {
  const set = await findRuleSet(workspaceId);
  const now = set ? await listTexts(set.id, set.versionCount) : [];
  const kept = rules.map(({ text = 'As it says.', ...rule }) => ({ ...rule, text, key: '', isOut: false }));
  const out = now
    .filter(({ id }) => !rules.some((rule) => rule.id === id))
    .map((rule) => ({ ...rule, key: '', isOut: true }));
  const from = set?.versionCount;
  const saved = await saveRules(writer, workspaceId, {
    from,
    rules: [...kept, ...out],
    reason: 'It was agreed',
  });
  if (!saved.number) throw new Error(saved.refused);
}

/** What somebody's council says it does with a pattern of theirs. */
export async function makeAdoption(
  member: Member,
  values: Partial<AdoptionValues> = {},
  topicId = 0,
): Promise<number> {
  const id = topicId || (await makeTopic(member, { kind: 'pattern' })).id;
  await recordAdoption(member, id, {
    stage: 'using',
    serviceId: null,
    since: '',
    worked: null,
    outcome: '',
    contactId: null,
    ...values,
  });
  const serviceId = values.serviceId ?? null;
  return (await findAdoption(db, { topicId: id, councilId: member.council.id, serviceId }))?.id ?? 0;
}

/** A pattern of theirs that their council considers, and by what it is asked how that went. */
export async function makeInterest(member: Member) {
  const { id: topicId } = await makeTopic(member, { kind: 'pattern' });
  await makeAdoption(member, { stage: 'considering' }, topicId);
  await noteInterests();
  const [interest] = await listInterestsIn(topicId, member.council.id);
  return { topicId, interestId: interest?.id ?? 0 };
}

/** A file that somebody has uploaded, with what a text says to have it in it: a picture where its name says so. */
export async function makeAttachment(uploader: SignedIn, name = 'plan.pdf') {
  const folder = await mkdtemp(path.join(tmpdir(), 'made-'));
  const file = path.join(folder, 'upload');
  const content = name.endsWith('.png') ? await picture() : samples.pdf;
  await writeFile(file, content);
  const upload = { name, path: file, size: content.length, isTooLarge: false };
  const { added, problems } = await addFiles(uploader, [upload]);
  await rm(folder, { recursive: true });
  if (!added[0]) throw new Error(problems.join('\n'));
  return added[0];
}

/** A search that somebody saved; the token of its feed, where it has one. */
export async function makeSavedSearch(
  owner: SignedIn,
  { q = 'bins', name = `Search ${++made}`, feed = false } = {},
) {
  await saveSearch(owner, { q }, name);
  const id = Math.max(...(await listSavedSearchesOf(owner)).map((saved) => saved.id));
  return { id, name, token: feed ? await makeFeed(owner, { kind: 'search', id }) : '' };
}

/** Something that somebody is told and that has no topic; its number. */
export async function makeNotice({ id: personId }: SignedIn, subject = `Notice ${++made}`): Promise<number> {
  const once = `made:${++made}`;
  const words = { subject, paragraphs: [] };
  await db.transaction((tx) =>
    giveNotices(tx, [{ personId, kind: 'invitation', words, href: '/account', once }]),
  );
  const isIt = and(eq(notices.personId, personId), eq(notices.once, once));
  const [row] = await db.select({ id: notices.id }).from(notices).where(isIt);
  return row?.id ?? 0;
}

/** What somebody has begun to write in answer to a topic. */
export async function makeDraft(writer: SignedIn, topicId: number, body = 'Half a thought'): Promise<number> {
  const place = `/topics/${topicId}/replies`;
  const saved = await saveDraft(writer, { place, formId: `form-${++made}-draft`, fields: { body } });
  return saved?.id ?? 0;
}

/** A reply to a topic, or to another reply of it. */
export function makeReply(author: SignedIn, topicId: number, { body, parentId }: ReplyParts = {}) {
  return postReply(author, topicId, { body: body ?? `Reply ${++made}`, parentId, formId: '' });
}

/** An edit that somebody suggests to what another looks after. */
export async function makeSuggestion(author: SignedIn, topicId: number, given: Record<string, string> = {}) {
  const { title, tags, kind, content, versionCount } = await topicRow(topicId);
  const changed: Record<string, string> =
    kind === 'guidance' ? { body: `Suggested ${++made}` } : { solution: `Suggested ${++made}` };
  const text = { title, tags, content: { ...content, ...changed, ...given } };
  return suggestEdit(author, topicId, { ...text, reason: 'Clearer', from: versionCount, formId: '' });
}

/** What somebody reports of a topic of another's, or of a reply to it. */
export async function makeReport(reporter: SignedIn, topicId: number, post = 0): Promise<number> {
  const what = { category: 'wrong' as const, line: `Wrong ${++made}`, ruleIds: [] };
  await reportPost(reporter, await findReported(reporter, { topicId, post }), what);
  return (await findOpenReportBy(reporter, { topicId, post }))?.id ?? 0;
}

/** The case of a topic of another's that somebody reports. */
export async function makeCase(reporter: SignedIn, topicId: number): Promise<number> {
  await makeReport(reporter, topicId);
  const isIt = and(eq(cases.topicId, topicId), eq(cases.post, 0), isNull(cases.closedAt));
  const [found] = await db.select({ id: cases.id }).from(cases).where(isIt);
  return found?.id ?? 0;
}

/** What a visitor reports of a public topic; the token that its link has. */
export async function makeVisitorReport(topicId: number, { confirmed = false } = {}): Promise<string> {
  const who = { email: `visitor.${++made}@example.org`, ip: '192.0.2.1' };
  const what = { category: 'unkind' as const, line: `Wrong ${++made}`, ruleIds: [] };
  await askToConfirm(who, { topicId, post: 0 }, what);
  await runJobs();
  const mail = mailbox.find(({ to }) => to === who.email);
  const token = /(?<=\/reports\/)[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
  const report = await findVisitorReport(token);
  if (confirmed && report) await confirmReport(report, token);
  return token;
}

/** What the database holds of a topic. */
export async function topicRow(id: number) {
  const [row] = await db.select().from(topics).where(eq(topics.id, id));
  if (!row) throw new Error(`There is no topic ${id}`);
  return row;
}

/** A role that somebody holds from now on, or held before. */
export async function makeGrant(
  { id: personId }: { id: number },
  role: { role: 'coordinator' | 'assessor'; workspaceId?: number },
) {
  await db
    .insert(roleGrants)
    .values({ personId, ...role })
    .onConflictDoNothing();
  const held = await listGrantsOf(personId);
  const found = held.find(
    (grant) => grant.role === role.role && grant.workspaceId === (role.workspaceId ?? null),
  );
  if (!found) throw new Error('They do not hold it');
  return found;
}

interface GuestParts {
  /** Requirements whose workspaces they are invited to; none stands for the running of the group. */
  workspaces?: (number | null)[];
  days?: number;
  approved?: boolean;
}

/** A service that this person's council runs. */
export async function makeService(keeper: Member, values: Partial<ServiceValues> = {}) {
  const council = await findCouncil(keeper.council.slug);
  const given = { name: `Service ${++made}`, origin: 'built' as const, description: '', link: '', ...values };
  const added = await addService(keeper, council, { contactId: null, ...given });
  return { id: added?.id ?? 0, ...given };
}

/** Somebody from outside the councils, invited by a coordinator. */
export async function makeGuest({
  workspaces = [1],
  days = 30,
  approved = false,
}: GuestParts = {}): Promise<Guest> {
  const name = `Guest ${++made}`;
  const host = await makePerson({ coordinates: 'all' });
  const now = clock.now();
  const [guest] = await db
    .insert(people)
    .values({ email: `guest.${++made}@example.org`, name, organisation: 'GLA' })
    .returning({ id: people.id });
  const personId = guest?.id ?? 0;
  for (const number of workspaces) {
    await db.insert(guestAccess).values({
      personId,
      workspaceId: (await workspaceOf(number)).id,
      invitedBy: host.id,
      startedAt: now,
      endsAt: new Date(now.getTime() + days * 86_400_000),
      approvedAt: approved ? now : null,
    });
  }
  return (await findSignedIn(personId)) as Guest;
}

/** An invitation of a colleague, with the token that its link has. */
export async function makeInvitation(inviter: Member, email = `invited.${++made}@hackney.gov.uk`) {
  await inviteColleagues(inviter, [{ typed: email, email }], `test ${made}`);
  await runJobs();
  const [row] = await db.select({ id: invitations.id }).from(invitations).where(eq(invitations.email, email));
  return { id: row?.id ?? 0, email, token: lastLink().split('/').at(-1) ?? '' };
}

/**
 * What somebody sent that waits for a coordinator, of a guest in the first workspace they are in: a question, or a reply to a
 * topic. A limit may have caught it.
 */
export async function makeWaiting(
  author: SignedIn,
  topicId?: number,
  body = `Waiting ${++made}`,
  caughtBy?: LimitOnPosts,
) {
  const workspaceId = author.kind === 'guest' ? (author.workspaces[0] ?? 0) : (await workspaceOf()).id;
  const fields = topicId ? { body } : topicFields('question', { title: body });
  return holdForApproval(author, {
    workspaceId,
    topicId,
    topicKind: topicId ? undefined : 'question',
    fields,
    caughtBy,
  });
}

/** The form that invites guests, filled in. */
export function guestFields(
  given: Record<string, string>,
  ...workspaceIds: number[]
): Record<string, string> {
  const last = new Date(clock.now().getTime() + 30 * 86_400_000);
  return {
    organisation: 'GLA',
    'until-day': String(last.getUTCDate()),
    'until-month': String(last.getUTCMonth() + 1),
    'until-year': String(last.getUTCFullYear()),
    ...Object.fromEntries(workspaceIds.map((id) => [`workspace-${id}`, 'yes'])),
    ...given,
  };
}

/** The form of which emails somebody gets, as it is usually filled in. */
export const emailFields = (given: Record<string, string> = {}): Record<string, string> => ({
  ...valuesOf(usualSettings),
  ...given,
});

export async function suspend({ id }: { id: number }): Promise<void> {
  await db.update(people).set({ suspendedAt: clock.now() }).where(eq(people.id, id));
}
