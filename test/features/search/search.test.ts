import pg from 'pg';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import { removeReply, restoreReply } from '../../../server/features/replies/remove-reply.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import {
  makeGuest,
  makePerson,
  makeReply,
  makeSuggestion,
  makeTopic,
  topicFields,
  workspaceOf,
} from '../../support/make.ts';

const app = useApp();
let author: Member;
let agent: Agent;
let other: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  agent = await app.signInAs(author);
  other = await app.signInAs(await makePerson({ council: 'hackney' }));
});

const look = async (by: Agent, q: string, more: Record<string, string> = {}) =>
  (await by.get(`/search?${new URLSearchParams({ q, ...more })}`).expect(200)).text;
/** The ids of what was found, the best first. */
const found = async (by: Agent, q: string, more: Record<string, string> = {}) =>
  [...(await look(by, q, more)).matchAll(/result__title"><a class="govuk-link" href="\/topics\/(\d+)"/g)].map(
    ([, id]) => Number(id),
  );

test('a topic is found by its title, its text, its tags and what is replied, and the words are marked where they are', async () => {
  const { id } = await makeTopic(author, {
    title: 'Aardvarks & <b>crossings</b>',
    tags: 'wombats',
    fields: { trying: 'We count echidnas at night' },
  });
  await makeReply(author, id, { body: 'Ask the **platypus** team of <i>Sutton</i>' });
  for (const word of ['aardvark', 'wombats', 'echidna', 'platypuses'])
    expect([word, await found(app.visitor(), word)]).toEqual([word, [id]]);
  const page = await look(app.visitor(), 'aardvark crossing');
  expect(page).toContain('<mark>Aardvarks</mark> &amp; &lt;b&gt;<mark>crossings</mark>&lt;/b&gt;');
  const passage = await look(app.visitor(), 'platypus');
  expect(passage).toMatch(/replies\/1">Reply 1<\/a> Ask the <mark>platypus<\/mark> team of &lt;i&gt;Sutton/);
});

test('what is attached is found by the words of its name', async () => {
  const { id } = await makeTopic(author);
  await makeReply(author, id, {
    body: 'See [Tuatara_habitat-map.v2.pdf (PDF, 2 MB)](/attachments/of-nobody)',
  });
  for (const q of ['tuatara', 'tuatara map', 'Tuatara_habitat-map.v2.pdf'])
    expect([q, await found(app.visitor(), q)]).toEqual([q, [id]]);
});

test('titles count for more than answers, those for more than texts, and those for more than other replies', async () => {
  const inReply = await makeTopic(author, { fields: { trying: 'Filler about nothing much' } });
  await makeReply(author, inReply.id, { body: 'We have zebrafish' });
  const inText = await makeTopic(author, { fields: { trying: 'We have zebrafish' } });
  const inAnswer = await makeTopic(author);
  const answer = await makeReply(author, inAnswer.id, { body: 'We have zebrafish' });
  await acceptAnswer(author, answer.id);
  const inTitle = await makeTopic(author, { title: 'Zebrafish' });
  expect(await found(agent, 'zebrafish')).toEqual([inTitle.id, inAnswer.id, inText.id, inReply.id]);
  expect(await look(agent, 'zebrafish')).toMatch(/replies\/1">Answer<\/a> We have <mark>zebrafish<\/mark>/);
});

test('what is edited, removed, hidden or brought back is found at once as it now is', async () => {
  const { id } = await makeTopic(author, { title: 'Quokka counting' });
  const reply = await makeReply(author, id, { body: 'Use numbats' });
  expect(await found(app.visitor(), 'numbat')).toEqual([id]);
  await removeReply(author, reply.id);
  expect(await found(app.visitor(), 'numbat')).toEqual([]);
  await restoreReply(author, reply.id);
  expect(await found(app.visitor(), 'numbat')).toEqual([id]);
  await send(agent, `/replies/${reply.id}/edit`, {
    body: 'Use bilbies',
    from: '1',
    formId: 'edit-of-reply',
  }).expect(303);
  expect(await found(app.visitor(), 'numbat')).toEqual([]);
  expect(await found(app.visitor(), 'bilbies')).toEqual([id]);

  const edited = { title: 'Dunnart counting', trying: 'At night', from: '1', visibility: 'group' };
  await send(agent, `/topics/${id}/edit`, topicFields('question', edited)).expect(303);
  expect(await found(other, 'quokka')).toEqual([]);
  expect(await found(other, 'dunnart')).toEqual([id]);
  for (const word of ['dunnart', 'bilbies']) expect(await found(app.visitor(), word)).toEqual([]);
});

test('a word in several posts of a topic finds it as long as one of them has it, and counts where it says most', async () => {
  const weak = await makeTopic(author, { title: 'Others ask', fields: { trying: 'Of the bandicoots' } });
  const { id } = await makeTopic(author, { title: 'Bandicoots', fields: { trying: 'Count them' } });
  const first = await makeReply(author, id, { body: 'Our bandicoots are shy' });
  const second = await makeReply(author, id, { body: 'Bandicoots need dusk' });
  expect(await found(agent, 'bandicoot')).toEqual([id, weak.id]);
  await removeReply(author, first.id);
  expect(await found(agent, 'bandicoot')).toEqual([id, weak.id]);
  const edited = { title: 'Marsupials', trying: 'Count them', from: '1', visibility: 'group' };
  await send(agent, `/topics/${id}/edit`, topicFields('question', edited)).expect(303);
  expect(await found(agent, 'bandicoot')).toEqual([weak.id, id]);
  await removeReply(author, second.id);
  expect(await found(agent, 'bandicoot')).toEqual([weak.id]);
  await restoreReply(author, first.id);
  expect(await found(agent, 'bandicoot')).toEqual([weak.id, id]);
});

test('a name of many parts is found by all of it', async () => {
  const title = 'Mala-monjon-nabarlek-chuditch-kultarr register';
  const { id } = await makeTopic(author, { title });
  for (const q of [title, 'mala-monjon-nabarlek-chuditch-kultarr'])
    expect((await found(agent, q))[0]).toBe(id);
});

test('what somebody may not see is in no result, count, facet or guess at what they meant', async () => {
  const hidden = await makeTopic(author, {
    title: 'Thylacine sightings',
    visibility: 'group',
    tags: 'tasmanian',
  });
  const draft = await makeTopic(author, { kind: 'guidance', state: 'draft', title: 'Thylacine draft' });
  const guest = await app.signInAs(
    await makeGuest({ workspaces: [(await workspaceOf(2)).id], approved: true }),
  );
  for (const by of [app.visitor(), guest])
    for (const q of ['thylacine', 'thylacin', 'thilacine', 'thyl', '"thylacine sightings"', 'tasmanian']) {
      const page = await look(by, q);
      expect([q, page.includes('Nothing found')]).toEqual([q, true]);
      const shown = page.replace(/searches\/new\?[^"]+/, '');
      expect(shown.replaceAll(q, '').replaceAll(q.replaceAll('"', '&quot;'), '')).not.toMatch(
        /thylacine|tasmanian/i,
      );
    }
  expect(await found(other, 'thylacine')).toEqual([hidden.id]);
  expect(await found(other, 'thilacine')).toEqual([hidden.id]);
  expect(await look(other, 'thilacine')).toContain('These are results for “thylacine”');
  expect(await found(agent, 'thylacine draft')).not.toContain(draft.id);
});

test('a word that is only where somebody may not look changes nothing of what they find', async () => {
  const { id } = await makeTopic(author, { title: 'Potoroo' });
  await makeTopic(author, { title: 'Dunnart', visibility: 'group' });
  expect(await found(app.visitor(), 'potoroo dunnart')).toEqual([id]);
  const same = await makeTopic(author, { title: 'Kowari', fields: { trying: 'Bettong' } });
  const { id: reply } = await makeReply(author, id, { body: 'Mulgara' });
  await removeReply(author, reply);
  await send(agent, `/topics/${same.id}/links`, { relation: 'same-as', other: `/topics/${id}` }).expect(303);
  for (const gone of ['mulgara', 'bettong'])
    expect([gone, await found(agent, `potoroo ${gone}`)]).toEqual([gone, [id]]);
  // Each of its parts is in something that visitors may see, and both together are not.
  await makeTopic(author, { title: 'Dingo-kultarr', visibility: 'group' });
  await makeTopic(author, { title: 'Dingo' });
  await makeTopic(author, { title: 'Kultarr' });
  expect(await found(app.visitor(), 'potoroo dingo-kultarr')).toEqual([id]);
});

test('how rare a word is says nothing of how often it is where somebody may not look', async () => {
  await makeTopic(author, { title: 'Whipbird' });
  const rarer = await makeTopic(author, { title: 'Riflebird' });
  for (let at = 0; at < 12; at++) await makeTopic(author, { title: `Whipbird ${at}`, visibility: 'group' });
  // Of two words alike neither finds a topic alone; of two of which one is rare that one does.
  expect(await found(app.visitor(), 'whipbird riflebird')).toEqual([]);
  expect(await found(other, 'whipbird riflebird')).toEqual([rarer.id]);
});

test('of three words alike any two find a topic, and one alone does not', async () => {
  const pairs = await Promise.all(
    ['Wambenger numbat', 'Numbat phascogale', 'Wambenger phascogale'].map((title) =>
      makeTopic(author, { title }),
    ),
  );
  for (const title of ['Wambenger', 'Numbat', 'Phascogale']) await makeTopic(author, { title });
  const both = pairs.map(({ id }) => id).sort();
  const ids = async (query: string) => (await found(app.visitor(), query)).sort();
  expect(await ids('wambenger numbat phascogale')).toEqual(both);
  expect(await ids('wambenger numbat')).toEqual([pairs[0]?.id]);
});

test('a word is only said to be nowhere where somebody could not find it', async () => {
  await makeTopic(author, { title: 'Pygmy glider' });
  for (let at = 0; at < 4; at++)
    await makeTopic(author, { title: `Glidor ${at}`, visibility: 'group', fields: { trying: 'Glidorial' } });
  const page = await look(app.visitor(), 'glidor');
  expect(page).toContain('No topic says “glidor”. These are results for “glider”.');
  await makeTopic(author, { title: 'Pygmy glidel' });
  expect(await look(agent, 'glidel')).toContain(
    'Few topics say “glidel”. These are also results for “glider”.',
  );
  // What begins with a word is looked for among what somebody may see.
  for (let at = 0; at < 12; at++)
    await makeTopic(author, { title: `Dibble${'abcdefghijklm'[at]}`, visibility: 'group' });
  const { id } = await makeTopic(author, { title: 'Dibbler dibblerish' });
  expect(await found(app.visitor(), 'dibbl')).toEqual([id]);
});

test('phrases, words left out, either word, and the beginning of the last word', async () => {
  const one = await makeTopic(author, { title: 'Kookaburra nest boxes' });
  const two = await makeTopic(author, { title: 'Boxes for a kookaburra near a nest' });
  const three = await makeTopic(author, { title: 'Lorikeet boxes' });
  expect((await found(agent, 'kookaburra nest boxes'))[0]).toBe(one.id);
  expect(await found(agent, '"kookaburra nest"')).toEqual([one.id]);
  expect(await found(agent, 'kookaburra -near')).toEqual([one.id]);
  expect(new Set(await found(agent, 'kookaburra or lorikeet'))).toEqual(new Set([one.id, two.id, three.id]));
  expect(new Set(await found(agent, 'kookabu'))).toEqual(new Set([one.id, two.id]));
});

test('what is left out just so leaves what has its words elsewhere, and either word may be the beginning of one', async () => {
  const one = await makeTopic(author, { title: 'Wallaby sign-in' });
  const two = await makeTopic(author, { title: 'Wallaby sign for a nest box' });
  await makeReply(author, two.id, { body: 'The **nest of  a** box' });
  const three = await makeTopic(author, { title: 'Wallaby box, a nest' });
  expect(await found(agent, 'wallaby -sign-in -box')).toEqual([]);
  expect(new Set(await found(agent, 'wallaby -sign-in'))).toEqual(new Set([two.id, three.id]));
  expect(new Set(await found(agent, 'wallaby -"nest box"'))).toEqual(new Set([one.id, three.id]));
  expect(await found(agent, 'wallaby -"nest of a" -sign-in')).toEqual([three.id]);
  expect(await found(agent, '"nest box" "nest of a" wallaby')).toEqual([two.id]);
  expect(await found(agent, '"nest box the"')).toEqual([]);
  const quoll = await makeTopic(author, { title: 'Quollery' });
  expect(await found(agent, 'numbatish or quoll')).toEqual([quoll.id]);
  expect(await found(agent, 'quoll -wallaby')).toEqual([]);
});

test('a search that takes too long is given up, and says so with everything typed kept', async () => {
  await makeTopic(author, { title: 'Slow loris nights' });
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query('begin; lock table topic_texts in access exclusive mode');
    const page = await look(agent, '"loris nights"');
    expect(page).toContain('This search takes too long');
    expect(page).toContain('value="&quot;loris nights&quot;"');
    expect(page).not.toMatch(/Nothing found|data-total/);
  } finally {
    await client.end();
  }
  expect(await found(agent, '"loris nights"')).toHaveLength(1);
});

test('what councils call by different names is found by each of them', async () => {
  const { id } = await makeTopic(author, { title: 'A subject access request by telephone' });
  await makeTopic(author, { title: 'The subject of access' });
  expect((await found(agent, 'SAR'))[0]).toBe(id);
  const blue = await makeTopic(author, { title: 'Blue badge renewals by post' });
  expect(await found(agent, 'disabled parking')).toContain(blue.id);
});

test('it is narrowed by links that combine, each with how many are left', async () => {
  const solved = await makeTopic(author, { title: 'Budgerigar one', tags: 'birds' });
  await acceptAnswer(author, (await makeReply(author, solved.id)).id);
  const hackneys = await makePerson({ council: 'hackney' });
  await makeTopic(hackneys, { title: 'Budgerigar two', requirement: 2 });
  const guidance = await makeTopic(hackneys, { kind: 'guidance', title: 'Budgerigar three' });
  const page = await look(agent, 'budgerigar');
  for (const words of [
    'Questions</a> <span class="quiet">2',
    'Guidance</a> <span class="quiet">1',
    'Solved</a> <span class="quiet">1',
    'Hackney</a> <span class="quiet">2',
    'birds</a> <span class="quiet">1',
  ])
    expect(page).toContain(words);
  expect(await found(agent, 'budgerigar', { kind: 'guidance' })).toEqual([guidance.id]);
  expect(await found(agent, 'budgerigar', { state: 'solved' })).toEqual([solved.id]);
  expect(
    await found(agent, 'budgerigar', { council: 'hackney', kind: 'question', in: 'understand-user-needs' }),
  ).toEqual([]);
  expect(await look(agent, 'budgerigar', { tag: 'none such' })).toContain('Search everything');
});

test('a topic that is the same as another is found there', async () => {
  const one = await makeTopic(author, { title: 'Cassowary again' });
  const two = await makeTopic(author, { title: 'Cassowary' });
  await send(agent, `/topics/${one.id}/links`, { relation: 'same-as', other: `/topics/${two.id}` }).expect(
    303,
  );
  expect(await found(agent, 'cassowary')).toEqual([two.id]);
});

test('what nobody solved can be asked in the same words, by who may ask', async () => {
  const page = await look(agent, 'Why do numbers of <galahs> fall?');
  expect(page).toMatch(/Nothing found[\s\S]*Ask this question/);
  expect(await look(app.visitor(), 'galahs')).not.toContain('Ask this question');
  const { headers } = await agent
    .get('/search/topic?title=Why+galahs%3F&in=understand-user-needs')
    .expect(303);
  expect(headers.location).toBe(
    '/workspaces/understand-user-needs/topics/new?kind=question&title=Why+galahs%3F',
  );
  await agent.get('/search/topic?title=Why&in=none-such').expect(404);
  const guest = await app.signInAs(await makeGuest({ workspaces: [2] }));
  await guest.get('/search/topic?title=Why&in=understand-user-needs').expect(404);
  const where = (await guest.get('/search/topic?title=Why&kind=guidance').expect(200)).text;
  expect([...where.matchAll(/<option value="([^"]+)"/g)].map(([, slug]) => slug)).toEqual([
    (await workspaceOf(2)).slug,
  ]);
  expect(where).toContain('name="kind" value="guidance"');
});

test('a suggested edit that nobody accepted is not found', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  await makeSuggestion(await makePerson(), id, { body: 'Pardalotes' });
  expect(await found(agent, 'pardalotes')).toEqual([]);
});

test.each([
  '',
  ' ',
  '-',
  '"',
  '""',
  '-"',
  'or',
  'or or',
  '%',
  '\\',
  "'",
  "';--",
  '&|!:*()<>',
  'the and of',
  '-the',
  '\u0000',
  '\u202e',
  '😀',
  'a'.repeat(5000),
  'x '.repeat(500),
  '"'.repeat(300),
  '-a '.repeat(100),
  '\\u0001',
  '$1',
  '{{q}}',
])('whatever is typed is answered with a page: %j', async (q) => {
  expect(await look(agent, q)).toContain('Has anyone solved this?');
  expect(await look(app.visitor(), q)).toContain('Has anyone solved this?');
});
