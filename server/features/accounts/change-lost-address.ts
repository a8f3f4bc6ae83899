import { and, eq, ne } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Executor, Tx } from '../../platform/database.ts';
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts';
import { mailLater } from '../../platform/mail.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import { people } from '../people/tables.ts';
import { actorWho } from '../roles/acting.ts';
import { logAccess } from '../roles/log.ts';
import { withNotices } from '../roles/notices.ts';
import { canLookAfter, type Holder, type Standing } from '../roles/policy.ts';
import { findStanding, holdPeople, listGrantsOf } from '../roles/queries.ts';
import { cancelEmailChangeOf } from './cancel-email-change.ts';
import { findOpenChange } from './email-change.ts';
import { addressOfLostTaken, lostAddressWarned, newAddressOfLostAsked } from './lost-address-mails.ts';
import { canGiveAddressAt, whyNotChangeAddressOf } from './policy.ts';
import { emailChanges } from './tables.ts';
import { tellAdministrators } from './tell-administrators.ts';

const day = 24 * 60 * 60 * 1000;
/** How long the old address can object. Whoever is not here for that long may not have lost it. */
const waitsFor = 7 * day;
const validFor = 21 * day;

interface Wanted {
  email: string;
  /** The council of that address: for an administrator it may be another, to which they then move. */
  to: Council;
  reason: string;
}

/**
 * Begins to change the address of a colleague who can no longer read mail at theirs. The new address has to say yes, and
 * the old one has a week to object. Whether the new one is somebody’s already is told to nobody but whoever reads its
 * mail. A change that the colleague began is given up for it.
 */
export function changeLostAddress(
  actor: Member,
  council: Council,
  personId: number,
  { email, to, reason }: Wanted,
) {
  return withNotices(async (tx) => {
    const person = await holdColleague(tx, actor, council, personId, to);
    const open = await findOpenChange(personId, tx);
    if (open?.begunBy && open.newEmail === email && open.councilId === to.id && open.reason === reason)
      return;
    if (open?.begunBy) throw oneAtATime(council, personId);
    if (open) await cancelEmailChangeOf(tx, personId);

    const tokens = { old: newToken(), new: newToken() };
    const createdAt = clock.now();
    const waitsUntil = new Date(createdAt.getTime() + waitsFor);
    await tx.insert(emailChanges).values({
      personId,
      newEmail: email,
      councilId: to.id,
      oldTokenHash: hashOf(tokens.old),
      newTokenHash: hashOf(tokens.new),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + validFor),
      begunBy: actor.id,
      reason,
      waitsUntil,
    });
    const move = to.id === council.id ? null : to;
    const change = {
      from: person.email,
      to: email,
      name: person.name,
      council,
      move,
      actor,
      reason,
      waitsUntil,
    };
    await logAccess(tx, 'lost-address-begun', { actorId: actor.id, personId, councilId: council.id, reason });
    await mailLater(tx, { to: person.email, ...lostAddressWarned(change, tokens.old) });
    await tellAdministrators(tx, change, personId);
    const others = and(eq(people.email, email), ne(people.id, personId));
    const [taken] = await tx.select({ id: people.id }).from(people).where(others);
    const letter = taken ? addressOfLostTaken() : newAddressOfLostAsked(change, tokens.new);
    await mailLater(tx, { to: email, ...letter });
  });
}

/** Somebody of the council, held, whose address this actor may change. */
async function holdColleague(tx: Tx, actor: Member, council: Council, personId: number, to: Council) {
  await holdPeople(tx, [actor.id, personId]);
  const holder = await actorWho((holder) => canLookAfter(holder, council.id), actor, tx);
  const person = await findStanding(personId, tx);
  if (person?.councilId !== council.id || !canGiveAddressAt(holder, council.id, to.id)) throw notFound();
  await requireMayChange(holder, person, tx);
  return person;
}

/** Refuses whoever may not, and says why. */
export async function requireMayChange(holder: Holder, person: Standing, from?: Executor): Promise<void> {
  if (holder.id === person.id) throw useYourOwnAddressPage();
  const whyNot = whyNotChangeAddressOf(holder, person, await listGrantsOf(person.id, from));
  if (whyNot) throw notAllowed(whyNot);
}

const useYourOwnAddressPage = () =>
  notAllowed('You cannot do this for yourself. You can change your address on a page of your own.').leadingTo(
    {
      href: '/account/email',
      text: 'Change your email address',
    },
  );

const oneAtATime = (council: Council, personId: number) =>
  new Refusal(
    409,
    'Their address is changing already',
    'Only one change can be under way. Stop it first.',
  ).leadingTo({
    href: lostAddressPage(council, personId),
    text: 'See the change that is under way',
  });

export const lostAddressPage = ({ slug }: { slug: string }, personId: number) =>
  `/councils/${slug}/people/${personId}/address`;
