import type { ThreadLine } from './thread-line.ts';

/**
 * When a thread and its replies were written. A reply without a date has that of the one before it. A thread without
 * one has the earliest of its replies, or, when nothing in it has a date, that of the import.
 */
export function datesOf({ created_at, replies }: ThreadLine, imported: Date) {
  const known = replies.flatMap((reply) => reply.created_at ?? []);
  const createdAt = created_at ?? (known.length > 0 ? new Date(Math.min(...known.map(Number))) : imported);
  let before = createdAt;
  const repliedAt = replies.map((reply) => {
    before = reply.created_at ?? before;
    return before;
  });
  const lastActivityAt = new Date(Math.max(...[createdAt, ...repliedAt].map(Number)));
  return { createdAt, repliedAt, lastActivityAt };
}
