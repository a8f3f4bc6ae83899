import type { Tx } from '../../../platform/database.ts';
import { tellPerson } from '../../notices/tell-person.ts';
import type { Topic } from '../../topics/queries.ts';
import { didWords, wordsOf } from '../acts.ts';
import { actWasUndone, postWasModerated } from '../told.ts';

/** An act, or an undoing, that was done to a topic among several. */
export interface Done {
  id: number;
  topic: Topic;
  rule?: { title: string };
}

interface Batch {
  id: number;
  name: string;
  done: Done[];
  reason: string;
  note: string;
}

/** Each author hears once of all that was done to theirs. */
export async function tellOfBatch(
  tx: Tx,
  by: { id: number },
  { id, name, done, reason, note }: Batch,
): Promise<void> {
  for (const [authorId, own] of byAuthor(done)) {
    const [{ id: actId, topic, rule }] = own;
    const words = wordsOf(name);
    const told =
      own.length === 1
        ? postWasModerated({ id: actId, name, target: { topic }, reason, note, rule })
        : {
            subject: `A coordinator ${words?.told} ${own.length} topics of yours in ${topic.workspace.name}`,
            paragraphs: [
              `The reason: ${reason}`,
              rule ? `The rule: ${rule.title}` : '',
              note,
              words?.mend ?? '',
              { link: 'Which topics, and what you can do', href: addressOfBatch(id) },
            ],
            href: addressOfBatch(id),
          };
    await tellPerson(tx, authorId, told, { kind: 'act', by, once: `moderation-batch:${id}` });
  }
}

/** And once of all that was undone. */
export async function tellOfUndoing(
  tx: Tx,
  by: { id: number },
  { id, name, done }: Pick<Batch, 'id' | 'name' | 'done'>,
): Promise<void> {
  for (const [authorId, own] of byAuthor(done)) {
    const [{ id: actId, topic }] = own;
    const told =
      own.length === 1
        ? actWasUndone({ id: actId, act: name, target: { topic } })
        : {
            subject: `Taken back: a coordinator ${wordsOf(name)?.told ?? didWords(name)} ${own.length} topics of yours in ${topic.workspace.name}`,
            paragraphs: ['They are as they were before.', { link: 'Which topics', href: addressOfBatch(id) }],
            href: addressOfBatch(id),
          };
    const once = `moderation-batch-undone:${Math.max(...own.map((one) => one.id))}`;
    await tellPerson(tx, authorId, told, { kind: 'act', by, once });
  }
}

/** What its authors see of it: of coordinators' own page see several-routes.ts. */
export const addressOfBatch = (id: number) => `/moderation/batches/${id}`;

function byAuthor(done: Done[]): Map<number, [Done, ...Done[]]> {
  const authors = new Map<number, [Done, ...Done[]]>();
  for (const one of done) {
    const own = authors.get(one.topic.authorId);
    if (own) own.push(one);
    else authors.set(one.topic.authorId, [one]);
  }
  return authors;
}
