import { send, useApp } from '../support/app.ts';
import { countRows } from '../support/history.ts';
import { makePerson, makeTopic, topicFields } from '../support/make.ts';

const app = useApp();

const foreign: [string, Record<string, string>][] = [
  ['another site', { Origin: 'https://evil.example' }],
  ['the same name with something behind it', { Origin: 'http://127.0.0.1.evil.example' }],
  ['another port', { Origin: 'http://127.0.0.1:1' }],
  ['a page without an origin', { Origin: 'null' }],
  ['nonsense', { Origin: 'our own' }],
  ['nobody says where', {}],
  ['another site, as newer browsers put it', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
];

test.each(foreign)('a form that was sent from elsewhere changes nothing: %s', async (_, headers) => {
  const person = await makePerson();
  const topic = await makeTopic(person);
  const agent = await app.signInAs(person);
  const cookie = agent.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
  const before = [await countRows('events'), await countRows('topics'), await countRows('sessions')];
  const forms: [string, Record<string, string>][] = [
    [`/topics/${topic.id}/replies`, { body: 'Forged' }],
    ['/workspaces/understand-user-needs/topics?kind=question', topicFields('question')],
    [`/topics/${topic.id}/edit`, topicFields('question')],
    [`/people/${person.id}/edit`, { name: 'Forged' }],
    ['/sign-out', {}],
    ['/sign-in', { email: person.email }],
    ['/dev/sign-in', { personId: String(person.id) }],
  ];
  for (const [path, fields] of forms) {
    const sent = await app.bare().post(path).set(headers).set('Cookie', cookie).type('form').send(fields);
    expect([path, sent.status]).toEqual([path, 403]);
    expect(sent.text).toContain('This form was sent from another website');
    expect(sent.headers['set-cookie']).toBeUndefined();
  }
  expect([await countRows('events'), await countRows('topics'), await countRows('sessions')]).toEqual(before);
});

test('our own pages are believed by Origin, or by what the browser says of the site', async () => {
  const agent = app.visitor();
  await send(agent, '/sign-in', { email: 'someone@camden.gov.uk' }).expect(200);
  const fields = { email: 'someone@camden.gov.uk' };
  await app
    .bare()
    .post('/sign-in')
    .set('Sec-Fetch-Site', 'same-origin')
    .type('form')
    .send(fields)
    .expect(200);
});

test.each(foreign.filter(([name]) => name !== 'nobody says where' && !name.includes('sister')))(
  'a live connection from elsewhere is refused: %s',
  async (_, headers) => {
    const origin = headers.Origin ?? '';
    await expect(app.connect(app.visitor(), { Origin: origin, ...headers })).rejects.toThrow();
  },
);

test('a live connection by polling is refused from elsewhere, too', async () => {
  const handshake = '/socket.io/?EIO=4&transport=polling';
  await app.bare().get(handshake).set('Origin', 'https://evil.example').expect(403);
  await app.bare().get(handshake).set('Origin', app.address).expect(200);
});
