import { db } from '../../../platform/database.ts';
import { notAllowed, type Refusal } from '../../../platform/errors.ts';
import type { Member } from '../../../platform/viewer.ts';
import type { PostPlace } from '../../replies/addresses.ts';
import { listActsFor, type Target } from '../acts.ts';
import { doAndTell } from '../do-act.ts';
import { isOwnToEdit } from '../policy.ts';
import { findSince, type LoggedAct } from '../queries.ts';
import { holdTarget } from '../targets.ts';
import { hasNewWording, type Wording } from './change-text.ts';

interface Values {
  reason: string;
  note: string;
  ruleId?: number;
  latest: number;
  /** The version that whoever edits began with. */
  from?: number;
}

type Outcome =
  | { id: number }
  | { meanwhile: LoggedAct }
  | { refused: string }
  | { isChanged: true }
  | { isGone: true };

/**
 * Gives a post of somebody else the text that a coordinator made of it, with a mark that says so, as an act like others. Where its
 * author has edited it since nothing is written over (`isChanged`), and what nobody can read any more is not edited (`isGone`).
 */
export function editPost(
  member: Member,
  post: PostPlace,
  wording: Wording,
  { latest, from, ...given }: Values,
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    const target = await holdTarget(member, post, tx);
    if (isOwnToEdit(member, target)) throw isYours(target);
    const saysSo = !hasNewWording(target, wording);
    const since = await findSince(tx, member, post, 'edit', { reason: given.reason, latest });
    // Another text for the same reason is not the same sent twice.
    if (since && ('meanwhile' in since || saysSo)) return since;
    if (!listActsFor(target).includes('edit')) return { isGone: true };
    if (saysSo) return { refused: 'Change something before you save it' };
    if (from !== (target.reply ?? target.topic).versionCount) return { isChanged: true };
    return doAndTell(tx, member, target, 'edit', { change: {}, wording, ...given });
  });
}

/** Whoever wrote it needs no reason. */
export const isYours = ({ topic, reply }: Target): Refusal =>
  notAllowed(
    'You do not need to edit this as a coordinator: it is yours, and you can just edit it.',
  ).leadingTo({
    href: reply ? `/replies/${reply.id}/edit` : `/topics/${topic.id}/edit`,
    text: 'Edit it',
  });
