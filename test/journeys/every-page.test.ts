import type { JSHandle, Page } from 'playwright-core';
import { findMember } from '../../server/features/accounts/viewers.ts';
import { deleteCollection } from '../../server/features/collections/delete-collection.ts';
import { loadDemonstration } from '../../server/features/demonstration/load.ts';
import { reckonReplyTimes } from '../../server/features/follow-ups/reckon-reply-times.ts';
import { mergeTopics } from '../../server/features/moderation/moving/merge-topics.ts';
import { purgeRemoved } from '../../server/features/moderation/purging/purge-removed.ts';
import { stopAddress } from '../../server/features/notice-mails/stop.ts';
import { findPersonByEmail } from '../../server/features/people/queries.ts';
import { removeReply } from '../../server/features/replies/remove-reply.ts';
import { decideCase } from '../../server/features/reports/decide-case.ts';
import { lookAtCase } from '../../server/features/reports/look-at-case.ts';
import { noteOnCase } from '../../server/features/reports/note-on-case.ts';
import { listGrantsOf } from '../../server/features/roles/queries.ts';
import { suspendPerson } from '../../server/features/roles/suspend-person.ts';
import { log } from '../../server/platform/log.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { makePasskey } from '../support/authenticator.ts';
import { useBrowser } from '../support/browser.ts';
import { backToNow, later } from '../support/clock.ts';
import { ask, asOwner } from '../support/databases.ts';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts';
import {
  makeAct,
  makeAppeal,
  makeBatch,
  makeCase,
  makeCollection,
  makeDraft,
  makeGuest,
  makeInterest,
  makeInvitation,
  makeNotice,
  makePerson,
  makeReply,
  makeReport,
  makeRules,
  makeSavedSearch,
  makeService,
  makeSuggestion,
  makeTopic,
  makeVisitorReport,
  makeWaiting,
} from '../support/make.ts';
import { makeProvider } from '../support/make-provider.ts';
import { listRoutes } from '../support/routes.ts';
import { openPage } from '../support/visits.ts';

const browser = useBrowser();
let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
});
afterAll(() => provider.stop());

const app = useApp();
const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);

/** Who looks. The asker asked about missed bins, in topic `ids.question`; the newcomer has never been here. */
const members: Record<string, { id: number; email: string }> = {};
const ids: Record<string, number | string> = {};

beforeAll(async () => {
  await loadDemonstration();
  const rows = await inDatabase('select id, kind, state, title, author_id from topics order by id');
  for (const { id, kind, state } of rows) ids[`${kind} ${state}`] ??= id;
  const question = rows.find(({ title }) => title.startsWith('Missed bins'));
  const asker = (await findMember(question.author_id)) as Member;
  const [guidance] = await inDatabase(
    `select topic_id as id from topic_versions where number > 1 order by 1`,
  );
  const [edited] = await inDatabase(
    `select id, author_id from replies where version_count > 1 and removed_at is null order by id`,
  );
  const own = await makeReply(asker, question.id, { body: 'A last word' });
  const removed = await makeReply(asker, question.id, { body: 'Better not' });
  await removeReply(asker, removed.id);
  const draft = rows.find(({ state }) => state === 'draft');
  const [adopted] = await inDatabase('select topic_id from adoptions group by 1 order by count(*) desc');
  ids.adopted = adopted.topic_id;
  const [same] = await inDatabase('select id, author_id from topics where same_as is not null');
  Object.assign(members, { 'same asker': { id: same.author_id } });
  const [overdue] = await inDatabase(`select id from topics where health = 'overdue'`);
  Object.assign(ids, {
    overdue: overdue.id,
    same: same.id,
    question: question.id,
    asker: asker.id,
    othersTopic: guidance.id,
    service: (await makeService(asker)).id,
    edited: edited.id,
    own: own.id,
    other: rows.find(({ author_id }) => author_id !== asker.id).author_id,
  });

  const newcomer = await makePerson({ name: 'Inês Moreau', job: '', joined: new Date() });
  ids.newcomer = newcomer.id;
  Object.assign(members, { asker, newcomer, 'draft author': { id: draft.author_id } });

  const owner = await makePerson({ name: 'Olu Adeyemi', administrator: true });
  Object.assign(ids, { owner: owner.id, passkey: await makePasskey(owner) });
  Object.assign(members, { 'passkey owner': owner });

  members.administrator ??= await makePerson({ name: 'Ada Admin', administrator: true });
  ids.provider = (await makeProvider({ council: 'croydon', at: provider })).id;
  ids.down = (await makeProvider({ council: 'sutton' })).id;
  ids.ended = (await makeProvider({ council: 'sutton', name: 'What there was before' })).id;
  await inDatabase(`update identity_providers set ended_at = now() where id = ${ids.ended}`);

  const [away, left] = [
    await makePerson({ name: 'Avery Away', council: 'harrow' }),
    await makePerson({ name: 'Lou Left', council: 'harrow' }),
  ];
  for (const person of [away, left]) await makeTopic(person, { requirement: null });
  await makeService(away);
  await inDatabase(`update people set dormant_at = now() where id = ${away.id}`);
  await inDatabase(`update people set left_at = now() where id = ${left.id}`);
  Object.assign(ids, { away: away.id, left: left.id });
  members['harrow lead'] = await makePerson({ name: 'Leigh Lead', council: 'harrow', lead: true });
  members.unproven = await makePerson({ name: 'Uma Unproven' });
  await inDatabase(
    `update people set address_proved_at = now() - interval '185 days' where id = ${members.unproven.id}`,
  );

  const suspended = await makePerson({ name: 'Sam Suspended', assessor: true });
  await suspendPerson(members.administrator as Member, suspended.id, {
    until: null,
    reason: 'Passwords posted',
  });
  const coordinator = await findPersonByEmail('nia.griffiths@walthamforest.gov.uk');
  const [grant] = await listGrantsOf(coordinator?.id ?? 0);
  Object.assign(members, { coordinator });
  Object.assign(ids, { suspended: suspended.id, coordinator: coordinator?.id, grant: grant?.id });

  const host = await makePerson({ coordinates: 'all' });
  const guest = await makeGuest();
  Object.assign(members, { host, guest });
  const acted = await makeTopic(asker);
  const topicAct = await makeAct(host, acted.id);
  const several = [await makeTopic(asker), await makeTopic(asker)].map(({ id }) => id);
  const batch = await makeBatch(host, ...several, acted.id);
  const act = await makeAct(host, question.id, { post: 1 });
  const merged = await makeTopic(asker);
  const merging = { reason: 'The same', note: '', latest: 0 };
  const mergeAct = await mergeTopics(host, merged.id, (await makeTopic(asker)).id, merging);
  Object.assign(ids, { topicWithout: (await makeTopic(asker)).id });
  Object.assign(ids, { merged: merged.id, mergeAct: 'id' in mergeAct ? mergeAct.id : 0 });
  Object.assign(ids, { acted: acted.id, topicAct, act, batch, several: several[0] ?? 0 });
  const appealed = await makeAppeal(asker, await makeAct(host, (await makeTopic(asker)).id));
  const otherHost = await makePerson({ council: 'hackney', coordinates: 'all' });
  Object.assign(members, { 'other host': otherHost });
  Object.assign(ids, { acted: acted.id, topicAct, act, appealed });
  const paused = await makePerson({ name: 'Pau Paused' });
  const { id: pausedTopic } = await makeTopic(paused);
  const until = new Date(Date.now() + 7 * 86_400_000);
  Object.assign(members, { paused });
  Object.assign(ids, { pausedTopic, pauseAct: await makeAct(host, pausedTopic, { name: 'pause', until }) });
  const { id: duplicate } = await makeTopic(asker);
  const marked = { name: 'mark-duplicate', otherId: (await makeTopic(asker)).id } as const;
  Object.assign(ids, { duplicate, duplicateAct: await makeAct(host, duplicate, marked) });
  const [takenOff, purged] = [await makeTopic(asker), await makeTopic(asker)];
  await makeAct(host, takenOff.id, { name: 'remove' });
  const removedAct = await makeAct(host, purged.id, { name: 'remove' });
  Object.assign(ids, { takenOff: takenOff.id, purged: purged.id, removedAct });
  await inDatabase(`update topics set removed_at = now() - interval '31 days' where id = ${purged.id}`);
  later({ minutes: 16 });
  await purgeRemoved();
  backToNow();
  const guestsTopic = await makeTopic(asker, { visibility: 'group' });
  Object.assign(ids, {
    guest: guest.id,
    guestsTopic: guestsTopic.id,
    elsewhere: (await makeTopic(asker, { requirement: 2 })).id,
    waiting: (await makeWaiting(guest, guestsTopic.id)).id,
    caught: (await makeWaiting(newcomer, undefined, 'May I ask one more?', 'many-posts')).id,
    invitation: (await makeInvitation(host)).token,
  });

  const helper = await makePerson({ name: 'Helen Helper', council: 'hackney' });
  await inDatabase(`insert into help_tags (person_id, tag, line) values (${helper.id}, 'bins', '')`);
  ids.unanswered = (await makeTopic(asker, { visibility: 'group', tags: 'bins' })).id;

  await reckonReplyTimes();
  ids.interest = (await makeInterest(asker)).topicId;

  members.notified = await makePerson({ name: 'Noor Notified' });
  const told = await makeTopic(members.notified as Member, {
    title: `Bins and ${'very '.repeat(20)}long streets`,
  });
  for (let at = 0; at < 7; at++) await makeReply(asker, told.id);
  await app.runJobs();
  ids.notice = await makeNotice(members.notified as Member, 'Asha Asker has accepted your invitation');

  const stop = stopAddress(asker.id)({ topicId: question.id });
  ids.stop = stop.split('/').at(-1) ?? '';
  ids.saved = (await makeSavedSearch(asker, { q: 'bins or waste', name: 'Bins', feed: true })).id;
  ids.emptyCollection = (await makeCollection(host, { visibility: 'group' })).id;
  await deleteCollection(host, (await makeCollection(host)).id);

  ids.longAgo = '2026-01-05';
  await inDatabase(`insert into search_misses (week, words, times, workspace_id) values
    (date_trunc('week', now() at time zone 'utc'), 'xylophones for ${'very '.repeat(20)}long halls', 12, 1),
    (date_trunc('week', now() at time zone 'utc'), 'glockenspiels', 1, null), ('${ids.longAgo}', 'triangles', 3, null)`);

  const [room] = await inDatabase(
    `select id from workspaces where slug = 'make-sure-users-succeed-first-time'`,
  );
  await makeRules(host, room.id, { title: `Say which ${'very'.repeat(20)}longword` }, { title: 'No cars' });
  const [{ rule_id: ruleId }] = await inDatabase('select max(rule_id) as rule_id from rule_texts');
  await makeRules(host, room.id, { id: ruleId, title: 'No cars', text: 'Or **carts**.' });

  const ownGuidance = await makeTopic(asker, { kind: 'guidance', requirement: 2 });
  const lost = `https://example.org/${'onelongword'.repeat(12)}`;
  const deadEnd = await makeTopic(asker, { kind: 'guidance', requirement: 2, fields: { body: lost } });
  await inDatabase(
    `insert into cited_pages (address, host, next_check_at, dead_since) values ('${lost}', 'example.org', now(), now())`,
  );
  await inDatabase(
    `update topics set health = 'review-due', review_reasons = '{The link to ${lost} in it did not work}' where id = ${deadEnd.id}`,
  );
  const suggested = await makeSuggestion(host, ownGuidance.id, { summary: 'In other words' });
  await makeDraft(host, guestsTopic.id, 'Ask five people, and write it down.');
  Object.assign(ids, {
    ownGuidance: ownGuidance.id,
    deadEnd: deadEnd.id,
    suggested: suggested.id,
    draft: await makeDraft(host, guestsTopic.id, 'Ask eight people, and write it down.'),
    late: await makeDraft(host, Number(ids['guidance withdrawn']), 'Too late'),
  });

  const reportable = await makeTopic(host);
  await makeReply(host, reportable.id, { body: `A word with ${'very'.repeat(30)} long parts` });
  const reported = await makeTopic(host, { title: `Reported and ${'very '.repeat(20)}long` });
  await makeReport(asker, reported.id);
  Object.assign(ids, {
    reportable: reportable.id,
    reported: reported.id,
    case: await makeCase(host, question.id),
    looked: await makeCase(host, deadEnd.id),
    closed: await makeCase(host, guestsTopic.id),
    raced: await makeCase(host, ownGuidance.id),
    unconfirmed: await makeVisitorReport(reportable.id),
    confirmed: await makeVisitorReport(reported.id, { confirmed: true }),
  });

  await lookAtCase(host, Number(ids.looked), 9);
  await decideCase(host, Number(ids.closed), { decision: 'done', told: 'It has been mended.', from: 9 });
  await noteOnCase(host, Number(ids.case), { note: 'Asked **them**', formId: '' });

  const { id: longest } = await makeTopic(asker, {
    requirement: 12,
    title: `Asked with ${'very '.repeat(20)}long words`,
  });
  await makeAct(host, longest, { name: 'pin', until });
  ids.longest = longest;

  const busy = await makePerson({ name: 'Busy Person', council: 'hackney' });
  for (let count = 0; count < 27; count++) await makeTopic(busy, { requirement: null, visibility: 'group' });
  await inDatabase(`insert into workspaces (slug, name) values ('empty', 'A room with nothing in it')`);
}, 120_000);

