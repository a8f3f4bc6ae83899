import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { eq, sql } from 'drizzle-orm';
import { sendSignInLink } from '../server/features/accounts/sign-in-link.ts';
import { makeFeed } from '../server/features/feeds/make-feed.ts';
import { privateFeeds } from '../server/features/feeds/tables.ts';
import { type ActName, actOf, acts } from '../server/features/moderation/acts.ts';
import { actForms, basics } from '../server/features/moderation/forms.ts';
import { stopAddress } from '../server/features/notice-mails/stop.ts';
import { db } from '../server/platform/database.ts';
import type { Guest, Member } from '../server/platform/viewer.ts';
import { type Agent, useApp } from './support/app.ts';
import { makePasskey } from './support/authenticator.ts';
import { type IdentityProvider, startIdentityProvider } from './support/identity-provider.ts';
import {
  lastLink,
  makeAct,
  makeAdoption,
  makeAppeal,
  makeAttachment,
  makeBatch,
  makeCase,
  makeCollection,
  makeDraft,
  makeGrant,
  makeGuest,
  makeInterest,
  makeInvitation,
  makeLink,
  makeNotice,
  makePerson,
  makeReply,
  makeReport,
  makeSavedSearch,
  makeService,
  makeSuggestion,
  makeTopic,
  makeWaiting,
  suspend,
  topicFields,
  workspaceOf,
} from './support/make.ts';
import { makeProvider, providerFields } from './support/make-provider.ts';
import { listRoutes } from './support/routes.ts';

