import { clock } from '../../platform/clock.ts';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import type { Member, SignedIn } from '../../platform/viewer.ts';
import { cancelEmailChangeOf } from '../accounts/cancel-email-change.ts';
import { endSessions } from '../accounts/end-sessions.ts';
import type { Council } from '../councils/queries.ts';
import { endAllAccessOf } from '../guests/end-all-access-of.ts';
import { revokeInvitationsBy } from '../invitations/revoke-invitations-by.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { removeAllPasskeysOf } from '../passkeys/remove-all-passkeys-of.ts';
import { holdPerson, markBack, markLeft } from '../people/leave.ts';
import { passOnReviewed } from '../reviews/pass-on.ts';
import { actorWho } from '../roles/acting.ts';
import { endAllRoles } from '../roles/end-all-roles.ts';
import { logAccess } from '../roles/log.ts';
import { type Tell, withNotices } from '../roles/notices.ts';
import { canLookAfter, isAdministrator, whyNotMarkAsLeft } from '../roles/policy.ts';
import { findLeadsOf, findStanding, holdPeople, listGrantsOf } from '../roles/queries.ts';
import { letBackIn, markedAsLeft, youLeft } from './mails.ts';
import { leftToYou } from './told.ts';
import { withdrawName } from './withdraw-name.ts';

/** Marks somebody of a council as having left: they are out everywhere at once, and what they posted stays. */
export function markAsLeft(actor: Member, council: Council, personId: number, reason: string) {
  if (actor.id === personId) throw useYourOwnPage();
  return withNotices(async (tx, tell) => {
    // Of two leads who mark each other, one is first, and the other looks after nobody by then.
    await holdPeople(tx, [actor.id, personId]);
    await actorWho((holder) => canLookAfter(holder, council.id), actor, tx);
    const person = await holdPerson(tx, personId);
    if (person?.councilId !== council.id || person.nameWithdrawnAt) throw notFound();
    if (person.leftAt) return;
    await requireMayMark(actor, personId, tx);
    await tell(personId, markedAsLeft(actor.name, council.name, reason));
    await endAccess(tx, tell, person, { actorId: actor.id, reason });
  });
}

/** Refuses to end what somebody holds by those who could not take it from them. */
export async function requireMayMark({ id }: Member, personId: number, from: Executor = db): Promise<void> {
  const actor = { id, grants: await listGrantsOf(id, from) };
  const whyNot = whyNotMarkAsLeft(actor, await listGrantsOf(personId, from));
  if (whyNot) throw notAllowed(whyNot);
}

/** Lets somebody leave by themselves. With `withoutName` their name goes from all that they wrote. */
export function leave(viewer: SignedIn, { withoutName }: { withoutName: boolean }) {
  return withNotices(async (tx, tell) => {
    const person = await holdPerson(tx, viewer.id);
    if (!person || person.leftAt) return;
    await tell(person.id, youLeft({ withoutName }));
    await endAccess(tx, tell, person, { actorId: person.id, reason: 'They left by themselves' });
    if (withoutName) await withdrawName(tx, person, { actorId: person.id, reason: 'They asked for it' });
  });
}

interface Leaver {
  id: number;
  councilId: number | null;
}

interface Why {
  actorId: number;
  reason: string;
}

/** What others may be following is looked after by the lead of the council from then on. */
async function passOn(tx: Tx, { id, councilId }: Leaver): Promise<void> {
  const [lead] = councilId ? await findLeadsOf(councilId, tx) : [];
  if (!lead) return;
  const topics = await passOnReviewed(tx, { from: id, to: lead.id });
  if (topics.length === 0) return;
  const about = { kind: 'act' as const, once: `left:${id}:${clock.now().toISOString()}`, isOfOthers: true };
  await tellPerson(tx, lead.id, leftToYou(topics), about);
}

async function endAccess(tx: Tx, tell: Tell, { id, councilId }: Leaver, why: Why): Promise<void> {
  await endAllRoles(tx, tell, id, why);
  await markLeft(tx, id);
  await passOn(tx, { id, councilId });
  await endSessions(tx, id);
  await cancelEmailChangeOf(tx, id);
  await removeAllPasskeysOf(tx, id);
  await revokeInvitationsBy(tx, id);
  await endAllAccessOf(tx, id);
  await logAccess(tx, 'left', { personId: id, councilId, ...why });
  await record(tx, 'access-changed', { personId: id });
}

/** Lets somebody who left sign in again. Roles and passkeys do not come back by that. */
export function letBack(actor: Member, council: Council, personId: number, reason: string) {
  return withNotices(async (tx, tell) => {
    await holdPeople(tx, [actor.id, personId]);
    await actorWho(isAdministrator, actor, tx);
    const person = await holdPerson(tx, personId);
    if (person?.councilId !== council.id || person.nameWithdrawnAt) throw notFound();
    if (!(await markBack(tx, personId))) return;
    const { councilId } = person;
    await logAccess(tx, 'returned', { actorId: actor.id, personId, councilId, reason });
    await record(tx, 'access-changed', { personId });
    await tell(personId, letBackIn(actor.name, reason));
  });
}

/** Takes the name of somebody who left off what they wrote, because they asked for it. */
export function withdrawNameOf(actor: Member, council: Council, personId: number, reason: string) {
  return withNotices(async (tx) => {
    await holdPeople(tx, [actor.id, personId]);
    await actorWho(isAdministrator, actor, tx);
    const person = await holdPerson(tx, personId);
    if (person?.councilId !== council.id || person.nameWithdrawnAt) throw notFound();
    if (!person.leftAt) throw notAllowed('Their name can be taken off when they have left.');
    // Their address is then free to join anew.
    if ((await findStanding(personId, tx))?.isSuspended)
      throw notAllowed(
        'They are suspended, and without their name nothing would keep them from joining again. Lift the suspension first, or wait until it is over.',
      );
    await withdrawName(tx, person, { actorId: actor.id, reason });
  });
}

export const useYourOwnPage = () =>
  notAllowed('You cannot mark yourself as having left. You can leave on a page of your own.').leadingTo({
    href: '/account/leaving',
    text: 'Leave the group',
  });
