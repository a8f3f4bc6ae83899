import { formKey } from '../../platform/forms.ts';
import type { Byline } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import type { ImportedReply } from '../replies/add-imported-replies.ts';
import type { ImportedTopic } from '../topics/add-imported-topics.ts';
import type { Visibility } from '../topics/kinds.ts';
import type { Workspace } from '../workspaces/queries.ts';
import { fieldsOf, kindOf } from './content.ts';
import { datesOf } from './dates.ts';
import { tagsOf } from './tags.ts';
import type { ThreadLine } from './thread-line.ts';

/** Where imported topics go, who may see them, and the council that all of it comes from, if it is one. */
export interface Destination {
  workspaceOf(thread: ThreadLine): Workspace;
  visibility: Visibility;
  council: Council | null;
}

type BylineOf = (name: string) => Byline;

/** A thread's first post as a topic. */
export function topicFrom(thread: ThreadLine, to: Destination, bylineOf: BylineOf, now: Date): ImportedTopic {
  const kind = kindOf(thread);
  const { createdAt, lastActivityAt } = datesOf(thread, now);
  return {
    workspaceId: to.workspaceOf(thread).id,
    kind,
    visibility: to.visibility,
    title: thread.title,
    content: fieldsOf(kind, thread.body),
    tags: tagsOf(thread.labels),
    author: bylineOf(thread.author_handle),
    authorCouncilId: to.council?.id ?? null,
    createdAt,
    lastActivityAt,
    replyCount: thread.replies.length,
    source: thread.source,
    formKey: formKey('', 'import', thread.source),
  };
}

/** The others as the replies to it. */
export function repliesFrom(
  thread: ThreadLine,
  topicId: number,
  to: Destination,
  bylineOf: BylineOf,
  now: Date,
): ImportedReply[] {
  const { repliedAt } = datesOf(thread, now);
  return thread.replies.map(({ author, body }, at) => ({
    topicId,
    number: at + 1,
    body,
    author: bylineOf(author),
    authorCouncilId: to.council?.id ?? null,
    createdAt: repliedAt[at] ?? now,
    formKey: formKey('', 'import', thread.source, at + 1),
  }));
}
