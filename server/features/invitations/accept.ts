import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { hashOf } from '../../platform/tokens.ts';
import { isCoordinatorOf, type Member } from '../../platform/viewer.ts';
import { whyTurnedAway } from '../accounts/turned-away.ts';
import { findMember } from '../accounts/viewers.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { endOfDay } from '../guests/last-day.ts';
import { letGuestIn } from '../guests/let-guest-in.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { addPerson } from '../people/add-person.ts';
import { markBack } from '../people/leave.ts';
import { proveAddress } from '../people/prove-address.ts';
import { people } from '../people/tables.ts';
import { logAccess } from '../roles/log.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { isOpen } from './queries.ts';
import { invitations } from './tables.ts';
import { invitationAccepted } from './told.ts';

/**
 * The invitation that a link is for, while it works: whoever sent it is still here, and may still invite where it leads.
 * With who it is for: somebody we know, or an address and the councils it may belong to.
 */
export async function findInvitation(token: string) {
  const [invitation] = await db.select().from(invitations).where(isUsable(token));
  const inviter = invitation && (await findMember(invitation.invitedBy, { secondStep: true }));
  if (!invitation || !inviter) return undefined;
  const [[person], councils, workspaces] = await Promise.all([
    db.select().from(people).where(eq(people.email, invitation.email)),
    listCouncilsOfAddress(invitation.email),
    listWorkspacesOf(invitation, inviter),
  ]);
  const endsAt = invitation.guestUntil ? endOfDay(invitation.guestUntil) : null;
  const isOver =
    invitation.kind === 'guest'
      ? workspaces.length === 0 || !endsAt || endsAt <= clock.now()
      : !person && councils.length === 0;
  return isOver ? undefined : { ...invitation, inviter, person, councils, workspaces, endsAt };
}

type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

const isUsable = (token: string) => and(eq(invitations.tokenHash, hashOf(token)), isOpen());

/** The workspaces of an invitation that its sender still coordinates. */
async function listWorkspacesOf({ workspaceIds }: { workspaceIds: number[] }, inviter: Member) {
  if (workspaceIds.length === 0) return [];
  const named = (await listWorkspaces()).filter(({ id }) => workspaceIds.includes(id));
  return named.filter(({ id }) => isCoordinatorOf(inviter, id));
}

interface Joining {
  name: string;
  job: string;
  /** None for a guest. */
  council: Council | null;
}

/**
 * Uses an invitation up and says who it signs in. Nobody where the link no longer works; who is turned away is told why,
 * and the invitation stays as it was.
 */
export async function acceptInvitation(token: string, joining: Joining | null) {
  const found = await findInvitation(token);
  if (!found || !(found.person || joining)) return undefined;
  return db.transaction(async (tx) => {
    // First of all, as by all who change somebody's access: nobody then waits for what another holds.
    await tx.select({ id: people.id }).from(people).where(eq(people.email, found.email)).for('no key update');
    const used = tx.update(invitations).set({ usedAt: clock.now() }).where(isUsable(token));
    const [invitation] = await used.returning({ id: invitations.id, open: invitations.workspaceIds });
    if (!invitation) return undefined;
    const { id: personId } = found.person ?? (await join(tx, found, joining));
    const isOfNoCouncil = found.kind === 'guest' && !found.person?.councilId;
    if (isOfNoCouncil && (await markBack(tx, personId)))
      await logAccess(tx, 'returned', {
        actorId: found.invitedBy,
        personId,
        about: 'invited again as a guest',
      });
    await proveAddress(tx, personId);
    await tx.update(invitations).set({ personId }).where(eq(invitations.id, invitation.id));
    const workspaceIds = found.workspaces.map(({ id }) => id).filter((id) => invitation.open.includes(id));
    const { invitedBy, endsAt } = found;
    // Somebody of a council sees every workspace as it is.
    if (endsAt && isOfNoCouncil) {
      await letGuestIn(tx, { personId, workspaceIds, invitedBy, endsAt });
    }
    const [person] = await tx.select().from(people).where(eq(people.id, personId));
    const refusal = person && (await whyTurnedAway(person, tx));
    if (refusal) throw refusal;
    if (person) {
      const about = {
        kind: 'invitation' as const,
        by: person,
        once: `invitation:${invitation.id}`,
        isOfOthers: true,
      };
      await tellPerson(tx, invitedBy, invitationAccepted(person, found), about);
    }
    return { id: personId, returnTo: whereTo(found) };
  });
}

function join(tx: Tx, { email, organisation }: Found, joining: Joining | null) {
  const { name = '', job = '', council } = joining ?? {};
  return addPerson(tx, { email, name, job, councilId: council?.id ?? null, organisation });
}

function whereTo({ workspaces: [workspace, ...others] }: Found): string {
  return workspace && others.length === 0 ? `/workspaces/${workspace.slug}` : '/';
}
