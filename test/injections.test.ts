import { type Agent, send, useApp } from './support/app.ts';
import type { Patch } from './support/live-page.ts';
import { makePerson, topicFields, workspaceOf } from './support/make.ts';

const app = useApp();

/** What somebody hostile types into every field there is, each for a place of its own on a page. */
const payloads = [
  '"><script>pwned()</script>',
  "'><img src=x onerror=pwned()>",
  '</title><script>pwned()</script>',
  '</textarea><script>pwned()</script>',
  '--><script>pwned()</script><!--',
  '" onmouseover="pwned()" x="',
  '{{#with this}}{{constructor}}{{/with}}',
  '<!--slot topic {"id":1,"author":1}-->',
  '<svg/onload=pwned()>',
  '[a](javascript:pwned()) ![b](javascript:pwned()) <javascript:pwned()>',
  '[a](https://example.com" onmouseover="pwned())',
  '</li></ol><template><script>pwned()</script></template>',
];

const kinds = ['question', 'guidance', 'pattern'] as const;

describe.each(payloads.map((payload, at) => ({ payload, kind: kinds[at % 3] ?? 'question' })))(
  '$payload ($kind)',
  ({ payload, kind }) => {
    let agent: Agent;
    let other: Agent;
    let pages: [string, string][];
    const told: Patch[] = [];

    beforeAll(async () => {
      const person = await makePerson({ name: payload, job: payload });
      agent = await app.signInAs(person);
      other = await app.signInAs(await makePerson());
      const { id, slug, requirement, standardId } = await workspaceOf(1);
      const open = await app.connect(other);
      await open.watch(`workspace:${id}`);
      await open.watch(`standard:${standardId}`);

      const profile = {
        name: payload,
        job: payload,
        workingOn: payload,
        [`help-${requirement?.id}`]: payload,
      };
      await send(agent, `/people/${person.id}/edit`, profile).expect(303);
      const paths = [
        '/',
        '/standard',
        `/workspaces/${slug}`,
        '/councils/camden',
        `/people/${person.id}`,
        `/people/${person.id}/edit`,
        '/dev/sign-in',
      ];
      pages = [];
      const hostile = Object.fromEntries(Object.keys(topicFields(kind)).map((field) => [field, payload]));
      const fields = {
        ...hostile,
        tags: payload.slice(0, 40).replaceAll(',', ' '),
        visibility: 'public',
        formId: '',
      };
      const post = `/workspaces/${slug}/topics?kind=${kind}`;
      pages.push([
        `preview of ${kind}`,
        (await send(agent, post, { ...fields, act: 'preview' }).expect(200)).text,
      ]);
      pages.push([
        `refused ${kind}`,
        (await send(agent, post, { ...fields, title: payload.repeat(20) }).expect(422)).text,
      ]);
      const { headers } = await send(agent, post, fields).expect(303);
      const topic = headers.location ?? '';
      await open.watch(`topic:${topic.split('/')[2]}`);

      const posted = await send(agent, `${topic}/replies`, { body: payload }).expect(303);
      expect(posted.headers.location).toBe(`${topic}#reply-1`);
      const [, replyId] = /action="\/replies\/(\d+)\/removal"/.exec((await agent.get(topic)).text) ?? [];
      const reply = `/replies/${replyId}`;
      const answer = { body: payload, parentId: replyId ?? '', act: 'preview' };
      pages.push([`preview of reply`, (await send(other, `${topic}/replies`, answer).expect(200)).text]);
      pages.push([
        `refused reply`,
        (await send(other, `${topic}/replies`, { ...answer, body: payload.repeat(2000) }).expect(422)).text,
      ]);
      await send(agent, `${reply}/edit`, { body: `${payload} ${payload}`, reason: payload }).expect(303);
      await send(agent, `${topic}/edit`, {
        ...fields,
        title: `${payload} ${payload}`,
        reason: payload,
      }).expect(303);
      if (kind === 'question') await send(agent, `${reply}/acceptance`).expect(303);
      pages.push([
        `not allowed`,
        (await send(other, `${reply}/edit`, { body: payload, reason: payload }).expect(403)).text,
      ]);
      paths.push(
        topic,
        `${topic}?answer=1`,
        `${topic}/history`,
        `${topic}/edit`,
        `${topic}/changes?after=0`,
        `${reply}/history`,
        `${reply}/edit`,
      );
      await open.hear(kind === 'question' ? 5 : 4, `topic:${topic.split('/')[2]}`);
      const query = new URLSearchParams({
        tag: payload,
        council: payload,
        kind: payload,
        title: payload,
        back: payload,
        state: payload,
      });
      paths.push(
        `/workspaces/${slug}?${query}`,
        `/workspaces/${slug}/topics/new?kind=question&title=${encodeURIComponent(payload)}`,
      );
      paths.push(`/no/${encodeURIComponent(payload)}?${query}`, `/sign-in?${query}`, `/dev/sign-in?${query}`);
      pages.push([
        'sign-in',
        (await send(app.visitor(), '/sign-in', { email: payload, back: payload }).expect(422)).text,
      ]);
      for (const path of paths) {
        for (const viewer of [agent, other, app.visitor()]) pages.push([path, (await viewer.get(path)).text]);
      }
      told.push(...open.told.flatMap(({ patches }) => patches));
    });

    test('is on every page as the text it is', () => {
      for (const [path, html] of pages) expect([path, faultsIn(html)]).toEqual([path, []]);
      expect(pages.filter(([, html]) => /pwned|slot|constructor/.test(html)).length).toBeGreaterThan(20);
    });

    test('is in what open pages are told as the text it is', () => {
      expect(told.length).toBeGreaterThan(8);
      for (const { part, html } of told) expect([part, faultsIn(html)]).toEqual([part, []]);
    });

    test('gives nobody the buttons of somebody else', async () => {
      const { text } = await other.get('/workspaces/understand-user-needs');
      const [, topic] = /href="(\/topics\/\d+)"/.exec(text) ?? [];
      const page = (await other.get(topic ?? '')).text.split('<template id="reply-controls">')[0] ?? '';
      expect(page).not.toMatch(/href="\/topics\/\d+\/edit"|href="\/replies\/\d+\/edit"/);
    });
  },
);

/** Every tag of a page that runs something, or that a page of ours never has. */
function faultsIn(html: string): string[] {
  const tags = html.match(/<[a-z!/](?:"[^"]*"|'[^']*'|[^"'>])*>/gi) ?? [];
  return tags.filter((tag) => {
    const outside = tag.replace(/"[^"]*"|'[^']*'/g, '""');
    const isOurScript = /^<script type="module" src="\/static\/[\w./-]+">$/.test(tag);
    return (
      (/^<script\b/i.test(tag) && !isOurScript) ||
      /^<(iframe|object|embed|base|img src=x|svg\/)/i.test(tag) ||
      /\son\w+\s*=/i.test(outside) ||
      /\b(href|src|action|formaction)\s*=\s*["']?\s*javascript:/i.test(tag) ||
      /^<!--/.test(tag)
    );
  });
}
