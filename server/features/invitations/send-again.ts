import { and, eq } from 'drizzle-orm';

import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { type Mail, sendMail } from '../../platform/mail.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member } from '../../platform/viewer.ts';
import { endOfDay } from '../guests/last-day.ts';
import { limitInviting } from './limits.ts';
import { newLink } from './link.ts';
import { mailsFor } from './mails.ts';
import { invitations } from './tables.ts';

type Invitation = typeof invitations.$inferSelect;

/** Sends an invitation with a new link, for seven days from now. The link that was sent before no longer works. */
export async function sendAgain(member: Member, invitationId: number, ip: string): Promise<Invitation> {
  const { invitation, mails } = await db.transaction(async (tx) => {
    const invitation = await holdOwn(tx, member, invitationId);
    if (invitation.guestUntil && endOfDay(invitation.guestUntil) <= clock.now()) throw lastDayPassed();
    for (const id of invitation.workspaceIds) memberWith(member, coordinates(id));
    await limitInviting(member.id, ip, 1);
    return { invitation, mails: await renew(tx, member, invitation) };
  });
  for (const mail of mails) await sendMail(mail);
  return invitation;
}

const lastDayPassed = () =>
  new Refusal(409, 'This invitation is over', 'Its last day has passed. Invite the guest again.').leadingTo({
    href: '/invitations/guests/new',
    text: 'Invite a guest',
  });

/** Makes the link of an invitation anew; the mails that carry it. */
export async function renew(
  tx: Tx,
  inviter: Pick<Member, 'name' | 'council'>,
  invitation: Invitation,
): Promise<Mail[]> {
  const { token, ...link } = newLink();
  await tx.update(invitations).set(link).where(eq(invitations.id, invitation.id));
  return mailsFor(tx, inviter, [{ ...invitation, ...link, token }]);
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