interface Visit {
  name: string;
  as?:
    | 'host'
    | 'other host'
    | 'paused'
    | 'guest'
    | 'harrow lead'
    | 'unproven'
    | 'asker'
    | 'newcomer'
    | 'notified'
    | 'draft author'
    | 'same asker'
    | 'passkey owner'
    | 'administrator'
    | 'coordinator';
  /** The address, where $name stands for one of `ids`. */
  at: string;
  /** What is done there before the page to look at is there. */
  act?: (page: Page) => Promise<void>;
  status?: number;
  /** Also looked at wide, and without scripts. */
  main?: boolean;
}

const first = '/workspaces/understand-user-needs';
const bins = '/workspaces/make-sure-users-succeed-first-time';
const press = (button: string) => (page: Page) => page.getByRole('button', { name: button }).click();

const visits: Visit[] = [
  { name: 'home of a visitor', at: '/', main: true },
  { name: 'home of a member', as: 'asker', at: '/', main: true },
  { name: 'home of a newcomer', as: 'newcomer', at: '/' },
  { name: 'the Standard', as: 'asker', at: '/standard' },
  { name: 'the Standard to a visitor', at: '/standard' },
  { name: 'workspace', as: 'asker', at: bins, main: true },
  { name: 'workspace to a visitor', at: bins },
  { name: 'workspace with a pinned topic', at: '/workspaces/encourage-everyone-to-use-the-digital-service' },
  { name: 'workspace with filters', as: 'asker', at: `${bins}?state=solved&tag=waste&council=islington` },
  { name: 'workspace where nothing matches', as: 'asker', at: `${bins}?kind=guidance&tag=nothing` },
  { name: 'workspace with nothing in it', as: 'asker', at: '/workspaces/empty' },
  { name: 'workspace with nothing in it to a visitor', at: '/workspaces/empty' },
  { name: 'workspace with more than a page', as: 'asker', at: '/workspaces/running-the-group' },
  {
    name: 'older topics of a workspace',
    as: 'asker',
    at: '/workspaces/running-the-group',
    act: (page) => page.getByRole('link', { name: 'Older' }).click(),
  },

  { name: 'a long thread with accepted answers', as: 'asker', at: '/topics/$question', main: true },
  { name: 'a long thread to a visitor', at: '/topics/$question' },
  { name: 'page 2 of a thread', as: 'asker', at: '/topics/$question?page=2' },
  {
    name: 'a thread with the newest first, and a removed reply',
    as: 'asker',
    at: '/topics/$question?order=newest',
  },
  { name: 'answering a reply', as: 'asker', at: '/topics/$question open?answer=1#write' },
  { name: 'quoting a reply', as: 'asker', at: '/topics/$question open?answer=1&quote=1#write' },
  { name: 'a reply by its own address', as: 'newcomer', at: '/topics/$question open/replies/1' },
  { name: 'the first unread reply', as: 'newcomer', at: '/topics/$question open/unread' },
  { name: 'question open', as: 'asker', at: '/topics/$question open' },
  { name: 'question reopened', as: 'asker', at: '/topics/$question reopened' },
  { name: 'guidance published', as: 'asker', at: '/topics/$guidance published' },
  { name: 'guidance withdrawn', as: 'asker', at: '/topics/$guidance withdrawn' },
  { name: 'guidance draft', as: 'draft author', at: '/topics/$guidance draft' },
  { name: 'pattern proposed', as: 'asker', at: '/topics/$pattern proposed' },
  { name: 'pattern in use', as: 'asker', at: '/topics/$pattern in-use' },
  { name: 'pattern retired', as: 'asker', at: '/topics/$pattern retired' },
  { name: 'reporting a topic', as: 'asker', at: '/topics/$reportable/report', main: true },
  {
    name: 'reporting a topic with errors',
    as: 'asker',
    at: '/topics/$reportable/report',
    act: press('Send the report'),
    status: 422,
  },
  {
    name: 'reporting a topic as a visitor, with errors',
    at: '/topics/$reportable/report',
    act: press('Send the report'),
    status: 422,
  },
  { name: 'reporting a reply as a visitor', at: '/topics/$reportable/replies/1/report', main: true },
  {
    name: 'a report that a visitor has to confirm',
    at: '/topics/$reportable/replies/1/report',
    async act(page) {
      await page.check('#category');
      await page.fill('#email', `${'long.'.repeat(10)}name@example.org`);
      await press('Send the report')(page);
    },
  },
  { name: 'what was reported already', as: 'asker', at: '/topics/$reported/report' },
  { name: 'what somebody reported', as: 'asker', at: '/account/reports', main: true },
  { name: 'the queue', as: 'host', at: '/moderation', main: true },
  { name: 'the queue, what is being looked at', as: 'host', at: '/moderation?show=looking' },
  { name: 'the queue, what is done', as: 'host', at: '/moderation?show=done' },
  { name: 'the queue, what is declined', as: 'host', at: '/moderation?show=declined' },
  { name: 'a queue with nothing in it', as: 'host', at: '/workspaces/empty/queue?show=done' },
  { name: 'the queue of a workspace', as: 'host', at: `${first}/queue` },
  { name: 'a case', as: 'host', at: '/moderation/cases/$case', main: true },
  { name: 'a case that somebody looks at', as: 'host', at: '/moderation/cases/$looked/looking' },
  { name: 'a case that is closed', as: 'host', at: '/moderation/cases/$closed' },
  {
    name: 'a case with errors',
    as: 'host',
    at: '/moderation/cases/$case',
    act: press('Close the case'),
    status: 422,
  },
  {
    name: 'a note without words',
    as: 'host',
    at: '/moderation/cases/$case',
    act: press('Add the note'),
    status: 422,
  },
  {
    name: 'a case that another has dealt with meanwhile',
    as: 'host',
    at: '/moderation/cases/$raced',
    async act(page) {
      const [{ act_count: from }] = await inDatabase(`select act_count from cases where id = ${ids.raced}`);
      const coordinator = await makePerson({ name: 'Quick Coordinator', coordinates: 'all' });
      await page.getByLabel('It is dealt with').check();
      await page.fill('#told', 'It has been mended.');
      await lookAtCase(coordinator, Number(ids.raced), from);
      await press('Close the case')(page);
    },
    status: 409,
  },
  { name: 'nothing reported', as: 'newcomer', at: '/account/reports' },
  { name: 'a report by its link, to confirm', at: '/reports/$unconfirmed' },
  { name: 'a report by its link, confirmed', at: '/reports/$confirmed' },
  { name: 'a report by a link that is over', at: '/reports/over', status: 410 },
  { name: 'history of a topic', as: 'asker', at: '/topics/$othersTopic/history', main: true },
  { name: 'history of a reply', as: 'asker', at: '/replies/$edited/history' },

  { name: 'asking a question', as: 'asker', at: `${bins}/topics/new?kind=question`, main: true },
  { name: 'sharing guidance', as: 'asker', at: `${bins}/topics/new?kind=guidance` },
  { name: 'adding a pattern', as: 'asker', at: `${bins}/topics/new?kind=pattern` },
  {
    name: 'a question with errors',
    as: 'asker',
    at: `${bins}/topics/new?kind=question`,
    act: press('Post question'),
    status: 422,
    main: true,
  },
  {
    name: 'guidance with errors',
    as: 'asker',
    at: `${bins}/topics/new?kind=guidance`,
    act: press('Publish guidance'),
    status: 422,
  },
  {
    name: 'a pattern with errors',
    as: 'asker',
    at: `${bins}/topics/new?kind=pattern`,
    async act(page) {
      await page.fill('#licence', 'x'.repeat(201));
      await page.fill('#tags', 'a,b,c,d,e,f,g');
      await press('Post pattern')(page);
    },
    status: 422,
  },
  {
    name: 'preview of a pattern',
    as: 'asker',
    at: `${bins}/topics/new?kind=pattern`,
    async act(page) {
      await page.fill('#title', 'One address');
      await page.fill('#problem', '# Why\n\n- [ ] Asked again[^1]\n\n[^1]: And again.');
      await page.fill('#solution', `| ${'wide '.repeat(30)} | b |\n| --- | --- |\n| 1 | 2 |`);
      await press('Preview')(page);
    },
  },
  { name: 'editing a topic', as: 'asker', at: '/topics/$question/edit' },
  {
    name: 'editing a topic with errors',
    as: 'asker',
    at: '/topics/$question/edit',
    async act(page) {
      await page.fill('#title', '');
      await press('Save changes')(page);
    },
    status: 422,
  },
  {
    name: 'preview of an edit of a topic',
    as: 'asker',
    at: '/topics/$question/edit',
    act: press('Preview'),
  },
  {
    name: 'a topic that was changed meanwhile',
    as: 'asker',
    at: '/topics/$question/edit',
    async act(page) {
      await inDatabase(`update topics set version_count = version_count + 1 where id = ${ids.question}`);
      await page.fill('#trying', 'Something else');
      await press('Save changes')(page);
    },
    status: 409,
  },
  {
    name: 'a reply with an error',
    as: 'asker',
    at: '/topics/$question open',
    act: press('Post reply'),
    status: 422,
  },
  {
    name: 'preview of a reply',
    as: 'asker',
    at: '/topics/$question?answer=3',
    async act(page) {
      await page.fill('#body', 'Like **this**');
      await press('Preview')(page);
    },
  },
  { name: 'suggesting an edit', as: 'host', at: '/topics/$ownGuidance/suggestions/new' },
  {
    name: 'suggesting an edit with errors',
    as: 'host',
    at: '/topics/$ownGuidance/suggestions/new',
    act: press('Send suggestion'),
    status: 422,
  },
  { name: 'the suggested edits of a topic', as: 'asker', at: '/topics/$ownGuidance/suggestions' },
  { name: 'moderating a topic', as: 'host', at: '/moderation/topics/$acted', main: true },
  { name: 'choosing topics to moderate', as: 'host', at: `${first}/moderation`, main: true },
  { name: 'topics that were taken off', as: 'host', at: `${first}/moderation?show=taken-off` },
  { name: 'no topics to moderate', as: 'host', at: `${first}/moderation?tag=of-none` },
  { name: 'choosing none of the topics', as: 'host', at: `${first}/moderation/acts`, status: 422 },
  {
    name: 'acting on several topics',
    as: 'host',
    at: `${first}/moderation/acts?act=pin&topic-$several=0&topic-$acted=0`,
    act: press('Pin'),
    status: 422,
  },
  { name: 'what was done to several topics', as: 'host', at: `${first}/moderation/batches/$batch?done=done` },
  { name: 'what a coordinator did to several', as: 'asker', at: '/moderation/batches/$batch' },
  {
    name: 'moderating a reply, after an act',
    as: 'host',
    at: '/moderation/topics/$question/replies/1?done=$act',
  },
  { name: 'editing a topic as a coordinator', as: 'host', at: '/moderation/topics/$question/edit' },
  {
    name: 'editing a reply as a coordinator, with errors',
    as: 'host',
    at: '/moderation/topics/$question/replies/1/edit',
    act: press('Save changes'),
    status: 422,
  },
  {
    name: 'editing a topic after somebody else has, as a coordinator',
    as: 'host',
    at: '/moderation/topics/$question/edit',
    async act(page) {
      await page.fill('#trying', 'Other words');
      await page.fill('#reason', 'It names somebody');
      await page.locator('[name=from]').evaluate((field) => {
        (field as HTMLInputElement).value = '99';
      });
      await press('Save changes')(page);
    },
    status: 409,
  },
  {
    name: 'choosing the topic to merge into',
    as: 'host',
    at: '/moderation/topics/$question/merge',
    async act(page) {
      await page.fill('#other', 'to');
      await page.fill('#reason', 'The same');
      await press('Merge into another topic')(page);
    },
  },
  {
    name: 'merging a topic, with errors',
    as: 'host',
    at: '/moderation/topics/$question/merge',
    act: press('Merge into another topic'),
    status: 422,
  },
  {
    name: 'splitting replies off, with errors',
    as: 'host',
    at: '/moderation/topics/$question/split',
    act: press('Split replies off'),
    status: 422,
  },
  {
    name: 'splitting replies off where there are none',
    as: 'host',
    at: '/moderation/topics/$topicWithout/split',
  },
  { name: 'moderating a topic that was merged', as: 'host', at: '/moderation/topics/$merged?done=$mergeAct' },
  { name: 'moderating a topic with a long name', as: 'host', at: '/moderation/topics/$longest', main: true },
  { name: 'merging a topic with a long name', as: 'host', at: '/moderation/topics/$longest/merge' },
  { name: 'pinning a topic', as: 'host', at: '/moderation/topics/$question/pin' },
  {
    name: 'moving a topic to another workspace, with errors',
    as: 'host',
    at: '/moderation/topics/$question/move',
    act: press('Move to another workspace'),
    status: 422,
  },
  {
    name: 'slowing a topic down, with errors',
    as: 'host',
    at: '/moderation/topics/$question/slow',
    act: press('Slow down'),
    status: 422,
  },
  {
    name: 'acting on a reply after somebody else has',
    as: 'host',
    at: '/moderation/topics/$question/replies/1/remove',
    async act(page) {
      await page.fill('#reason', 'Words');
      await page.locator('[name=latest]').evaluate((field) => {
        (field as HTMLInputElement).value = '0';
      });
      await press('Remove')(page);
    },
    status: 409,
  },
  {
    name: 'pausing an author, without a day',
    as: 'host',
    at: '/moderation/topics/$question/pause',
    act: press('Pause its author'),
    status: 422,
  },
  { name: 'an author who is paused', as: 'host', at: '/moderation/topics/$pausedTopic?done=$pauseAct' },
  { name: 'ending a pause', as: 'host', at: '/moderation/topics/$pausedTopic/resume' },
  { name: 'why one is paused', as: 'paused', at: '/moderation/acts/$pauseAct' },
  { name: 'a thread while one is paused', as: 'paused', at: '/topics/$question' },
  { name: 'a new question while one is paused', as: 'paused', at: `${first}/topics/new?kind=question` },
  {
    name: 'marking a topic as a duplicate, with errors',
    as: 'host',
    at: '/moderation/topics/$question/mark-duplicate',
    act: press('Mark as a duplicate'),
    status: 422,
  },
  {
    name: 'choosing what it is a duplicate of',
    as: 'host',
    at: '/moderation/topics/$question/mark-duplicate',
    async act(page) {
      await page.fill('#other', 'to');
      await page.fill('#reason', 'Asked before');
      await press('Mark as a duplicate')(page);
    },
  },
  {
    name: 'a topic that was marked as a duplicate',
    as: 'host',
    at: '/moderation/topics/$duplicate?done=$duplicateAct',
  },
  { name: 'links of a duplicate, to its author', as: 'asker', at: '/topics/$duplicate/links' },
  { name: 'links of a duplicate, to a coordinator', as: 'host', at: '/topics/$duplicate/links' },
  { name: 'moderating a topic that was removed', as: 'host', at: '/moderation/topics/$takenOff' },
  { name: 'keeping what was removed longer', as: 'host', at: '/moderation/topics/$takenOff/hold' },
  { name: 'a topic whose text was deleted', as: 'host', at: '/moderation/topics/$purged' },
  { name: 'that their text was deleted', as: 'asker', at: '/moderation/acts/$removedAct' },
  { name: 'what cannot be done to a topic', as: 'host', at: '/moderation/topics/$question/unlock' },
  { name: 'what a coordinator did', as: 'asker', at: '/moderation/acts/$topicAct' },
  {
    name: 'an appeal that says nothing',
    as: 'asker',
    at: '/moderation/acts/$topicAct',
    act: press('Appeal'),
    status: 422,
  },
  { name: 'appeals', as: 'other host', at: '/moderation/appeals', main: true },
  { name: 'an appeal', as: 'other host', at: '/moderation/appeals/$appealed', main: true },
  { name: 'an appeal, to whoever acted', as: 'host', at: '/moderation/appeals/$appealed' },
  { name: 'a topic that is hidden, to its author', as: 'asker', at: '/topics/$acted' },
  { name: 'what coordinators did in a workspace', as: 'newcomer', at: `${first}/moderation-log`, main: true },
  {
    name: 'nothing that coordinators did',
    as: 'newcomer',
    at: '/workspaces/use-agile-methods/moderation-log',
  },
  { name: 'the log of moderation', as: 'administrator', at: '/administration/moderation-log' },
  { name: 'what somebody follows', as: 'asker', at: '/account/follows' },
  { name: 'nothing followed yet', as: 'newcomer', at: '/account/follows' },
  { name: 'following the group', as: 'newcomer', at: '/group/follow' },
  { name: 'following a workspace', as: 'newcomer', at: `${first}/follow` },
  { name: 'following a topic', as: 'newcomer', at: '/topics/$question/follow', main: true },
  {
    name: 'following a topic, with an error',
    as: 'newcomer',
    at: '/topics/$question/follow',
    async act(page) {
      await page.locator('#level').evaluate((radio) => {
        (radio as HTMLInputElement).checked = false;
      });
      await press('Save')(page);
    },
    status: 422,
  },
  { name: 'we have this too', as: 'newcomer', at: '/topics/$question/same-problem' },
  {
    name: 'we have this too, at length',
    as: 'newcomer',
    at: '/topics/$question/same-problem',
    async act(page) {
      await page.fill('#line', 'x'.repeat(201));
      await press('We have this too')(page);
    },
    status: 422,
  },
  { name: 'the library', as: 'asker', at: '/library', main: true },
  {
    name: 'the library of a requirement',
    as: 'asker',
    at: '/library?in=understand-user-needs&kind=guidance',
  },
  { name: 'the library, newest first', at: '/library?order=newest' },
  { name: 'nothing in the library', as: 'asker', at: '/library?tag=nothing-has-this' },
  { name: 'a collection', at: '/collections/1', main: true },
  { name: 'a collection to who keeps it', as: 'host', at: '/collections/1' },
  { name: 'a collection with nothing in it', as: 'host', at: '/collections/$emptyCollection' },
  { name: 'collections', at: '/library/collections' },
  { name: 'collections to who keeps them', as: 'host', at: '/library/collections' },
  { name: 'making a collection', as: 'host', at: '/library/collections/new' },
  {
    name: 'making a collection, with nothing filled in',
    as: 'host',
    at: '/library/collections/new',
    act: press('Make the collection'),
    status: 422,
  },
  { name: 'editing a collection', as: 'host', at: '/collections/1/edit' },
  {
    name: 'a collection that was changed meanwhile',
    as: 'host',
    at: '/collections/1/edit',
    async act(page) {
      await inDatabase('update collections set version_count = version_count + 1 where id = 1');
      await page.fill('#introduction', 'Something else');
      await press('Save changes')(page);
    },
    status: 409,
  },
  { name: 'arranging a collection', as: 'host', at: '/collections/1/topics', main: true },
  {
    name: 'a topic that is taken out of a collection',
    as: 'host',
    at: '/collections/2/topics',
    act: (page) => page.getByRole('button', { name: 'Take out' }).first().click(),
  },
  {
    name: 'choosing a topic for a collection',
    as: 'host',
    at: '/collections/2/topics',
    async act(page) {
      await page.fill('#other', 'to');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    },
  },
  { name: 'why to read a topic of a collection', as: 'host', at: '/collections/1/topics/1/line' },
  { name: 'search, before anything is looked for', as: 'asker', at: '/search' },
  { name: 'search, with results', as: 'asker', at: '/search?q=bins', main: true },
  { name: 'search, narrowed', as: 'asker', at: '/search?q=forms+or+research&kind=guidance' },
  { name: 'search, with a slip', as: 'asker', at: '/search?q=accessiblity' },
  { name: 'search, with nothing found', as: 'asker', at: '/search?q=xylophones' },
  { name: 'a place for what was not found', as: 'asker', at: '/search/topic?title=Xylophones&kind=guidance' },
  { name: 'what people did not find', as: 'host', at: '/search/misses', main: true },
  { name: 'what people did not find in an earlier week', as: 'host', at: '/search/misses?week=$longAgo' },
  { name: 'notices', as: 'notified', at: '/notices?show=all', main: true },
  { name: 'notices of one kind', as: 'notified', at: '/notices?kind=review' },
  { name: 'notices that are marked as read', as: 'notified', at: '/notices', act: press('Mark all as read') },
  { name: 'no new notices', as: 'newcomer', at: '/notices' },
  { name: 'a notice that leads elsewhere', as: 'notified', at: '/notices/$notice' },
  { name: 'saved searches', as: 'asker', at: '/account/searches', main: true },
  {
    name: 'emails about a workspace',
    as: 'host',
    at: '/workspaces/understand-user-needs/emails',
    main: true,
  },
  {
    name: 'emails about a workspace, without a reason',
    as: 'host',
    at: '/workspaces/understand-user-needs/emails',
    act: press('Save'),
    status: 422,
  },
  { name: 'stopping emails', at: '/stop-emails/$stop', main: true },
  {
    name: 'emails that are stopped',
    at: '/stop-emails/$stop',
    async act(page) {
      // They still are where this is looked at again.
      const stop = page.getByRole('button', { name: 'Stop these emails' });
      await ((await stop.isVisible()) ? stop.click() : page.reload());
    },
  },
  { name: 'emails you get', as: 'asker', at: '/account/emails', main: true },
  {
    name: 'emails you get, with no day to work on',
    as: 'asker',
    at: '/account/emails',
    async act(page) {
      for (const day of [1, 2, 3, 4, 5]) await page.uncheck(`#works-${day}`);
      await press('Save')(page);
    },
    status: 422,
  },
  { name: 'no saved searches', as: 'newcomer', at: '/account/searches' },
  { name: 'saving a search', as: 'asker', at: '/account/searches/new?q=bins&kind=guidance' },
  {
    name: 'saving a search without a name',
    as: 'asker',
    at: '/account/searches/new?q=bins',
    async act(page) {
      await page.fill('#name', '');
      await press('Save')(page);
    },
    status: 422,
  },
  { name: 'renaming a saved search', as: 'asker', at: '/account/searches/$saved/name' },
  { name: 'removing a saved search', as: 'asker', at: '/account/searches/$saved/removal' },
  { name: 'feeds', as: 'asker', at: '/account/feeds', main: true },
  { name: 'no feeds', as: 'newcomer', at: '/account/feeds' },
  { name: 'the feed of a saved search', as: 'asker', at: '/account/feeds?of=search-$saved' },
  { name: 'the feed of a topic', as: 'newcomer', at: '/account/feeds?of=topic-$guestsTopic' },
  {
    name: 'a feed’s new address',
    as: 'asker',
    at: '/account/feeds?of=search-$saved',
    act: press('Make another address'),
    main: true,
  },
  { name: 'search, as a visitor', at: '/search?q=research' },
  { name: 'a question that is the same as another', as: 'newcomer', at: '/topics/$same', main: true },
  { name: 'linked topics, with one', as: 'same asker', at: '/topics/$same/links' },
  { name: 'linking to another topic', as: 'asker', at: '/topics/$question/links' },
  {
    name: 'linking to another topic, with nothing filled in',
    as: 'asker',
    at: '/topics/$question/links',
    act: press('Link'),
    status: 422,
  },
  {
    name: 'choosing the topic to link to',
    as: 'asker',
    at: '/topics/$question/links',
    async act(page) {
      await page.getByLabel('It builds on the other topic').check();
      await page.fill('#other', 'to');
      await press('Link')(page);
    },
  },
  { name: 'a pattern that councils use', as: 'newcomer', at: '/topics/$adopted', main: true },
  { name: 'what councils do with it', as: 'asker', at: '/topics/$adopted/adoptions' },
  { name: 'saying what a council does with it', as: 'asker', at: '/topics/$adopted/adoptions/new' },
  {
    name: 'saying why a council stopped, without why',
    as: 'asker',
    at: '/topics/$adopted/adoptions/new',
    async act(page) {
      await page.getByLabel('Stopped using').check();
      await page.fill('#month', '13');
      await press('Save')(page);
    },
    status: 422,
  },
  { name: 'a list in another order', as: 'asker', at: `${bins}?order=councils` },
  { name: 'is it still right?', as: 'asker', at: '/topics/$ownGuidance/review' },
  {
    name: 'is it still right, on no day',
    as: 'asker',
    at: '/topics/$ownGuidance/review',
    async act(page) {
      await page.fill('#review-day', '31');
      await press('It is still right')(page);
    },
    status: 422,
  },
  { name: 'is it still right, with a dead link', as: 'asker', at: '/topics/$deadEnd/review' },
  { name: 'what is due for a dead link', as: 'asker', at: '/topics/$deadEnd' },
  { name: 'editing what has a dead link', as: 'asker', at: '/topics/$deadEnd/edit' },
  { name: 'guidance that is due for review', as: 'asker', at: '/topics/$overdue' },
  { name: 'what somebody looks after', as: 'asker', at: '/account/reviews' },
  { name: 'nothing to look after', as: 'newcomer', at: '/account/reviews' },
  { name: 'who sees to a question', as: 'host', at: '/topics/$unanswered/follow-up', main: true },
  { name: 'who saw to a question that has a reply', as: 'host', at: '/topics/$question/follow-up' },
  {
    name: 'a question that somebody takes on',
    as: 'host',
    at: '/topics/$unanswered/follow-up',
    act: press('Take it on'),
  },
  {
    name: 'a question that nobody is asked to see to',
    as: 'host',
    at: '/topics/$unanswered/follow-up',
    act: press('Ask them to see to it'),
    status: 422,
  },
  { name: 'how quickly the group answers', as: 'asker', at: '/reply-times', main: true },
  {
    name: 'how quickly a workspace answers',
    as: 'asker',
    at: '/workspaces/understand-user-needs/reply-times',
  },
  { name: 'how quickly nothing is answered', as: 'asker', at: '/workspaces/empty/reply-times' },
  { name: 'how it went', as: 'asker', at: '/topics/$interest/how-it-went', main: true },
  {
    name: 'how it went, once it was said',
    as: 'asker',
    at: '/topics/$interest/how-it-went',
    act: press('We use it now'),
  },
  { name: 'what needs a coordinator', as: 'host', at: '/coordinating', main: true },
  { name: 'what needs a coordinator of one workspace', as: 'coordinator', at: '/coordinating' },
  { name: 'what needs a workspace', as: 'host', at: '/workspaces/understand-user-needs/coordinating' },
  { name: 'what nothing needs', as: 'host', at: '/workspaces/empty/coordinating' },
  { name: 'questions that wait', as: 'host', at: '/coordinating/questions' },
  { name: 'questions nobody sees to', as: 'host', at: '/coordinating/questions?need=nobody' },
  { name: 'people who are new', as: 'host', at: '/coordinating/newcomers' },
  {
    name: 'somebody who was welcomed',
    as: 'host',
    at: '/coordinating',
    act: (page) =>
      page
        .getByRole('button', { name: /^Welcomed/ })
        .first()
        .click(),
  },
  { name: 'what has to be reviewed', as: 'host', at: '/reviews', main: true },
  { name: 'what nobody looks after', as: 'host', at: '/reviews?need=ownerless' },
  { name: 'a form with a draft in it', as: 'host', at: '/topics/$guestsTopic' },
  { name: 'drafts', as: 'host', at: '/account/drafts', main: true },
  { name: 'no drafts', as: 'newcomer', at: '/account/drafts' },
  {
    name: 'a question that was answered before',
    as: 'host',
    at: `${bins}/topics/new?kind=question`,
    async act(page) {
      await page.route('**/similar?*', (route) => route.abort());
      await page.fill('#title', 'How do you stop people reporting missed bins?');
      await page.fill('#trying', 'Fewer calls');
      await press('Post question')(page);
    },
  },
  {
    name: 'an answer found before asking',
    as: 'host',
    at: '/topics/$question?done=found&draft=$draft',
  },
  { name: 'a draft beside another', as: 'host', at: '/drafts/$draft' },
  { name: 'a draft that can be posted no more', as: 'host', at: '/drafts/$late' },
  {
    name: 'a draft that was discarded',
    as: 'host',
    at: '/drafts/$draft',
    act: (page) => page.getByRole('button', { name: 'Discard this text' }).click(),
  },
  { name: 'a suggestion by the address of its form', as: 'asker', at: '/suggestions/$suggested/acceptance' },
  { name: 'a suggestion by that of the other', as: 'asker', at: '/suggestions/$suggested/refusal' },
  { name: 'a suggested edit', as: 'asker', at: '/suggestions/$suggested' },
  { name: 'the edits that somebody suggested', as: 'host', at: '/account/suggestions' },
  { name: 'editing a reply', as: 'asker', at: '/replies/$own/edit' },
  {
    name: 'editing a reply with an error',
    as: 'asker',
    at: '/replies/$own/edit',
    async act(page) {
      await page.fill('#body', '');
      await press('Save changes')(page);
    },
    status: 422,
  },
  {
    name: 'preview of an edit of a reply',
    as: 'asker',
    at: '/replies/$own/edit',
    act: press('Preview'),
  },

  { name: 'the people', as: 'asker', at: '/people', main: true },
  { name: 'people who know about a requirement', as: 'asker', at: '/people?requirement=9' },
  { name: 'people where nobody fits', as: 'asker', at: '/people?requirement=9&tag=nothing' },
  { name: 'a profile', as: 'asker', at: '/people/$other' },
  { name: 'one’s own profile', as: 'asker', at: '/people/$asker' },
  { name: 'an empty profile of one’s own', as: 'newcomer', at: '/people/$newcomer' },
  { name: 'changing a profile', as: 'asker', at: '/people/$asker/edit', main: true },
  {
    name: 'changing a profile with errors',
    as: 'asker',
    at: '/people/$asker/edit',
    async act(page) {
      await page.fill('#name', '');
      await page.locator('[name^="help-"]').nth(2).fill('x'.repeat(201));
      await page.fill('#tag-3-line', 'Without a tag');
      await press('Save')(page);
    },
    status: 422,
  },
  { name: 'the councils', as: 'asker', at: '/councils', main: true },
  { name: 'the councils to a visitor', at: '/councils' },
  { name: 'the councils in another order', as: 'asker', at: '/councils?order=topics' },
  { name: 'a council', as: 'asker', at: '/councils/camden', main: true },
  { name: 'one’s own council, with its services', as: 'asker', at: '/councils/islington/services' },
  { name: 'topics from a council', as: 'asker', at: '/councils/camden/topics?kind=question' },
  { name: 'topics from a council to a visitor', at: '/councils/bexley/topics' },
  { name: 'adding a service', as: 'asker', at: '/councils/islington/services/new' },
  {
    name: 'adding a service with errors',
    as: 'asker',
    at: '/councils/islington/services/new',
    async act(page) {
      await page.fill('#link', 'http://example.com');
      await press('Add service')(page);
    },
    status: 422,
  },
  { name: 'changing a service', as: 'asker', at: '/services/$service/edit' },
  { name: 'a council to a visitor', at: '/councils/camden' },
  { name: 'a council with nothing to show', as: 'asker', at: '/councils/bexley' },

  { name: 'an account', as: 'asker', at: '/account' },
  { name: 'where somebody is signed in', as: 'asker', at: '/account/sessions', main: true },
  { name: 'an address', as: 'newcomer', at: '/account/email' },
  {
    name: 'a new address that councils share, with errors',
    as: 'newcomer',
    at: '/account/email',
    act: changeAddress('somebody.new@richmondandwandsworth.gov.uk'),
    status: 422,
  },
  {
    name: 'moving to another council',
    as: 'newcomer',
    at: '/account/email',
    act: changeAddress('somebody.new@barnet.gov.uk'),
  },
  {
    name: 'a change of address that is under way',
    as: 'newcomer',
    at: '/account/email',
    act: changeAddress('another.name@camden.gov.uk'),
  },
  {
    name: 'a question whether an address may change',
    as: 'newcomer',
    at: '/account/email',
    act: openConfirmation,
  },
  {
    name: 'an address that has said yes to its change',
    as: 'newcomer',
    at: '/account/email',
    async act(page) {
      await openConfirmation(page);
      await press('Yes, change my address')(page);
    },
  },
  {
    name: 'a link of a change of address that is none',
    at: '/account/email/confirmations/none',
    status: 410,
  },
  { name: 'home of somebody who has to confirm their address', as: 'unproven', at: '/', main: true },
  { name: 'confirming an address', as: 'unproven', at: '/account/proof' },
  {
    name: 'confirming an address: look at your email',
    as: 'unproven',
    at: '/topics/$question',
    act: press('Send me a link'),
  },
  { name: 'the link that confirms an address', as: 'unproven', at: '/account/proof', act: openProof },
  {
    name: 'an address that was confirmed',
    as: 'unproven',
    at: '/account/proof',
    async act(page) {
      await openProof(page);
      await press('I am still at Camden')(page);
    },
  },
  { name: 'a link to confirm an address that is over', at: '/address-proofs/used', status: 410 },
  { name: 'leaving the group', as: 'asker', at: '/account/leaving', main: true },
  {
    name: 'leaving the group with errors',
    as: 'asker',
    at: '/account/leaving',
    act: press('Continue'),
    status: 422,
  },
  {
    name: 'leaving the group: check',
    as: 'asker',
    at: '/account/leaving',
    async act(page) {
      await page.getByLabel('take my name off').check();
      await press('Continue')(page);
    },
  },
  { name: 'what to hand on', as: 'harrow lead', at: '/councils/harrow/handing-on', main: true },
  {
    name: 'what to hand on, with errors',
    as: 'harrow lead',
    at: '/councils/harrow/handing-on',
    act: (page) => page.getByRole('button', { name: 'Hand on' }).first().click(),
    status: 422,
  },
  { name: 'nothing to hand on', as: 'administrator', at: '/councils/bexley/handing-on' },
  { name: 'changing a lost address', as: 'harrow lead', at: '/councils/harrow/people/$away/address' },
  {
    name: 'changing a lost address, with errors',
    as: 'harrow lead',
    at: '/councils/harrow/people/$away/address',
    act: press('Send both emails'),
    status: 422,
  },
  {
    name: 'a lost address that is changing',
    as: 'harrow lead',
    at: '/councils/harrow/people/$away/address',
    async act(page) {
      await page.getByLabel('New email address').fill('avery.away.anew@harrow.gov.uk');
      await page.getByLabel('Reason').fill('Lost with a change of names');
      await press('Send both emails')(page);
    },
  },
  { name: 'marking a leaver', as: 'harrow lead', at: '/councils/harrow/people/$away/leaving' },
  {
    name: 'marking a leaver with errors',
    as: 'harrow lead',
    at: '/councils/harrow/people/$away/leaving',
    act: press('Mark as left'),
    status: 422,
  },
  { name: 'somebody who left', as: 'administrator', at: '/councils/harrow/people/$left/leaving' },
  {
    name: 'somebody who left, to their lead',
    as: 'harrow lead',
    at: '/councils/harrow/people/$left/leaving',
  },
  {
    name: 'having left',
    as: 'unproven',
    at: '/account/leaving',
    async act(page) {
      const left = await makePerson({ name: 'Gil Gone' });
      await page.request.post(`${app.address}/dev/sign-in`, {
        form: { personId: String(left.id) },
        headers: { Origin: app.address },
        maxRedirects: 0,
      });
      await page.getByLabel('keep my name').check();
      await press('Continue')(page);
      await press('Leave the group')(page);
    },
  },

  { name: 'roles that somebody holds', as: 'coordinator', at: '/account/roles', main: true },
  { name: 'no roles', as: 'newcomer', at: '/account/roles' },
  {
    name: 'naming a deputy with errors',
    as: 'coordinator',
    at: '/roles/$grant/deputies',
    act: press('Name as deputy'),
    status: 422,
  },
  { name: 'naming a deputy', as: 'coordinator', at: '/roles/$grant/deputies' },
  { name: 'handing a role over', as: 'coordinator', at: '/roles/$grant/handover' },
  {
    name: 'handing a role over with errors',
    as: 'coordinator',
    at: '/roles/$grant/handover',
    act: press('Hand over'),
    status: 422,
  },
  { name: 'giving up a role', as: 'coordinator', at: '/roles/$grant/removal' },
  {
    name: 'taking a role away with errors',
    as: 'administrator',
    at: '/roles/$grant/removal',
    act: press('Take this role away'),
    status: 422,
  },
  { name: 'coordinators of a workspace', as: 'asker', at: '/workspaces/understand-user-needs/coordinators' },
  { name: 'coordinators where there are none', as: 'administrator', at: '/workspaces/empty/coordinators' },
  {
    name: 'adding a coordinator with errors',
    as: 'administrator',
    at: '/workspaces/understand-user-needs/coordinators',
    act: press('Add as coordinator'),
    status: 422,
  },
  { name: 'administration', as: 'administrator', at: '/administration' },
  { name: 'people and their roles', as: 'administrator', at: '/administration/people' },
  { name: 'people and their roles, nobody found', as: 'administrator', at: '/administration/people?q=xyz' },
  {
    name: 'a person to administer',
    as: 'administrator',
    at: '/administration/people/$coordinator',
    main: true,
  },
  { name: 'a suspended person to administer', as: 'administrator', at: '/administration/people/$suspended' },
  {
    name: 'giving a role with errors',
    as: 'administrator',
    at: '/administration/people/$newcomer',
    async act(page) {
      await page.getByLabel('Coordinator of some workspaces').check();
      await press('Give this role')(page);
    },
    status: 422,
  },
  { name: 'suspending somebody', as: 'administrator', at: '/administration/people/$newcomer/suspension' },
  {
    name: 'suspending somebody with errors',
    as: 'administrator',
    at: '/administration/people/$newcomer/suspension',
    async act(page) {
      await page.getByLabel('Day').fill('32');
      await press('Suspend')(page);
    },
    status: 422,
  },
  {
    name: 'lifting a suspension',
    as: 'administrator',
    at: '/administration/people/$suspended/suspension/removal',
  },
  { name: 'the log of access', as: 'administrator', at: '/administration/log', main: true },
  { name: 'the log of access with nothing in it', as: 'administrator', at: '/administration/log?act=left' },

  { name: 'inviting colleagues', as: 'asker', at: '/invitations/new', main: true },
  {
    name: 'what became of invitations',
    as: 'asker',
    at: '/invitations/new',
    async act(page) {
      await page.fill('#addresses', 'new.one@camden.gov.uk\nsomebody@example.com\nnot an address');
      await press('Send invitations')(page);
    },
    status: 422,
  },
  { name: 'one’s own invitations', as: 'asker', at: '/account/invitations' },
  { name: 'accepting an invitation', at: '/sign-in/invitations/$invitation' },
  { name: 'inviting guests', as: 'host', at: '/invitations/guests/new' },
  {
    name: 'inviting guests with errors',
    as: 'host',
    at: '/invitations/guests/new',
    act: press('Send invitations'),
    status: 422,
  },
  { name: 'guests of a workspace', as: 'host', at: `${first}/guests` },
  { name: 'the last day of a guest', as: 'host', at: `${first}/guests/$guest/end-date` },
  {
    name: 'ending the access of a guest, with an error',
    as: 'host',
    at: `${first}/guests/$guest/ending`,
    act: press('End their access'),
    status: 422,
  },
  { name: 'what waits in a workspace', as: 'host', at: `${first}/waiting` },
  {
    name: 'declining what a guest sent, with an error',
    as: 'host',
    at: `${first}/waiting/$waiting/refusal`,
    act: press('Decline'),
    status: 422,
  },
  { name: 'home of a guest', as: 'guest', at: '/', main: true },
  { name: 'workspace to its guest', as: 'guest', at: first },
  { name: 'a topic to a guest who has to wait', as: 'guest', at: '/topics/$guestsTopic' },
  { name: 'a topic to a guest of another workspace', as: 'guest', at: '/topics/$elsewhere' },
  { name: 'what a guest sent', as: 'guest', at: '/account/waiting' },
  { name: 'what of a guest’s waits', as: 'guest', at: '/account/waiting/$waiting' },
  { name: 'what somebody new sent', as: 'newcomer', at: '/account/waiting' },
  { name: 'what a limit caught', as: 'newcomer', at: '/account/waiting/$caught' },
  { name: 'an address of no council', at: '/sign-in', act: askForLink('someone@example.com') },
  { name: 'signing in', at: '/sign-in', main: true },
  { name: 'signing in after being signed out', at: '/sign-in?signedOut=yes' },
  {
    name: 'signing in with errors',
    at: '/sign-in',
    async act(page) {
      await page.fill('#email', 'not an address');
      await press('Send me a link')(page);
    },
    status: 422,
  },
  { name: 'signing in: look at your mail', at: '/sign-in', act: askForLink('someone@hackney.gov.uk') },
  {
    name: 'a link for somebody new',
    at: '/sign-in',
    act: openLink('somebody.new@hackney.gov.uk'),
  },
  {
    name: 'a link for somebody new at a shared address, with errors',
    at: '/sign-in',
    async act(page) {
      await openLink('somebody.new@richmondandwandsworth.gov.uk')(page);
      await press('Join and sign in')(page);
    },
    status: 422,
  },
  {
    name: 'a link for somebody who is known',
    at: '/sign-in',
    act: (page) => openLink(members.asker?.email ?? '')(page),
  },
  { name: 'choosing how to sign in', at: '/sign-in', act: askForLink('someone@croydon.gov.uk'), main: true },
  { name: 'somebody new at their council’s sign-in', at: '/sign-in', act: comeBackNew },
  { name: 'a council’s sign-in that does not answer', at: '/sign-in/providers/$down', status: 503 },
  {
    name: 'coming back from a council’s sign-in with nothing',
    at: '/sign-in/providers/$provider/callback',
    status: 410,
  },
  { name: 'the councils’ sign-ins', as: 'administrator', at: '/administration/providers' },
  { name: 'a council’s sign-in', as: 'administrator', at: '/administration/providers/$provider', main: true },
  { name: 'a council’s sign-in that ended', as: 'administrator', at: '/administration/providers/$ended' },
  { name: 'adding a council’s sign-in', as: 'administrator', at: '/administration/providers/new' },
  {
    name: 'adding a council’s sign-in with errors',
    as: 'administrator',
    at: '/administration/providers/new',
    async act(page) {
      await page.fill('#issuer', 'http://127.0.0.1:9');
      await page.fill('#clientSecret', 'a secret');
      await press('Save')(page);
    },
    status: 422,
  },
  {
    name: 'ending a council’s sign-in with an error',
    as: 'administrator',
    at: '/administration/providers/$provider',
    act: press('End this sign-in'),
    status: 422,
  },
  { name: 'a link that is over', at: '/sign-in/links/used', status: 410 },
  {
    name: 'too many tries',
    at: '/sign-in',
    async act(page) {
      const form = { email: 'eager@camden.gov.uk' };
      const headers = { Origin: app.address };
      for (let tries = 0; tries < 5; tries++)
        await page.request.post(`${app.address}/sign-in`, { form, headers });
      await askForLink(form.email)(page);
    },
    status: 429,
  },

  { name: 'the offer of a first passkey', as: 'newcomer', at: '/account/passkeys/welcome', main: true },
  { name: 'no passkeys yet', as: 'newcomer', at: '/account/passkeys' },
  { name: 'passkeys', as: 'passkey owner', at: '/account/passkeys' },
  { name: 'a passkey was renamed', as: 'passkey owner', at: '/account/passkeys?done=renamed' },
  {
    name: 'adding a passkey with errors',
    as: 'passkey owner',
    at: '/account/passkeys',
    async act(page) {
      await page.fill('#name', '');
      await press('Add a passkey')(page);
    },
    status: 422,
  },
  { name: 'renaming a passkey', as: 'passkey owner', at: '/account/passkeys/$passkey/name' },
  { name: 'removing a passkey', as: 'passkey owner', at: '/account/passkeys/$passkey/removal' },
  {
    name: 'removing the passkeys of somebody who lost them, with errors',
    as: 'passkey owner',
    at: '/administration/people/$owner/passkeys',
    act: press('Remove all passkeys'),
    status: 422,
  },
  {
    name: 'the passkeys of somebody, which were removed',
    as: 'passkey owner',
    at: '/administration/people/$newcomer/passkeys?done=removed',
  },
  {
    name: 'the second step',
    as: 'passkey owner',
    at: '/account',
    async act(page) {
      await inDatabase(`update sessions set second_step_at = null where person_id = ${ids.owner}`);
      await page.goto(`${app.address}/sign-in/second-step?back=/standard`);
    },
    main: true,
  },
  { name: 'a role that waits for the second step', as: 'passkey owner', at: '/' },

  { name: 'nothing there, to a visitor', at: '/topics/999999', status: 404, main: true },
  { name: 'nothing there, to a member', as: 'asker', at: '/nothing', status: 404 },
  { name: 'not allowed', as: 'asker', at: '/topics/$othersTopic/edit', status: 403 },
  {
    name: 'a fault of ours, with what was typed',
    as: 'asker',
    at: '/topics/$question',
    async act(page) {
      await page.fill('#body', 'Half an hour’s work');
      await whileThereIsNo('replies', async () => {
        await press('Post reply')(page);
        await page.getByText('Half an hour’s work').waitFor();
      });
    },
    status: 500,
    main: true,
  },
  {
    name: 'far too much',
    as: 'asker',
    at: '/topics/$question',
    async act(page) {
      // Not in the text itself: browsers take long to lay that out.
      await page.locator('[name="formId"]').evaluate((field) => {
        (field as HTMLInputElement).value = 'x'.repeat(1_100_000);
      });
      await press('Post reply')(page);
    },
    status: 413,
  },
  { name: 'offline', at: '/offline' },
  { name: 'code of conduct', at: '/code-of-conduct', main: true },
  { name: 'code of conduct to who writes it', as: 'host', at: '/code-of-conduct' },
  { name: 'a rule by its number', at: '/rules/2' },
  { name: 'rules of a workspace', as: 'asker', at: `${bins}/rules`, main: true },
  { name: 'versions of rules', as: 'host', at: `${bins}/rules/versions`, main: true },
  { name: 'versions of the code of conduct', at: '/code-of-conduct/versions' },
  { name: 'a version that no longer holds', at: `${bins}/rules/versions/1` },
  { name: 'the version that holds', as: 'host', at: `${bins}/rules/versions/2` },
  { name: 'a version of the code of conduct', at: '/code-of-conduct/versions/1' },
  { name: 'editing rules', as: 'host', at: `${bins}/rules/edit`, main: true },
  { name: 'editing the code of conduct', as: 'host', at: '/code-of-conduct/edit' },
  {
    name: 'rules, without a reason',
    as: 'host',
    at: `${bins}/rules/edit`,
    act: press('Save the rules'),
    status: 422,
  },
  {
    name: 'rules that somebody else has saved meanwhile',
    as: 'host',
    at: `${bins}/rules/edit`,
    async act(page) {
      const [{ id, workspace_id: workspaceId }] = await inDatabase(
        `select id, workspace_id from rule_sets where workspace_id is not null`,
      );
      const [rule] = await inDatabase(`select min(rule_id) as id from rule_texts where set_id = ${id}`);
      await makeRules(members.host as Member, workspaceId, {
        id: rule.id,
        title: 'Wash cars',
        text: 'Only.',
      });
      await page.getByLabel('Text').first().fill('Never.');
      await page.getByLabel('What changes').fill('It was agreed');
      await press('Save the rules')(page);
    },
    status: 409,
  },
  { name: 'workspace without rules of its own', as: 'asker', at: `${first}/rules` },
  { name: 'about', at: '/about', main: true },
  { name: 'accessibility statement', at: '/accessibility' },
  { name: 'cookies', at: '/cookies' },
  { name: 'privacy', at: '/privacy' },
  { name: 'emails that are sent', at: '/emails', main: true },
  { name: 'a kind of email', at: '/emails/sign-in-link', main: true },
  { name: 'the mailbox of a development server', at: '/dev/mail' },
  { name: 'the demonstration’s people', at: '/dev/sign-in' },
];

