import type { Kind, State } from '../../server/features/topics/kinds.ts';
import { excerptOf, renderContent } from '../../server/features/topics/rendering.ts';
import { renderMarkdown } from '../../server/platform/markdown.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { fillGaps, writeBody } from './text.ts';
import { tags, titles } from './words.ts';

const hour = 3_600_000;
const bodiesAtMost = 2000;

interface Body {
  body: string;
  html: string;
}

/** Bodies to choose from: rendering every one of very many replies would take longer than measuring. */
export function writeBodies(count: number, random: Random): Body[] {
  return Array.from({ length: Math.min(count, bodiesAtMost) }, (_, at) => {
    const body = writeBody(random);
    return { body, html: renderMarkdown(body, { idPrefix: `bench-${at}-`, headingsFrom: 4 }) };
  });
}

const authorship = ({ councilId, ...author }: Person) => ({
  authorId: author.id,
  authorCouncilId: councilId,
  author,
});

export function writeTopic(
  id: number,
  workspaceId: number,
  replyCount: number,
  people: Person[],
  random: Random,
) {
  const kind = random.pick<Kind>(['question', 'question', 'question', 'guidance', 'pattern']);
  const content = writeContent(kind, random);
  const html = renderContent(kind, content, id);
  const createdAt = new Date(Date.now() - random.between(200, 17_000) * hour);
  const acceptedCount = kind === 'question' && replyCount > 1 && random.chance(0.5) ? 1 : 0;
  return {
    id,
    workspaceId,
    kind,
    state: stateOf(kind, acceptedCount),
    visibility: random.pick(['public', 'group'] as const),
    title: fillGaps(random.pick(titles[kind]), random),
    content,
    html,
    excerpt: excerptOf(kind, html),
    tags: [...new Set([random.pick(tags), random.pick(tags)])],
    ...authorship(random.pick(people)),
    seq: replyCount + acceptedCount + 1,
    lastNumber: replyCount,
    replyCount,
    acceptedCount,
    createdAt,
    lastActivityAt: new Date(createdAt.getTime() + replyCount * hour),
    formKey: `bench-${id}`,
  };
}

type Topic = ReturnType<typeof writeTopic>;

const stateOf = (kind: Kind, acceptedCount: number): State =>
  kind === 'question'
    ? acceptedCount
      ? 'answered'
      : 'open'
    : kind === 'guidance'
      ? 'published'
      : 'proposed';

function writeContent(kind: Kind, random: Random): Record<string, string> {
  if (kind === 'question') {
    const service = fillGaps('{service}', random);
    return { trying: writeBody(random, 2), tried: writeBody(random, 1), service };
  }
  if (kind === 'guidance') {
    return {
      summary: writeBody(random, 1),
      body: writeBody(random, 5),
      audience: fillGaps('{people}', random),
    };
  }
  return { problem: writeBody(random, 1), solution: writeBody(random, 3), evidence: writeBody(random, 1) };
}

/** The replies of one topic, with ids from `firstId` on: half answer the topic, half an earlier reply. */
export function writeReplies(
  topic: Topic,
  firstId: number,
  people: Person[],
  bodies: Body[],
  random: Random,
) {
  const places: ReturnType<typeof placeUnder>[] = [];
  for (let number = 1; number <= topic.replyCount; number++) {
    places.push(
      placeUnder(random.chance(0.5) ? random.pick(places) : undefined, firstId + number - 1, number),
    );
  }
  return places.map((place) => {
    const createdAt = new Date(topic.createdAt.getTime() + place.number * hour);
    const accepted = topic.acceptedCount > 0 && place.number === 2;
    return {
      ...place,
      topicId: topic.id,
      ...random.pick(bodies),
      ...authorship(random.pick(people)),
      createdAt,
      acceptedAt: accepted ? createdAt : null,
      acceptedBy: accepted ? topic.author : null,
      formKey: `bench-${topic.id}-${place.number}`,
    };
  });
}

interface Place {
  id: number;
  depth: number;
  rootNumber: number;
  branchNumber: number;
}

function placeUnder(parent: Place | undefined, id: number, number: number) {
  if (!parent) return { id, number, parentId: null, depth: 1, rootNumber: number, branchNumber: 0 };
  const { rootNumber, branchNumber } = parent;
  return {
    id,
    number,
    parentId: parent.id,
    depth: parent.depth + 1,
    rootNumber,
    branchNumber: branchNumber || number,
  };
}
