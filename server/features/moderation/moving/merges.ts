import type { Executor } from '../../../platform/database.ts';
import type { Member } from '../../../platform/viewer.ts';
import { whySamesFirst } from '../../links/policy.ts';
import { listTitlesSameAs } from '../../links/queries.ts';
import type { Topic } from '../../topics/queries.ts';
import { whyGuestsWouldSee } from '../moves.ts';

/** How a topic stood before replies came to it or went from it. */
export interface Stood {
  state: Topic['state'];
  sameAs: number | null;
  lastNumber: number;
  acceptedCount: number;
  lastActivityAt: string;
}

/** How it stands now, to be kept in the log. */
export const standingOf = (topic: Topic): Stood => {
  const { state, sameAs, lastNumber, lastActivityAt, acceptedCount } = topic;
  return { state, sameAs, lastNumber, acceptedCount, lastActivityAt: lastActivityAt.toISOString() };
};

/** What undoing a split needs to know of it. */
export interface SplitDetails {
  toId: number;
  range: { first: number; last: number };
  before: { from: Stood };
}

/** What undoing a merge needs to know of it. */
export interface MergeDetails {
  toId: number;
  /** The reply that the text of the topic became, and how many versions that had. */
  textId: number;
  versionCount: number;
  /** The numbers that were given, the text's first. */
  range: { first: number; last: number };
  draftIds: number[];
  adoptionIds: number[];
  /** Whether those who followed it, and what councils said of it, came with it. */
  carries: boolean;
  before: { from: Stood; to: Stood };
}

/** Why a topic cannot be merged into another, in words for a coordinator of both; nothing where it can. */
export async function whyNotMerge(
  executor: Executor,
  member: Member,
  from: Topic,
  to: Topic,
): Promise<string | undefined> {
  if (from.id === to.id) return 'Choose another topic: this is the same one';
  if (from.kind !== to.kind) return `Choose a ${from.kind}: only topics of the same kind are merged`;
  for (const { title, removedAs } of [from, to]) {
    if (removedAs === 'merged') return `“${title}” has been merged into another topic`;
    if (removedAs) return `“${title}” has been taken off. Put it back first`;
  }
  if (to.sameAs) return `“${to.title}” is itself the same as another topic. Choose that one`;
  if (from.sameAs && from.sameAs !== to.id)
    return 'It is the same as another topic already. Choose that one, or undo that first';
  const sames = await listTitlesSameAs(executor, member, from.id);
  if (sames.length > 0) return whySamesFirst(sames);
  if (from.openSuggestions > 0) return 'Edits of it have been suggested. They have to be decided first';
  if (from.visibility === 'group' && to.visibility === 'public')
    return 'Everyone can see the other topic, and only the group can see this one. It cannot be merged into a public topic';
  return whyGuestsWouldSee(executor, from, to.workspace.id);
}

/** The state of a question after answers that were accepted came or went; of anything else what it was. */
export function stateAfter(
  { kind }: Pick<Topic, 'kind'>,
  before: Pick<Stood, 'state' | 'acceptedCount'>,
  acceptedCount: number,
): Topic['state'] {
  if (kind !== 'question' || acceptedCount === before.acceptedCount) return before.state;
  if (acceptedCount > 0) return 'answered';
  return before.state === 'answered' ? 'reopened' : before.state;
}