/** The address that each title was found at: two pages never have the same, but for refusals. */
const titles = new Map<string, string>();
const asked = new Set<string>();

test.each(visits)('$name', async (visit) => {
  const page = await open(visit, 'with scripts');
  await expectGood(page, visit);
  const [title, address] = [await page.title(), new URL(page.url()).pathname];
  if (!visit.status || visit.status === 422)
    expect([title, titles.get(title) ?? address]).toEqual([title, address]);
  titles.set(title, address);
  if (!visit.main) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await expectWellFormed(page, visit);
});

test.each(visits.filter(({ main }) => main))('$name, without scripts', async (visit) => {
  await expectGood(await open(visit, 'without scripts'), visit);
});

test('no page was left out', () => {
  const noPages = [
    '/health',
    '/topics/:topicId/changes',
    '/search/results',
    '/library.atom',
    '/library.csv',
    '/workspaces/:slug/feed.atom',
    '/topics/:topicId/feed.atom',
    '/councils/:slug/feed.atom',
    '/feeds/:token',
    '/search/feeds/:token',
    '/attachments/:attachmentId',
    '/attachments/:attachmentId/thumbnail',
    '/dev/mail/:mailId/html',
    '/topics/:topicId/quotation',
    '/topics/:topicId/standing',
    '/workspaces/:slug/topics/similar',
    '/notices/count',
    '/mentions',
  ];
  const paths = listRoutes(app.routes).flatMap((route) => (route.startsWith('GET ') ? [route.slice(4)] : []));
  const isAsked = (path: string) => {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    return [...asked].some((address) => pattern.test(address));
  };
  expect(paths.filter((path) => !isAsked(path))).toEqual(noPages);
});

