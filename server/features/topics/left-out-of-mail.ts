import { and, eq, inArray, not } from 'drizzle-orm';
import type { Executor } from '../../platform/database.ts';
import { linksIn, type Paragraph, withLinks } from '../../platform/letters.ts';
import { workspaces } from '../workspaces/tables.ts';
import { topics } from './tables.ts';

/**
 * What mails say in lines that lead to topics, of which those lose their titles whose workspaces keep what is written
 * there out of mail: each text as it was given, all asked at once.
 */
export async function withoutTitles(executor: Executor, texts: Paragraph[][]): Promise<Paragraph[][]> {
  const ids = texts
    .flat()
    .flatMap(linksIn)
    .flatMap(({ href }) => topicIdOf(href) ?? []);
  if (ids.length === 0) return texts;
  const rows = await executor
    .select({ id: topics.id, workspace: workspaces.name })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .where(and(inArray(topics.id, ids), not(workspaces.mailsContent)));
  const keptOut = new Map(rows.map(({ id, workspace }) => [id, workspace]));
  return texts.map((paragraphs) =>
    withLinks(paragraphs, (link) => {
      const workspace = keptOut.get(topicIdOf(link.href) ?? 0);
      return workspace ? { ...link, link: `A topic in the workspace “${workspace}”` } : link;
    }),
  );
}

function topicIdOf(href: string): number | undefined {
  const [, id] = /^\/topics\/(\d{1,9})$/.exec(href) ?? [];
  return id ? Number(id) : undefined;
}
