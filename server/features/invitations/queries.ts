import { and, arrayContains, desc, eq, gt, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Member } from '../../platform/viewer.ts';
import { endOfDay } from '../guests/last-day.ts';
import { people } from '../people/tables.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { invitations } from './tables.ts';

const listedAtMost = 200;

/** The invitations this member has sent, the newest first, with how each stands. */
export async function listInvitationsBy(member: Member) {
  const [rows, workspaces] = await Promise.all([
    db
      .select()
      .from(invitations)
      .where(eq(invitations.invitedBy, member.id))
      .orderBy(desc(invitations.sentAt), desc(invitations.id))
      .limit(listedAtMost),
    listWorkspaces(),
  ]);
  const now = clock.now();
  return rows.map((invitation) => ({
    ...invitation,
    state: stateOf(invitation, now),
    lastDay: invitation.guestUntil ? formatLastDay(endOfDay(invitation.guestUntil)) : '',
    workspaces: workspaces.filter(({ id }) => invitation.workspaceIds.includes(id)),
  }));
}

type Invitation = typeof invitations.$inferSelect;

function stateOf({ usedAt, revokedAt, expiresAt }: Invitation, now: Date) {
  if (usedAt) return 'accepted';
  if (revokedAt) return 'taken back';
  return expiresAt > now ? 'waiting' : 'ran out';
}

export const isOpen = () =>
  and(isNull(invitations.usedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, clock.now()));

/** The guests who have been invited to a workspace and have not accepted yet. */
export const listInvitedTo = (workspaceId: number) =>
  db
    .select({
      id: invitations.id,
      email: invitations.email,
      organisation: invitations.organisation,
      guestUntil: invitations.guestUntil,
      sentAt: invitations.sentAt,
      expiresAt: invitations.expiresAt,
      inviter: { id: people.id, name: people.name },
    })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .where(
      and(eq(invitations.kind, 'guest'), arrayContains(invitations.workspaceIds, [workspaceId]), isOpen()),
    )
    .orderBy(invitations.email);
