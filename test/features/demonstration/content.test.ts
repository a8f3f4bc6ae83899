import { readFile } from 'node:fs/promises';
import {
  type DemonstrationReply,
  type DemonstrationTopic,
  demonstrationPeople as people,
  demonstrationTopics as topics,
} from '../../../server/features/demonstration/content.ts';
import { replyForm } from '../../../server/features/replies/forms.ts';
import { topicForms } from '../../../server/features/topics/forms.ts';
import { kinds } from '../../../server/features/topics/kinds.ts';
import { readForm } from '../../../server/platform/forms.ts';

const read = (path: string) => readFile(new URL(`../../../server/features/${path}`, import.meta.url), 'utf8');
const [heads = [], ...lines] = (await read('councils/data/london-councils.csv'))
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
const councils = lines.map((line) => Object.fromEntries(heads.map((head, at) => [head, line[at] ?? ''])));
const standard: { requirements: { number: number }[] } = JSON.parse(
  await read('standard/data/lgdss-2016.json'),
);
const numbers = standard.requirements.map(({ number }) => number);
const emails = new Set(people.map(({ email }) => email));

describe('demonstration people', () => {
  test('say that they are demonstration content, and each is there once', () => {
    expect(people.length).toBeGreaterThan(20);
    expect(people.every(({ demonstration }) => demonstration)).toBe(true);
    expect(emails.size).toBe(people.length);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  });

  test.each(people)('$name has an address at a domain of their council', ({ email, council }) => {
    const found = councils.find(({ slug }) => slug === council);
    const domains = `${found?.primary_email_domain} ${found?.alias_domains}`.split(' ').filter(Boolean);
    expect(domains).toContain(email.split('@')[1]);
  });

  test('help with requirements that the Standard has, and every requirement has somebody', () => {
    const helped = new Set(
      people.flatMap(({ helpsWith }) => helpsWith.map(({ requirement }) => requirement)),
    );
    expect([...helped].sort((a, b) => a - b)).toEqual(numbers);
  });

  test('one coordinates everything, one coordinates some workspaces, one is administrator', () => {
    expect(people.filter(({ coordinates }) => coordinates === 'all')).toHaveLength(1);
    expect(people.filter(({ coordinates }) => Array.isArray(coordinates))).toHaveLength(1);
    expect(people.filter(({ role }) => role === 'administrator')).toHaveLength(1);
    for (const { role, coordinates } of people)
      expect(role === 'coordinator').toBe(coordinates !== undefined);
  });

  test('some councils have a lead, some people are assessors, one stands in, and each role has a reason', () => {
    const leads = people.filter(({ role }) => role === 'lead');
    expect(leads.length).toBeGreaterThan(1);
    expect(new Set(leads.map(({ council }) => council)).size).toBe(leads.length);
    expect(people.filter(({ role }) => role === 'assessor').length).toBeGreaterThan(1);
    const deputies = people.filter(({ deputyOf }) => deputyOf);
    expect(deputies).toHaveLength(1);
    for (const { deputyOf } of deputies)
      expect(people.find(({ email }) => email === deputyOf)?.role).toBe('coordinator');
    for (const { role, deputyOf, roleReason = '' } of people)
      expect(roleReason.length > 10).toBe(Boolean(role ?? deputyOf));
  });
});

