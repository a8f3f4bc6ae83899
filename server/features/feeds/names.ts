import { notFound } from '../../platform/errors.ts';

/** What a feed can be of. */
export interface Subject {
  kind: 'workspace' | 'topic' | 'council';
  id: number;
}

/** What a private feed can be of. */
export interface PrivateSubject {
  kind: Subject['kind'] | 'search';
  id: number;
}

/** How addresses and forms name it: "topic-7". */
export const nameOf = ({ kind, id }: PrivateSubject) => `${kind}-${id}`;

/** What they name; not found where it is nothing that has a feed. */
export function readSubject(name: string): PrivateSubject {
  const [, kind, id] = /^(workspace|topic|council|search)-([1-9]\d{0,8})$/.exec(name) ?? [];
  if (!kind) throw notFound();
  return { kind: kind as PrivateSubject['kind'], id: Number(id) };
}
