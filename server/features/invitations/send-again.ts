import { and, desc, eq } from 'drizzle-orm';

import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { mailLater } from '../../platform/mail.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member } from '../../platform/viewer.ts';
import { findMember } from '../accounts/viewers.ts';
import { endOfDay } from '../guests/last-day.ts';
import { limitInvitee, limitInviting } from './limits.ts';
import { newLink } from './link.ts';
import { mailsFor } from './mails.ts';
import { isOpen } from './queries.ts';
import { invitations } from './tables.ts';

type Invitation = typeof invitations.$inferSelect;

/** Sends an invitation with a new link, for seven days from now. The link that was sent before no longer works. */
export async function sendAgain(member: Member, invitationId: number, ip: string): Promise<Invitation> {
  return db.transaction(async (tx) => {
    const invitation = await holdOwn(tx, member, invitationId);
    if (invitation.guestUntil && endOfDay(invitation.guestUntil) <= clock.now()) throw lastDayPassed();
    for (const id of invitation.workspaceIds) memberWith(member, coordinates(id));
    await limitInviting(member.id, ip, 1);
    await limitInvitee(invitation.email);
    await renew(tx, member, invitation);
    return invitation;
  });
}

const lastDayPassed = () =>
  new Refusal(409, 'This invitation is over', 'Its last day has passed. Invite the guest again.').leadingTo({
    href: '/invitations/guests/new',
    text: 'Invite a guest',
  });

/** Sends an open invitation of a guest again to whoever asks to sign in with its address; it runs out when it did before. */
export async function sendAgainTo(tx: Tx, email: string): Promise<void> {
  const [invitation] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.email, email), eq(invitations.kind, 'guest'), isOpen()))
    .orderBy(desc(invitations.sentAt))
    .limit(1)
    .for('update');
  const inviter = invitation && (await findMember(invitation.invitedBy));
  if (inviter) await renew(tx, inviter, invitation, invitation.expiresAt);
}

/** Mails an invitation with a new link. */
async function renew(tx: Tx, inviter: Member, invitation: Invitation, until?: Date): Promise<void> {
  const { token, expiresAt, ...link } = newLink();
  const renewed = { ...link, expiresAt: until ?? expiresAt };
  await tx.update(invitations).set(renewed).where(eq(invitations.id, invitation.id));
  const mails = await mailsFor(tx, inviter, [{ ...invitation, ...renewed, token }]);
  for (const mail of mails) await mailLater(tx, mail);
}

/** Takes an invitation back: its link no longer works. */
export function takeBack(member: Member, invitationId: number): Promise<Invitation> {
  return db.transaction(async (tx) => {
    const invitation = await holdOwn(tx, member, invitationId);
    const set = { revokedAt: clock.now() };
    await tx.update(invitations).set(set).where(eq(invitations.id, invitation.id));
    return invitation;
  });
}

async function holdOwn(tx: Tx, member: Member, id: number): Promise<Invitation> {
  const own = and(eq(invitations.id, id), eq(invitations.invitedBy, member.id));
  const [invitation] = await tx.select().from(invitations).where(own).for('update');
  if (!invitation) throw notFound();
  if (invitation.usedAt) throw isOver('It has been accepted.');
  if (invitation.revokedAt) throw isOver('You took it back. Invite them again if you want to.');
  return invitation;
}

const isOver = (why: string) =>
  new Refusal(409, 'This invitation is over', why).leadingTo({
    href: '/account/invitations',
    text: 'See your invitations',
  });