describe('demonstration topics', () => {
  test('say that they are demonstration content, and no two have the same title', () => {
    expect(topics.every(({ demonstration }) => demonstration)).toBe(true);
    expect(new Set(topics.map(({ title }) => title)).size).toBe(topics.length);
  });

  test('are in every workspace, with at least two in each', () => {
    for (const workspace of [...numbers, 'group']) {
      expect(topics.filter((topic) => topic.workspace === workspace).length).toBeGreaterThanOrEqual(2);
    }
    const known = new Set<unknown>([...numbers, 'group']);
    expect(topics.filter(({ workspace }) => !known.has(workspace))).toEqual([]);
  });

  test('show every kind in every state, public and for the group, short and long', () => {
    for (const [kind, { states }] of Object.entries(kinds)) {
      for (const state of Object.keys(states)) {
        expect(topics.some((topic) => topic.kind === kind && topic.state === state)).toBe(true);
      }
    }
    for (const visibility of ['public', 'group']) {
      expect(topics.filter((topic) => topic.visibility === visibility).length).toBeGreaterThan(10);
    }
    const lengths = topics.map(({ replies }) => replies.length);
    expect(Math.min(...lengths)).toBe(0);
    expect(Math.max(...lengths)).toBeGreaterThan(40);
    expect(
      Math.max(...topics.flatMap(({ replies }) => replies.map((reply) => depth(reply, replies)))),
    ).toBeGreaterThan(4);
  });
});

describe.each(topics)('“$title”', (topic) => {
  const { kind, state, replies, edits = [] } = topic;

  test('could have been typed into the form for its kind, in each of its versions', () => {
    for (const content of versions(topic)) {
      const { title, visibility } = topic;
      const typed = {
        ...content,
        title,
        visibility,
        tags: topic.tags.join(', '),
        formId: crypto.randomUUID(),
      };
      const form = readForm(topicForms[kind], typed);
      expect(form.shown.errors).toEqual([]);
      expect(form.ok && form.values).toMatchObject({ ...content, title, visibility, tags: topic.tags });
    }
  });

  test('has replies that could have been typed into the form', () => {
    for (const reply of replies) {
      for (const body of [reply.body, reply.edit?.body ?? reply.body]) {
        expect(readForm(replyForm, { body, formId: crypto.randomUUID() }).shown.errors).toEqual([]);
      }
    }
  });

  test('is by people there are', () => {
    for (const { author } of [topic, ...replies]) expect(emails).toContain(author);
  });

  test('has replies that answer earlier ones', () => {
    const refs = replies.flatMap(({ ref }) => ref ?? []);
    expect(new Set(refs).size).toBe(refs.length);
    for (const [at, { answers }] of replies.entries()) {
      if (answers) expect(replies.slice(0, at).map(({ ref }) => ref)).toContain(answers);
    }
  });

  test('has its replies and edits in the order in which they happened, all of them in the past', () => {
    expect(outOfOrder([topic, ...replies])).toEqual([]);
    expect(outOfOrder([topic, ...edits])).toEqual([]);
    for (const reply of replies) if (reply.edit) expect(outOfOrder([reply, reply.edit])).toEqual([]);
  });

  test('gives a reason for each edit, and changes something', () => {
    const texts = versions(topic).map((content) => JSON.stringify(content));
    expect(new Set(texts).size).toBe(texts.length);
    for (const { reason } of edits) expect(reason.length).toBeGreaterThan(10);
    for (const { body, edit } of replies) expect(edit?.body).not.toBe(body);
  });

  test('has accepted answers exactly when it is an answered question', () => {
    expect(replies.some(({ accepted }) => accepted)).toBe(kind === 'question' && state === 'answered');
  });
});

/** The content after each edit, the first one included. */
function versions({ content, edits = [] }: DemonstrationTopic): Record<string, string>[] {
  const all: Record<string, string>[] = [{ ...content }];
  for (const edit of edits) all.push({ ...all.at(-1), ...edit.content });
  return all;
}

function outOfOrder(moments: { daysAgo: number }[]): { daysAgo: number }[] {
  return moments.filter(
    ({ daysAgo }, at) => daysAgo <= 0 || daysAgo >= (moments[at - 1]?.daysAgo ?? Infinity),
  );
}

function depth({ answers }: DemonstrationReply, replies: DemonstrationReply[]): number {
  const parent = replies.find(({ ref }) => answers && ref === answers);
  return parent ? 1 + depth(parent, replies) : 1;
}