/** A browser for each who looks, with and without scripts, that is used again and again. */
const pages = new Map<string, Page>();
const faults: string[] = [];
let looking: Visit;
let status: number | undefined;
/** From when an address is asked for until it answers: what fails meanwhile is of the page that is left. */
let isLeaving = false;

async function open(visit: Visit, scripts: 'with scripts' | 'without scripts'): Promise<Page> {
  const { as = 'visitor', act, at } = visit;
  const name = `${as} ${scripts}`;
  const page = pages.get(name) ?? (await openBrowser(as, scripts === 'with scripts'));
  pages.set(name, page);
  if (page.viewportSize()?.width !== 320) await page.setViewportSize({ width: 320, height: 640 });
  // What an earlier visit typed would be offered here again.
  await page.evaluate(() => localStorage.clear());
  faults.length = 0;
  looking = visit;
  isLeaving = true;
  await page.goto(app.address + at.replaceAll(/\$([\w -]+)/g, (_, name) => String(ids[name] ?? name)));
  if (act) {
    const loaded = page.waitForEvent('load');
    await act(page);
    await loaded;
  }
  await page.waitForLoadState();
  expect({ at: page.url(), status }).toEqual({ at: page.url(), status: visit.status ?? 200 });
  return page;
}

async function openBrowser(as: string, scripts: boolean): Promise<Page> {
  const page = await openPage({ browser, address: app.address, path: '/about', as: members[as], scripts });
  page.on('console', (said) => {
    // The browser tells of the page's own status, too, which `open` expects.
    const isStatus = said.text().includes(`responded with a status of ${looking.status}`);
    if (said.type() === 'error' && !isStatus && !isLeaving) faults.push(said.text());
  });
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== app.address) faults.push(`It asked for ${request.url()}`);
    if (request.isNavigationRequest()) asked.add(pathname);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(app.address).host) faults.push(`It opened ${socket.url()}`);
  });
  page.on('response', (response) => {
    if (!response.request().isNavigationRequest()) return;
    status = response.status();
    isLeaving = false;
  });
  return page;
}