/** Every form there is, filled in; a button has no fields. A form that is not here fails the test. */
const forms: Record<string, Record<string, string>> = {
  'POST /moderation/topics/:topicId/:act': {
    reason: 'Words for a reason',
    note: 'Words for a note',
    rule: '',
    latest: '0',
  },
  'POST /moderation/topics/:topicId/replies/:number/:act': {
    reason: 'Words for a reason',
    note: 'Words for a note',
    rule: '',
    latest: '0',
  },
  'POST /moderation/topics/:topicId/edit': {
    ...topicFields('question'),
    title: 'Words for a title',
    trying: 'Words of it',
    reason: 'Words for a reason',
    note: 'Words for a note',
    rule: '',
    latest: '0',
    from: '1',
  },
  'POST /moderation/topics/:topicId/replies/:number/edit': {
    body: 'Words of it',
    reason: 'Words for a reason',
    note: 'Words for a note',
    rule: '',
    latest: '0',
    from: '1',
  },
  'POST /moderation/topics/:topicId/merge': {
    other: 'Words of no title',
    searched: 'Words of no title',
    otherId: '',
    reason: 'Words for a reason',
    note: 'Words for a note',
    latest: '0',
  },
  'POST /moderation/topics/:topicId/split': {
    'reply-1': 'yes',
    numbers: 'Words of no number',
    title: 'Words for a title',
    reason: 'Words for a reason',
    note: 'Words for a note',
    latest: '0',
  },
  'POST /moderation/acts/:actId/undo': {},
  'POST /workspaces/:slug/moderation/acts': {
    act: 'hide',
    'topic-0': '0',
    reason: 'Words for a reason',
    note: 'Words for a note',
    rule: '',
    formId: 'a-form-id',
  },
  'POST /workspaces/:slug/moderation/batches/:batchId/undo': {},
  'POST /moderation/acts/:actId/appeal': { text: 'Words for an appeal', writer: '1' },
  'POST /moderation/appeals/:appealId': { decision: 'declined', reason: 'Words for a reason', writer: '1' },
  'POST /sign-in': { email: 'nobody@example.com', back: '/standard', act: 'link' },
  'POST /sign-in/links/:token': { name: 'Words for a name', job: 'Words for a job', council: 'camden' },
  'POST /sign-in/providers/:providerId/joining': { name: 'Words for a name', job: 'Words for a job' },
  'POST /administration/providers/new': providerFields({ keptSecret: 'sealed' }),
  'POST /administration/providers/:providerId': providerFields({ keptSecret: 'sealed' }),
  'POST /administration/providers/:providerId/ending': { reason: 'Words for a reason' },
  'POST /sign-in/passkey/options': {},
  'POST /sign-in/passkey': { credential: '{}', back: '/' },
  'POST /sign-in/second-step/options': {},
  'POST /sign-in/second-step': { credential: '{}', back: '/' },
  'POST /account/passkeys/options': { name: 'Words for a name' },
  'POST /account/passkeys': { name: 'Words for a name', credential: '{}', back: '/' },
  'POST /account/passkeys/:passkeyId/name': { name: 'Words for a name' },
  'POST /account/passkeys/:passkeyId/removal': {},
  'POST /administration/people/:personId/passkeys/removal': { reason: 'Words for a reason' },
  'POST /sign-in/invitations/:token': { name: 'Words for a name', job: 'Words for a job', council: 'camden' },
  'POST /invitations/new': { addresses: 'Words that are no address', writer: '1' },
  'POST /invitations/guests/new': {
    addresses: 'Words that are no address',
    organisation: 'An organisation',
    'until-day': 'A day',
    'until-month': 'A month',
    'until-year': 'A year',
    writer: '1',
  },
  'POST /workspaces/:slug/waiting/:waitingId/approval': {},
  'POST /workspaces/:slug/waiting/:waitingId/refusal': { reason: 'Words for a reason' },
  'POST /workspaces/:slug/guests/:personId/end-date': {
    'until-day': 'A day',
    'until-month': 'A month',
    'until-year': 'A year',
    reason: 'Words for a reason',
  },
  'POST /workspaces/:slug/guests/:personId/ending': { reason: 'Words for a reason' },
  'POST /invitations/:invitationId/sending': {},
  'POST /invitations/:invitationId/removal': {},
  'POST /account/sessions/:sessionId/removal': {},
  'POST /account/sessions/others/removal': {},
  'POST /account/sessions/removal': {},
  'POST /account/email': {
    email: 'nobody@example.com',
    council: 'camden',
    moving: 'camden',
    writer: '1',
  },
  'POST /account/leaving': { choice: 'keep' },
  'POST /account/proof': {},
  'POST /address-proofs/:token': {},
  'POST /councils/:slug/handing-on': { from: '1', 'topic-1': 'yes', 'to-1': '1' },
  'POST /councils/:slug/people/:personId/address': {
    email: 'new.address@camden.gov.uk',
    reason: 'Words for a reason',
  },
  'POST /councils/:slug/people/:personId/address/removal': {},
  'POST /councils/:slug/people/:personId/leaving': { reason: 'Words for a reason' },
  'POST /councils/:slug/people/:personId/leaving/removal': { reason: 'Words for a reason' },
  'POST /councils/:slug/people/:personId/leaving/name': { reason: 'Words for a reason' },
  'POST /account/email/removal': {},
  'POST /account/email/confirmations/:token': {},
  'POST /account/email/confirmations/:token/removal': {},
  'POST /roles/:grantId/removal': { reason: 'Words for a reason', writer: '1' },
  'POST /roles/:grantId/deputies': {
    email: 'nobody@example.com',
    'until-day': 'A day',
    'until-month': 'A month',
    'until-year': 'A year',
    reason: 'Words for a reason',
    writer: '1',
  },
  'POST /roles/:grantId/handover': {
    email: 'nobody@example.com',
    reason: 'Words for a reason',
    writer: '1',
  },
  'POST /workspaces/:slug/coordinators': {
    email: 'nobody@example.com',
    reason: 'Words for a reason',
    writer: '1',
  },
  'POST /administration/people/:personId/roles': {
    role: 'coordinator',
    'in-1': 'yes',
    reason: 'Words for a reason',
    writer: '1',
  },
  'POST /administration/people/:personId/suspension': {
    reason: 'Words for a reason',
    'until-day': 'A day',
    'until-month': 'A month',
    'until-year': 'A year',
    writer: '1',
  },
  'POST /administration/people/:personId/suspension/removal': { reason: 'Words for a reason', writer: '1' },
  'POST /sign-out': {},
  'POST /dev/sign-in': { personId: '1', back: '/' },
  'POST /people/:personId/edit': {
    name: 'Words for a name',
    job: 'A job',
    workingOn: 'Some work',
    'help-N': 'A line',
    'tag-1': 'A tag',
    'tag-1-line': 'A line about it',
    showsVisits: 'yes',
  },
  'POST /councils/:slug/services': {
    name: 'Words for a name',
    origin: 'built',
    description: 'Some words',
    link: 'https://example.com/a',
    contactId: '',
  },
  'POST /services/:serviceId/edit': {
    name: 'Words for a name',
    origin: 'built',
    description: 'Some words',
    link: 'https://example.com/a',
    contactId: '',
  },
  'POST /services/:serviceId/end': {},
  'POST /services/:serviceId/end/removal': {},
  'POST /workspaces/:slug/topics': topicFields('question', { act: 'preview', writer: '1' }),
  'POST /topics/:topicId/edit': topicFields('question', {
    reason: 'A reason',
    from: '1',
    act: 'preview',
    writer: '1',
  }),
  'POST /topics/:topicId/versions/:number/restoration': {},
  'POST /topics/:topicId/suggestions/new': topicFields('guidance', {
    reason: 'A reason',
    from: '1',
    body: 'Other words',
    writer: '1',
  }),
  'POST /topics/:topicId/review': {
    'review-day': '3',
    'review-month': '4',
    'review-year': '2027',
    writer: '1',
  },
  'POST /topics/:topicId/found-answers': {
    place: '/workspaces/understand-user-needs/topics?kind=question',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /workspaces/:slug/emails': { content: 'left-out', reason: 'Words for a reason', writer: '1' },
  'POST /code-of-conduct/edit': {
    'title-new1': 'Words of a title',
    'text-new1': 'Words of a text',
    'out-7': 'yes',
    reason: 'Words for a reason',
    inOrder: 'new1',
    from: '1',
    act: 'save',
    writer: '1',
  },
  'POST /workspaces/:slug/rules/edit': {
    'title-new1': 'Words of a title',
    'text-new1': 'Words of a text',
    'out-7': 'yes',
    reason: 'Words for a reason',
    inOrder: 'new1',
    from: '1',
    act: 'save',
    writer: '1',
  },
  'POST /stop-emails/:token': { 'List-Unsubscribe': 'One-Click' },
  'POST /stop-emails/:token/undo': { before: 'sealed' },
  // Of the kinds and the days one each: the others are as these.
  'POST /account/emails': {
    'mail-reply': 'daily',
    'works-1': 'yes',
    hoursFrom: '8',
    hoursTo: '18',
    digestHour: '9',
    digestWeekday: '1',
    restsOnHolidays: 'yes',
  },
  'POST /search/misses': {},
  'POST /notices/readings': { topicId: '1' },
  'POST /notices/readings/removal': { readAt: '2026-01-01T00:00:00.000Z' },
  'POST /account/searches': { name: 'Words for a name' },
  'POST /account/searches/:searchId/name': { name: 'Words for a name' },
  'POST /account/searches/:searchId/removal': {},
  'POST /account/feeds': { of: 'workspace-1' },
  'POST /account/feeds/:feedId/removal': {},
  'POST /group/follow': { level: 'mine' },
  'POST /workspaces/:slug/follow': { level: 'mine' },
  'POST /topics/:topicId/follow': { level: 'mine' },
  'POST /topics/:topicId/follow-up/taking': { from: '1' },
  'POST /topics/:topicId/follow-up/owner': { from: '1', email: 'Words that are no address' },
  'POST /topics/:topicId/follow-up/refusal': {},
  'POST /topics/:topicId/follow-up/requests': { 'person-1': 'yes' },
  'POST /people/:personId/welcome': {},
  'POST /topics/:topicId/how-it-went': { interestId: '1', answer: 'later' },
  'POST /topics/:topicId/same-problem': { line: 'Words of a line', writer: '1' },
  'POST /topics/:topicId/same-problem/removal': {},
  'POST /library/collections/new': {
    title: 'Words of a title',
    introduction: 'Words to begin with',
    visibility: 'group',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /collections/:collectionId/edit': {
    title: 'Words of a title',
    introduction: 'Words to begin with',
    visibility: 'group',
    from: '1',
    writer: '1',
  },
  'POST /collections/:collectionId/topics': {
    other: 'Words of no title',
    line: 'Words of a line',
    searched: 'Words of no title',
    otherId: '',
    writer: '1',
  },
  'POST /collections/:collectionId/topics/:itemId/line': {
    line: 'Words of a line',
    lineFrom: '',
    writer: '1',
  },
  'POST /collections/:collectionId/topics/:itemId/place': { aboveId: '1', belowId: '' },
  'POST /collections/:collectionId/topics/:itemId/removal': {},
  'POST /collections/:collectionId/topics/:itemId/removal/removal': {},
  'POST /collections/:collectionId/removal': {},
  'POST /collections/:collectionId/removal/removal': {},
  'POST /topics/:topicId/links': {
    relation: 'builds-on',
    other: 'Words of no title',
    searched: 'Words of no title',
    otherId: '',
    writer: '1',
  },
  'POST /topics/:topicId/links/:linkId/removal': {},
  'POST /topics/:topicId/meeting': {
    meeting: 'Words of a meeting',
    'held-day': '3',
    'held-month': '11',
    'held-year': '2025',
    notes: 'https://example.org/notes',
    writer: '1',
  },
  'POST /topics/:topicId/meeting/removal': {},
  'POST /topics/:topicId/report': {
    category: 'wrong',
    line: 'Words of a line',
    'rule-1': 'yes',
    writer: '1',
  },
  'POST /topics/:topicId/replies/:number/report': { category: 'wrong', line: 'Words of a line', writer: '1' },
  'POST /topics/:topicId/report/by-mail': {
    category: 'wrong',
    line: 'Words of a line',
    email: 'nobody@example.com',
  },
  'POST /topics/:topicId/replies/:number/report/by-mail': {
    category: 'wrong',
    line: 'Words of a line',
    email: 'nobody@example.com',
  },
  'POST /account/reports/:reportId/removal': {},
  'POST /moderation/cases/:caseId/looking': { from: '1' },
  'POST /moderation/cases/:caseId/looking/removal': {},
  'POST /moderation/cases/:caseId/notes': { note: 'Words of a note', formId: 'a-form-id', writer: '1' },
  'POST /moderation/cases/:caseId/decision': {
    decision: 'done',
    told: 'Words that are told',
    from: '1',
    writer: '1',
  },
  'POST /reports/:token/confirmation': {},
  'POST /reports/:token/removal': {},
  'POST /topics/:topicId/guidance': {},
  'POST /topics/:topicId/adoptions/new': {
    stage: 'using',
    serviceId: '',
    month: '3',
    year: '2026',
    worked: 'yes',
    outcome: 'Words of an outcome',
    contactId: '',
    writer: '1',
  },
  'POST /adoptions/:adoptionId/removal': {},
  'POST /drafts': {
    place: '/topics/1/replies',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /attachments': {
    place: '/topics/1/replies',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /drafts/:draftId/removal': {},
  'POST /drafts/:draftId/removal/removal': {},
  'POST /drafts/:draftId/topic': {},
  'POST /suggestions/:suggestionId/acceptance': topicFields('guidance', { from: '1', writer: '1' }),
  'POST /suggestions/:suggestionId/refusal': { reason: 'Words for a reason', writer: '1' },
  'POST /suggestions/:suggestionId/removal': {},
  'POST /topics/:topicId/state': { state: 'withdrawn' },
  'POST /topics/:topicId/reading-place': { number: '1' },
  'POST /topics/:topicId/replies': {
    body: 'Words of a reply',
    parentId: '',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /replies/:replyId/edit': {
    body: 'Words of a reply',
    reason: 'A reason',
    from: '1',
    formId: 'a-form-id',
    writer: '1',
  },
  'POST /replies/:replyId/versions/:number/restoration': {},
  'POST /replies/:replyId/removal': {},
  'POST /replies/:replyId/removal/removal': {},
  'POST /replies/:replyId/acceptance': {},
  'POST /replies/:replyId/acceptance/removal': {},
};

/** Every name that an address may have behind its question mark. One that is not here fails the test. */
const queryNames = [
  'kind',
  'state',
  'council',
  'tag',
  'after',
  'answer',
  'quote',
  'page',
  'reply',
  'order',
  'title',
  'back',
  'signedOut',
  'sign',
  'text',
  'untold',
  'q',
  'in',
  'licence',
  'used',
  'changed',
  'act',
  'hint',
  'requirement',
  'name',
  'done',
  'draft',
  'need',
  'week',
  'service',
  'show',
  'readAt',
  'of',
  'before',
  'version',
  'other',
];

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let guest: Guest | undefined;
let topicId = 0;
let guidanceId = 0;
let replyId = 0;
let requirementId = 0;
let identityProvider: IdentityProvider;
let providerId = 0;
let newcomer: Agent | undefined;
let routes: string[] = [];

beforeAll(async () => {
  author = await makePerson({ administrator: true, coordinates: 'all' });
  agent = await app.signInAs(author);
  topicId = (await makeTopic(author)).id;
  guidanceId = (await makeTopic(author, { kind: 'guidance' })).id;
  for (let at = 0; at < 3; at++) replyId = (await makeReply(author, topicId)).id;
  requirementId = (await workspaceOf(1)).requirement?.id ?? 0;
  routes = listRoutes(app.routes);
  identityProvider = await startIdentityProvider();
  providerId = (await makeProvider({ at: identityProvider })).id;
});
afterAll(() => identityProvider.stop());

beforeEach(() => db.execute(sql`delete from rate_limits`));

test('every form is here', () => {
  expect(Object.keys(forms).sort()).toEqual(routes.filter((route) => route.startsWith('POST ')).sort());
});

test('every name that an address may have is here', async () => {
  const files = await readdir('server/features', { recursive: true });
  const sources = await Promise.all(
    files.filter((file) => /\.ts$/.test(file)).map((file) => readFile(`server/features/${file}`, 'utf8')),
  );
  const read = sources.flatMap((source) => [...source.matchAll(/\breq\.query\.(\w+)|\bquery\.(after)\b/g)]);
  const names = new Set(read.map(([, one, other]) => one ?? other));
  expect([...names].filter((name) => !queryNames.includes(name as string))).toEqual([]);
});

/** What is asked for where an address has a place for it. */
async function placesOf(route: string): Promise<Record<string, string>> {
  let token = 'none';
  if (route === 'POST /sign-in/links/:token') {
    await sendSignInLink(`new.${Math.random().toString(36).slice(2)}@camden.gov.uk`, '/');
    token = lastLink().split('/').at(-1) ?? '';
  }
  if (route.includes('/stop-emails'))
    token =
      stopAddress(author.id)({ kinds: ['solved'] })
        .split('/')
        .at(-1) ?? '';
  const slug = route.includes('/councils') ? 'camden' : 'understand-user-needs';
  const sessionId = 'none';
  // Nobody marks themselves as having left, gives themselves a role, or goes on in a session that ends.
  const other = await somebodyFor(route);
  if (route.includes('/suspension/removal')) await suspend(other);
  const passkeyId = /:passkeyId|passkeys\/removal/.test(route) ? await makePasskey(other) : '';
  const personId = `${other.id}`;
  const suggested = /suggestion/.test(route) ? await makeSuggested(route) : undefined;
  const grantId = route.includes(':grantId') ? `${await grantFor(route, other)}` : '';
  const searchId = route.includes(':searchId') ? `${(await savedSearchFor(route)).id}` : '';
  const serviceId = route.includes(':serviceId') ? String((await makeService(author)).id) : '';
  return {
    topicId: `${suggested?.topicId ?? (await topicFor(route))}`,
    suggestionId: `${suggested?.id ?? 0}`,
    ...(await collectionFor(route)),
    caseId: route.includes(':caseId') ? `${await makeCaseFor()}` : '',
    reportId: route.includes(':reportId') ? `${await makeReportFor()}` : '',
    batchId: route.includes(':batchId') ? `${await makeBatch(author, await makeThread())}` : '',
    actId: route.includes(':actId') ? `${await makeActFor(route)}` : '',
    appealId: route.includes(':appealId') ? `${await makeAppealFor()}` : '',
    act: 'hide',
    linkId: route.includes('/links/') ? `${await makeLink(author, topicId)}` : '',
    feedId: route.includes(':feedId') ? `${await makeOwnFeed()}` : '',
    adoptionId: route.includes(':adoptionId') ? `${await makeAdoption(author)}` : '',
    attachmentId: route.includes(':attachmentId') ? (await makeAttachment(author, 'map.png')).id : '',
    draftId: route.includes(':draftId') ? `${await makeDraft(author, topicId)}` : '',
    replyId: `${replyId}`,
    number: '1',
    ruleId: '1',
    providerId: `${providerId}`,
    personId,
    grantId,
    passkeyId,
    serviceId,
    searchId,
    noticeId: route.includes(':noticeId') ? `${await makeNotice(author)}` : '',
    sessionId,
    slug,
    token,
    mailId: 'none',
    kind: 'notices',
  };
}

/** What the author did, or what was done to what they wrote. */
async function makeActFor(route: string): Promise<number> {
  if (!route.endsWith('/appeal')) return makeAct(author, await makeThread());
  const actor = await makePerson({ council: 'hackney', coordinates: 'all' });
  return makeAct(actor, (await makeTopic(author)).id);
}

/** An appeal that the author may decide. */
async function makeAppealFor(): Promise<number> {
  const [appellant, actor] = [
    await suggester(),
    await makePerson({ council: 'hackney', coordinates: 'all' }),
  ];
  return makeAppeal(appellant, await makeAct(actor, (await makeTopic(appellant)).id));
}

/** What the author reports, each time of another topic. */
async function makeReportFor(): Promise<number> {
  const { id } = await makeTopic(await suggester());
  return makeReport(author, id);
}

/** A case that the author may decide. */
async function makeCaseFor(): Promise<number> {
  const { id } = await makeTopic(await suggester());
  return makeCase(author, id);
}

async function makeOwnFeed(): Promise<number> {
  await makeFeed(author, { kind: 'workspace', id: 1 });
  const [feed] = await db.select().from(privateFeeds).where(eq(privateFeeds.personId, author.id));
  return feed?.id ?? 0;
}

let savedOnce: { id: number } | undefined;
/** One that is removed is gone; for the rest one is enough, since nobody may have many. */
async function savedSearchFor(route: string): Promise<{ id: number }> {
  await db.execute(sql`delete from saved_searches where id <> ${savedOnce?.id ?? 0}`);
  if (route.endsWith(':searchId/removal')) return makeSavedSearch(author);
  savedOnce ??= await makeSavedSearch(author);
  return savedOnce;
}

/** An edit that was suggested to the author, or by them where it is they who take it back or suggest. */
async function makeSuggested(route: string) {
  const other = await suggester();
  const isOwn = /removal|\/new/.test(route);
  const topic = await makeTopic(isOwn ? other : author, { kind: 'guidance' });
  const { id } = await makeSuggestion(isOwn ? author : other, topic.id);
  return { topicId: topic.id, id };
}

async function collectionFor(route: string): Promise<Record<string, string>> {
  if (!route.includes(':collectionId')) return {};
  const { id, itemIds } = await makeCollection(author, { topicIds: [topicId] });
  return { collectionId: `${id}`, itemId: `${itemIds[0]}` };
}

/** Guidance where it is about guidance, and somebody else's question where it is about what others ask. */
async function topicFor(route: string): Promise<number> {
  if (route.endsWith('/how-it-went')) {
    ofInterest ||= (await makeInterest(author)).topicId;
    return ofInterest;
  }
  if (route.includes('/follow-up')) {
    unanswered ||= (await makeTopic(author)).id;
    return unanswered;
  }
  if (route.includes('/moderation/topics')) return makeThread();
  if (/\/(review|adoptions\/new|found-answers)$/.test(route)) return guidanceId;
  if (!/\/(same-problem|report)/.test(route)) return topicId;
  if (hackneys) return hackneys;
  const asker = await makePerson({ council: 'hackney' });
  hackneys = (await makeTopic(asker)).id;
  await makeReply(asker, hackneys);
  return hackneys;
}
let hackneys = 0;
let unanswered = 0;
let ofInterest = 0;

/** Somebody else's, with a reply: what a coordinator does to it changes nothing elsewhere. */
async function makeThread(): Promise<number> {
  const other = await suggester();
  const { id } = await makeTopic(other);
  await makeReply(other, id);
  return id;
}

let somebodyElse: Member | undefined;
async function suggester(): Promise<Member> {
  somebodyElse ??= await makePerson();
  return somebodyElse;
}

async function guestFor(route: string, changed: object): Promise<Record<string, string>> {
  if (!/:waitingId|guests\/:personId/.test(route)) return {};
  guest ??= await makeGuest();
  if (Object.keys(changed).length > 0) return { personId: `${guest.id}`, waitingId: '1' };
  // What was decided or ended cannot be again.
  const personId = route.includes('/ending') ? (await makeGuest()).id : guest.id;
  const waitingId = route.includes(':waitingId') ? (await makeWaiting(guest)).id : 0;
  return { personId: `${personId}`, waitingId: `${waitingId}` };
}

async function invitationFor(route: string, changed: object): Promise<Record<string, string>> {
  if (!route.includes('/invitations/:') || Object.keys(changed).length > 0) return {};
  const { id, token } = await makeInvitation(author);
  return { invitationId: `${id}`, token };
}

const others = new Map<string, Member>();

/** Whom it is about. Who has left is nobody to mark as such again; of others, one for each form is enough. */
async function somebodyFor(route: string): Promise<Member> {
  if (/\/leaving|\/address/.test(route)) return makePerson();
  if (!/:grantId|\/roles|\/suspension|:personId\/passkeys/.test(route)) return author;
  const other = others.get(route) ?? (await makePerson());
  others.set(route, other);
  return other;
}

/** A role that the author may take from somebody, or one of their own to pass on. */
async function grantFor(route: string, other: Member): Promise<number> {
  if (route.includes('/removal')) return (await makeGrant(other, { role: 'assessor' })).id;
  return (await makeGrant(author, { role: 'coordinator' })).id;
}

async function pathOf(route: string, changed: Record<string, string> = {}): Promise<string> {
  return fill(route, { ...(await allPlacesOf(route, changed)), ...changed });
}

const allPlacesOf = async (route: string, changed: Record<string, string> = {}) => ({
  ...(await placesOf(route)),
  ...(await invitationFor(route, changed)),
  ...(await guestFor(route, changed)),
});

/** The route's address with these in its places. */
function fill(route: string, places: Record<string, string | undefined>): string {
  const [, path = ''] = route.split(' ');
  const filled = path.replace(/:(\w+)/g, (_, name) => {
    const place = places[name];
    if (place === undefined) throw new Error(`Say in this test what :${name} is`);
    return place;
  });
  if (/searches(\/new)?$/.test(path)) return `${filled}?q=bins`;
  return /\/topics$|\/new$/.test(path) ? `${filled}?kind=question` : filled;
}

/** What no page puts into a field that is hidden or chosen. */
const strange = [
  '',
  ' ',
  '-1',
  '1e400',
  '99999999999999999999',
  '2147483648',
  '0',
  'NaN',
  'true',
  '[object Object]',
  '😀',
  '\u202e',
];

/** What is no text, or none that Postgres keeps. */
const unreadable = [
  'Before%00after',
  '%00',
  'Before%FFafter',
  'Before%ED%A0%80after',
  '%F0%9F%98',
  '%C3%28',
  '%',
];

/** Signing in or out takes this browser’s session with it. */
const browserFor = (route: string) =>
  /sign-|dev|sessions\/removal|by-mail/.test(route) ? app.visitor() : agent;

/** The browser of somebody new who has come back from their council's sign-in, until they have joined. */
async function comeBackNew(): Promise<Agent> {
  const email = `new.${Math.random().toString(36).slice(2)}@camden.gov.uk`;
  identityProvider.says.account = { sub: email, email, email_verified: true };
  const browser = app.visitor();
  const { headers } = await browser.get(`/sign-in/providers/${providerId}`).expect(302);
  await browser.get(await identityProvider.visit(headers.location ?? '')).expect(303);
  return browser;
}

async function sendTo(route: string, body: string | Buffer, type = 'application/x-www-form-urlencoded') {
  if (route.endsWith('/joining')) newcomer ??= await comeBackNew();
  const sent = await sendWith(route.endsWith('/joining') ? newcomer : undefined, route, body, type);
  if (route.endsWith('/joining') && sent.status === 303) newcomer = undefined;
  return sent;
}

async function sendWith(browser: Agent | undefined, route: string, body: string | Buffer, type: string) {
  const sent = await (browser ?? browserFor(route))
    .post(await untouchedPathOf(route))
    .set('Content-Type', type)
    .send(typeof body === 'string' ? body.replaceAll('help-N', `help-${requirementId}`) : body);
  if (sent.status < 400) untouched.delete(route);
  return sent;
}

const untouched = new Map<string, string>();

/** The same again until something was done there: what is refused leaves it as it was. */
async function untouchedPathOf(route: string): Promise<string> {
  const path = untouched.get(route) ?? (await pathOf(route));
  untouched.set(route, path);
  return path;
}

const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** Every form is read by the same parser before its own rules: what only that could get wrong is tried with some. */
const tellsOfParser = new Set(Object.keys(forms).filter((_, at) => at % 8 === 0));

describe.each(Object.keys(forms))('%s', (route) => {
  const thoroughly = tellsOfParser.has(route);
  const fields = forms[route] ?? {};
  const names = Object.keys(fields);
  const written = names.filter(
    (name) =>
      !/Id$|^(act|answer|writer|role|in-1|from|back|visibility|council|moving|number|state|showsVisits|origin|stage|worked|credential|choice|relation|level|searched|lineFrom|(topic|person|to)-\d|clientSecret|everything|readAt|before|content|List-Unsubscribe|keptSecret|place|of|(hours|digest)[A-Z][a-z]+|restsOnHolidays|mail-[a-z]+|(works|rule|reply)-\d|out-\d|inOrder|category|decision|latest|rule)$/.test(
        name,
      ),
  );

  test('without anything, or in a form that no page sends, is answered in words', async () => {
    const boundary = '--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nWords\r\n--x--\r\n';
    const bodies: [string, string][] = [
      ['', 'application/x-www-form-urlencoded'],
      ['&&&===&%&%%%', 'application/x-www-form-urlencoded'],
      [JSON.stringify(fields), 'application/json'],
      ['{"body":', 'application/json'],
      ['null', 'application/json'],
      [boundary, 'multipart/form-data; boundary=x'],
      ['Words', 'text/plain'],
      ['body=Words', 'application/x-www-form-urlencoded; charset=utf-7'],
      ['body=Words', 'application/x-www-form-urlencoded; charset=nonsense'],
      ['body=Words', ';;;'],
    ];
    const some = thoroughly ? bodies : bodies.slice(0, 3);
    for (const [body, type] of some) expectWords(await sendTo(route, body, type), `${type}: ${body}`);
  });

  test('without one of its fields, or with another in its place, keeps the others', async () => {
    for (const name of names) {
      await db.execute(sql`delete from rate_limits`);
      const { [name]: _, ...others } = fields;
      const odd = written.includes(name) ? ['', ' '] : strange;
      for (const body of [encode(others), ...odd.map((value) => encode({ ...fields, [name]: value }))]) {
        const sent = await sendTo(route, body);
        expectWords(sent, body);
        for (const kept of written.filter((other) => other !== name))
          expectKept(sent, fields[kept] ?? '', body);
      }
    }
  });

  test('with far too long a text keeps all of it', async () => {
    for (const name of names) {
      const long = `${'Words at length. '.repeat(4000)}The end`;
      const sent = await sendTo(route, encode({ ...fields, [name]: long }));
      expectWords(sent, name);
      if (written.includes(name)) expectKept(sent, 'The end', name);
    }
  });

  test('with a field more than once, or as a list, keeps what was in each', async () => {
    for (const name of names) {
      const { [name]: value = '', ...others } = fields;
      for (const key of thoroughly ? [name, `${name}[]`, `${name}[a]`, `${name}.a`] : [name]) {
        const twice = [others, { [key]: `${value} once` }, { [key]: `${value} again` }].map(encode).join('&');
        const sent = await sendTo(route, twice);
        expectWords(sent, twice);
        if (!written.includes(name) || key !== name) continue;
        expectKept(sent, `${value} once`, twice);
        expectKept(sent, `${value} again`, twice);
      }
    }
  });

  test('with characters that cannot be stored says so, and keeps the rest', async () => {
    for (const name of names) {
      const { [name]: _, ...others } = fields;
      const some = thoroughly ? ['Before%00after', 'Before%FFafter'] : ['Before%00after'];
      const values = thoroughly && name === written[0] ? unreadable : some;
      for (const value of values) {
        const sent = await sendTo(route, `${encode(others)}&${name}=${value}`);
        expectWords(sent, value);
        if (written.includes(name) && value.includes('%00')) {
          expect([name, sent.status]).toEqual([name, 422]);
          expect(sent.text).toContain('a character that cannot be stored');
        }
        if (written.includes(name) && value.startsWith('Before'))
          expectKept(sent, /Before.{0,12}after/, value);
      }
      if (!thoroughly) continue;
      const raw = Buffer.concat([
        Buffer.from(`${encode(others)}&${name}=Before`),
        Buffer.of(0xff, 0xfe, 0x80, 0),
        Buffer.from('after'),
      ]);
      expectWords(await sendTo(route, raw), `${name} as raw bytes`);
    }
  });

  test('with fields of any name does nothing by them', async () => {
    const names = [
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
      '__proto__[admin]',
      '%00',
      '%FF',
      '',
      'id',
      'authorId',
    ];
    const twice = names.map((name) => `${name}=x&${name}=y`);
    for (const odd of thoroughly ? twice : [twice.join('&')])
      expectWords(await sendTo(route, `${encode(fields)}&${odd}`), odd);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    if (!thoroughly) return;
    expectWords(
      await sendTo(route, Array.from({ length: 5000 }, (_, at) => `f${at}=`).join('&')),
      '5,000 fields',
    );
  });

  if (!thoroughly) return;
  test('of 10 megabytes is refused in words', async () => {
    const sent = await sendTo(route, `body=${'x'.repeat(10_000_000)}`);
    expect(sent.status).toBe(413);
    expect(sent.text).toContain('What you sent is too large');
  });
});

/** What acts ask for besides a reason; what each of them is sent with is tried above. */
const asking = Object.keys(acts).flatMap((act) => {
  const { asksFor } = actOf(act as ActName);
  if (!asksFor) return [];
  return Object.keys(actForms[asksFor].shape).flatMap((field) => (field in basics ? [] : [[act, field]]));
});

test.each(asking)(
  'to %s with any %s is answered in words, of one and of several',
  async (act, field = '') => {
    const id = await makeThread();
    const fields = { ...forms['POST /moderation/topics/:topicId/:act'], act, formId: 'a-form-id' };
    for (const value of strange) {
      const body = encode({ ...fields, [`topic-${id}`]: '0', [field]: value });
      for (const path of [
        `/moderation/topics/${id}/${act}`,
        '/workspaces/understand-user-needs/moderation/acts',
      ])
        expectWords(await agent.post(path).type('form').send(body), `${path} ${body}`);
    }
  },
);

describe('every address', () => {
  const places: Record<string, string[]> = {
    id: [
      '0',
      '-1',
      '1.5',
      '01',
      '1e3',
      '0x1',
      '+1',

      '%31%20',
      'abc',
      'NaN',
      'Infinity',
      'null',
      '2147483647',
      '2147483648',
    ],
    text: [
      '%00',
      'a%00b',
      '%FF',
      '%ED%A0%80',
      '%E2%80%AE',
      '%',
      '%F0%9F%98%80',
      'constructor',
      '__proto__',
      '..%2f..%2fetc',
      '1%2F2',
      '%3Cscript%3E',
    ],
    long: ['x'.repeat(4000), '9'.repeat(400)],
  };
  const few = ['abc', '0x1', '2147483648', '%00', '%FF', 'constructor'];

  test('finds nothing where it has what is no id or name, and shows no fault', async () => {
    const tried = new Set<string>();
    for (const route of routes.filter((path) => path.includes(':'))) {
      const [method = 'GET'] = route.split(' ');
      const right = await allPlacesOf(route, { any: 'other' });
      for (const [, name = ''] of route.matchAll(/:(\w+)/g)) {
        // Every value for the first route that has such a place; the others read it in the same way.
        const values = tried.has(name) ? few : Object.values(places).flat();
        tried.add(name);
        for (const value of values) {
          if (name === 'slug' || name === 'token' ? /^\d+$/.test(value) && value.length < 3 : false) continue;
          const path = fill(route, { ...right, [name]: value });
          const as = method === 'GET' ? [agent, app.visitor()] : [agent];
          for (const viewer of as) {
            const sent =
              method === 'GET'
                ? await viewer.get(path)
                : await viewer
                    .post(path)
                    .type('form')
                    .send(forms[route] ?? {});
            // A session that is none is one that is over already.
            const known = name === 'token' ? [410, 404] : name === 'sessionId' ? [303, 404] : [404];
            // These lead to another page without looking whether there is one.
            const leads =
              /^GET (\/topics\/:topicId\/(replies|.*\/by-mail)|\/moderation\/cases\/:caseId\/.*|\/moderation\/acts\/:actId\/appeal)$/.test(
                route,
              );
            const expected = leads ? [...known, 303] : known;
            expect([path.slice(0, 80), expected.includes(sent.status) ? 'refused' : sent.status]).toEqual([
              path.slice(0, 80),
              'refused',
            ]);
          }
        }
      }
    }
  });

  test('takes whatever stands behind its question mark', async () => {
    const values = [
      ...[
        '',
        '%00',
        'a%00b',
        '%FF',
        '%',
        '-1',
        '0',
        '1.5',
        '2.5',
        '1e400',
        '1e9',
        '99999999999999999999',
        'NaN',
        '__proto__',
      ],
      ...[
        'constructor',
        '%ED%A0%80',
        '%F0%9F%98%80',
        '%3Cscript%3E',
        "'%3B--",
        '1.1',
        '-1.1',
        '999999999999999.1',
        'x'.repeat(1000),
      ],
    ];
    const all = (value: string) => queryNames.map((name) => `${name}=${value}`).join('&');
    const readBy: [string, string[]][] = [
      [`/topics/${topicId}`, ['answer', 'quote', 'page', 'order', 'draft', 'done', 'untold']],
      [`/topics/${topicId}/quotation`, ['quote']],
      ['/account/drafts', ['done', 'draft']],
      ['/notices', ['show', 'kind', 'page', 'readAt']],
      ['/account/searches', ['done']],
      ['/account/reports', ['done']],
      ['/moderation', ['show', 'page', 'done']],
      ['/workspaces/understand-user-needs/queue', ['show', 'page']],
      ['/account/feeds', ['of', 'done']],
      ['/account/follows', ['done', 'page']],
      ['/group/follow', ['back']],
      ['/', ['done']],
      ['/account/emails', ['done']],
      ['/workspaces/understand-user-needs/emails', ['done']],
      ['/code-of-conduct', ['done']],
      ['/code-of-conduct/versions', ['page']],
      ['/code-of-conduct/edit', ['version']],
      [stopAddress(author.id)({ kinds: ['solved'] }), ['before', 'done']],
      ['/account/searches/new', ['q', 'in', 'used']],
      ['/reviews', ['need', 'in', 'page']],
      ['/coordinating', ['done']],
      [`/topics/${topicId}/how-it-went`, ['done']],
      ['/coordinating/questions', ['need', 'in', 'page']],
      ['/coordinating/newcomers', ['done']],
      [`/topics/${guidanceId}/adoptions/new`, ['service']],
      [`/topics/${topicId}/follow-up`, ['done']],
      [`/topics/${topicId}/changes`, ['after']],
      ['/mentions', ['sign', 'text']],
      ['/workspaces/understand-user-needs', ['kind', 'state', 'council', 'tag', 'after', 'done']],
      ['/workspaces/understand-user-needs/topics/new', ['kind', 'title', 'draft']],
      ['/councils', ['order']],
      ['/councils/camden/topics', ['kind', 'after']],
      ['/people', ['requirement', 'council', 'tag', 'name', 'page']],
      ['/sign-in', ['back', 'signedOut']],
      ['/dev/sign-in', ['back']],
      [`/sign-in/providers/${providerId}`, ['back', 'hint']],
      [`/administration/providers/${providerId}`, ['done']],
      ['/sign-in/second-step', ['back']],
      ['/account/passkeys', ['done']],
      ['/administration/people', ['q', 'page']],
      [
        '/search',
        ['q', 'in', 'kind', 'state', 'council', 'service', 'tag', 'licence', 'used', 'changed', 'page'],
      ],
      [
        '/library',
        ['in', 'kind', 'state', 'council', 'service', 'tag', 'licence', 'used', 'changed', 'order', 'page'],
      ],
      ['/workspaces/understand-user-needs/feed.atom', ['page']],
      ['/library.atom', ['state', 'used', 'changed']],
      ['/library.csv', ['state', 'used', 'changed', 'order']],
      ['/search/topic', ['in', 'title', 'kind']],
      ['/search/misses', ['week', 'page']],
      ['/administration/log', ['act', 'page']],
      ['/administration/moderation-log', ['page']],
      [
        '/workspaces/understand-user-needs/moderation',
        ['kind', 'state', 'council', 'tag', 'order', 'after', 'show'],
      ],
      ['/workspaces/understand-user-needs/moderation-log', ['page']],
      [`/moderation/topics/${topicId}`, ['done']],
      [`/moderation/topics/${topicId}/split`, ['page', 'reply']],
      [`/moderation/topics/${topicId}/mark-duplicate`, ['other']],
    ];
    expect(new Set(readBy.flatMap(([, names]) => names))).toEqual(new Set(queryNames));
    const tried = new Set<string>();
    for (const [path, names] of readBy) {
      for (const name of names) {
        const some = tried.has(name) ? ['%00', '1.5', '99999999999999999999'] : values;
        tried.add(name);
        for (const value of [...some, `1&${name}=2&${name}[x]=3`]) {
          const { status } = await agent.get(`${path}?${name}=${value}`).redirects(0);
          const answer = [path, name, value.slice(0, 80)];
          expect([...answer, status < 400 || status === 404]).toEqual([...answer, true]);
        }
      }
    }
    for (const route of routes.filter((path) => path.startsWith('GET '))) {
      const path = (await pathOf(route)).split('?')[0];
      for (const value of ['%00', '-1', '1e9']) {
        for (const viewer of value === '%00' ? [agent, app.visitor()] : [agent]) {
          const { status } = await viewer
            .get(`${path}?${all(value)}&__proto__=1&toString=2&&=&?`)
            .redirects(0);
          expect([path, value, status < 500]).toEqual([path, value, true]);
        }
      }
    }
  });

  test('can be asked in any way, and answers those that it does not know in words', async () => {
    for (const route of routes) {
      const path = await pathOf(route);
      for (const method of ['put', 'patch', 'delete', 'options', 'head'] as const) {
        const { status } = await app.visitor()[method](path);
        expect([method, path, status < 500]).toEqual([method, path, true]);
      }
      if (route.startsWith('GET ')) await agent.post(path).type('form').send({ body: 'x', writer: 'x' });
    }
    await agent.get('/').expect(200);
  });

  test('a form that a visitor sends is answered in words, whatever is in it', async () => {
    for (const route of Object.keys(forms).filter((path) => !/sign-in|sign-out|:token|by-mail/.test(path))) {
      for (const body of [
        '',
        'writer=1&body=%00',
        'writer=%00&%00=x',
        'writer=__proto__&__proto__=x',
        'writer[]=1',
        'writer=1&writer=2&a=%FF',
      ]) {
        const sent = await app
          .visitor()
          .post(await untouchedPathOf(route))
          .type('form')
          .set('Referer', 'x%00\\')
          .send(body);
        expect([route, body, sent.status]).toEqual([route, body, 303]);
      }
      await db.execute(sql`delete from rate_limits`);
    }
  });

  test('a request that is none at all is answered and does no harm', async () => {
    const { hostname, port } = new URL(app.address);
    const ask = async (bytes: string) => {
      const socket = connect(Number(port), hostname);
      socket.write(Buffer.from(bytes, 'latin1'));
      return (await readAll(socket)).split('\r\n')[0];
    };
    const host = `Host: ${hostname}:${port}\r\nConnection: close\r\n\r\n`;
    for (const bytes of [
      `GET /topics/\xff\xfe HTTP/1.1\r\n${host}`,
      `GET /topics/1\x00 HTTP/1.1\r\n${host}`,
      `GET //evil.example/ HTTP/1.1\r\n${host}`,
      `GET http://evil.example/topics/1 HTTP/1.1\r\n${host}`,
      `GET /../../etc/passwd HTTP/1.1\r\n${host}`,
      `GET /static/../package.json HTTP/1.1\r\n${host}`,
      `GET / HTTP/1.1\r\nCookie: sp_session=\xff\xfe; sp_held=%%%\r\n${host}`,
      `GET / HTTP/1.1\r\nIf-None-Match: ${'"x",'.repeat(1000)}\r\n${host}`,
      'GET / HTTP/1.1\r\n\r\n',
      'nonsense\r\n\r\n',
    ]) {
      expect([bytes, await ask(bytes)]).toEqual([bytes, expect.stringMatching(/^HTTP\/1\.1 [234]/)]);
    }
    await app.visitor().get('/health').expect(200);
  });
});

/** A reply in words: done, or a page that says what is wrong, but no fault of ours. */
function expectWords(sent: { status: number; text: string }, what: string): void {
  expect([what.slice(0, 200), sent.status < 500]).toEqual([what.slice(0, 200), true]);
  if (sent.status >= 400) expect(sent.text).toMatch(/<h1[\s>]/);
}

/** Where it was refused, what was typed is still on the page. */
function expectKept(sent: { status: number; text: string }, typed: string | RegExp, what: string): void {
  if (sent.status < 400) return;
  const text = sent.text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
  const kept = typeof typed === 'string' ? text.includes(typed) : typed.test(text);
  expect([what.slice(0, 200), typed, kept]).toEqual([what.slice(0, 200), typed, true]);
}
