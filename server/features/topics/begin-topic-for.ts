import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Byline } from '../../platform/viewer.ts';
import type { Topic } from './queries.ts';
import { excerptOf, renderContent } from './rendering.ts';
import { topics, topicVersions } from './tables.ts';

interface Written {
  id: number;
  authorId: number;
  authorCouncilId: number | null;
  author: Byline;
}

/** Begins a question in the name of whoever wrote a reply, where another topic is; it is to be recorded as posted. */
export async function beginTopicFor(
  tx: Tx,
  { id, authorId, authorCouncilId, author }: Written,
  { workspace, visibility }: Pick<Topic, 'workspace' | 'visibility'>,
  { title, trying }: { title: string; trying: string },
) {
  const now = clock.now();
  const content = { trying, tried: '', service: '' };
  const text = { title, content, tags: [] };
  const [begun] = await tx
    .insert(topics)
    .values({
      ...text,
      ...{ workspaceId: workspace.id, visibility, kind: 'question', state: 'open', html: {}, excerpt: '' },
      ...{ authorId, authorCouncilId, author, createdAt: now, lastActivityAt: now },
      formKey: `split:${id}:${now.toISOString()}`,
    })
    .returning({ id: topics.id });
  const topicId = begun?.id ?? 0;
  const version = { topicId, number: 1, editorId: authorId, editor: author, createdAt: now };
  await tx.insert(topicVersions).values({ ...text, ...version });
  const html = renderContent('question', content, topicId);
  return { id: topicId, workspace, html, excerpt: excerptOf('question', html) };
}