/** All that every page must be, whatever it shows. */
async function expectGood(page: Page, visit: Visit): Promise<void> {
  await expectWellFormed(page, visit);
  await expectAccessible(page, { coloursOf: await findNewColours(page) });
}

/** What takes no long look, and so is looked for at every width. */
async function expectWellFormed(page: Page, { name, status: expected = 200 }: Visit): Promise<void> {
  const seen = await page.evaluate(() => ({
    title: document.title,
    // What was made for one template and got into another.
    objects: document.body.textContent.match(/.{0,40}\[object/)?.[0],
    headings: [...document.querySelectorAll('h1')].map(({ textContent }) => textContent?.trim()),
    sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    // Errors are listed as their fields stand on the page, and each leads to its own.
    disordered: [...document.querySelectorAll<HTMLAnchorElement>('.govuk-error-summary a[href^="#"]')]
      .map(({ hash }) => document.getElementById(hash.slice(1)))
      .filter((field, at, all) => {
        const before = at > 0 ? all[at - 1] : field;
        return !field || !before || before.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_PRECEDING;
      }).length,
    // A drawing that nothing sizes is as wide as what it stands in.
    large: [...document.querySelectorAll('main svg:not([width]):not(.borough-map__river)')].filter(
      (drawing) => drawing.getBoundingClientRect().width > 60,
    ).length,
  }));
  expect({ name, ...seen, faults }).toEqual({
    name,
    title: expect.stringMatching(
      expected === 422 || expected === 409 ? /^Error: .+ – Standard Practice$/ : /Standard Practice$/,
    ),
    objects: undefined,
    headings: [expect.stringMatching(/\S/)],
    sideways: 0,
    disordered: 0,
    large: 0,
    faults: [],
  });
}

const knownColours = new Set<string>();

/** What has classes that nothing had before in such a place: those say what colours it has. */
async function findNewColours(page: Page): Promise<JSHandle<Element[]>> {
  const elements = await page.evaluateHandle(() => [...document.querySelectorAll('body, body *')]);
  const colours = await elements.evaluate((all) =>
    all.map((element) => {
      const around = element.parentElement?.closest('[class]');
      const further = around?.parentElement?.closest('[class]');
      const classes = [further, around, element].map((each) => each?.getAttribute('class'));
      return `${element.tagName} ${classes.join(' > ')}`;
    }),
  );
  const fresh = colours.flatMap((colour, place) => (knownColours.has(colour) ? [] : [place]));
  for (const colour of colours) knownColours.add(colour);
  return elements.evaluateHandle((all, places) => places.map((place) => all[place] as Element), fresh);
}

function askForLink(email: string) {
  return async (page: Page) => {
    await page.fill('#email', email);
    await press('Send me a link')(page);
  };
}

function openLink(email: string) {
  return async (page: Page) => {
    await askForLink(email)(page);
    await page.getByRole('link', { name: 'Open the mailbox' }).click();
    await page.getByRole('link', { name: 'Open the link in this mail' }).first().click();
    await page.waitForURL(/\/sign-in\/links\//);
  };
}

function changeAddress(email: string) {
  return async (page: Page) => {
    await page.fill('#email', email);
    await press('Continue')(page);
  };
}

async function openConfirmation(page: Page) {
  await app.runJobs();
  await page.goto(`${app.address}/dev/mail`);
  await page.getByRole('link', { name: 'Open the link in this mail' }).first().click();
  await page.waitForURL(/\/account\/email\/confirmations\//);
}

async function openProof(page: Page) {
  await press('Send me a link')(page);
  await page.getByRole('heading', { name: 'Check your email' }).waitFor();
  await app.runJobs();
  await page.goto(`${app.address}/dev/mail`);
  await page.getByRole('link', { name: 'Open the link in this mail' }).first().click();
  await page.waitForURL(/\/address-proofs\//);
}

/** Somebody new goes to their council’s sign-in and back, without the browser itself leaving us. */
async function comeBackNew(page: Page) {
  const email = 'nia.new@croydon.gov.uk';
  provider.says.account = { sub: 'nia', email, email_verified: true, name: 'Nia New' };
  const ask = (path: string) => page.request.get(app.address + path, { maxRedirects: 0 });
  const there = (await ask(`/sign-in/providers/${ids.provider}`)).headers().location ?? '';
  const back = await ask(await provider.visit(there));
  await page.goto(app.address + back.headers().location);
}

/** A real fault: the database lacks something for a moment. */
async function whileThereIsNo(table: string, act: () => Promise<void>): Promise<void> {
  await asOwner(`alter table ${table} rename to away`);
  log.level = 'silent';
  try {
    await act();
  } finally {
    log.level = 'error';
    await asOwner(`alter table away rename to ${table}`);
  }
}
