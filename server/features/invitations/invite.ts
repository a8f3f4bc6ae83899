import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { formatDate } from '../../platform/dates.ts';
import { mailLater } from '../../platform/mail.ts';
import type { Member } from '../../platform/viewer.ts';
import { type Council, listCouncilsOfAddresses } from '../councils/queries.ts';
import { type Entry, withoutTag } from './addresses.ts';
import { limitInviting, mayBeSent } from './limits.ts';
import { newLink } from './link.ts';
import { mailsFor } from './mails.ts';
import { invitations } from './tables.ts';

/** What became of one line. */
export interface Told {
  typed: string;
  text: string;
  outcome: 'invited' | 'earlier' | 'refused' | 'unreadable';
  /** An invitation of theirs that is open already, and can be sent again. */
  invitationId?: number;
}

/** Invites colleagues at councils of the group. Whether an address has an account shows in nothing that is told. */
export async function inviteColleagues(member: Member, entries: Entry[], ip: string): Promise<Told[]> {
  const judge = (email: string, councils: Council[]): Judgement => {
    if (email === member.email) return { refusal: 'This is your own address' };
    const [council, ...others] = councils;
    if (!council) return { refusal: notOfACouncil };
    if (others.length === 0) return { text: 'Invited', councilId: council.id };
    return { text: `Invited. ${among(councils)} share these addresses: they choose when they join` };
  };
  return inviteAll(member, entries, ip, { kind: 'colleague' }, judge);
}

const leaveTagOut = 'Enter this address of a council without the + and what follows it';
const sentTooOften = 'This address has been sent several invitations today: try again tomorrow';
const notOfACouncil = 'Not an address of a council in the group: ask a coordinator to invite them as a guest';

export interface GuestTerms {
  organisation: string;
  workspaceIds: number[];
  /** The last day, like 2026-11-30. */
  guestUntil: string;
}

/** Invites people from outside the councils to workspaces that this member coordinates. */
export async function inviteGuests(member: Member, entries: Entry[], ip: string, terms: GuestTerms) {
  const judge = (_: string, councils: Council[]): Judgement =>
    councils.length > 0
      ? { refusal: `This address is at ${among(councils)}: invite them as a colleague` }
      : { text: 'Invited' };
  return inviteAll(member, entries, ip, { kind: 'guest', ...terms }, judge);
}

type Judgement = { refusal: string } | { text: string; councilId?: number };
type Terms = { kind: 'colleague' } | ({ kind: 'guest' } & GuestTerms);

const among = (councils: Council[]) => new Intl.ListFormat('en-GB').format(councils.map(({ name }) => name));

async function inviteAll(
  member: Member,
  entries: Entry[],
  ip: string,
  terms: Terms,
  judge: (email: string, councils: Council[]) => Judgement,
): Promise<Told[]> {
  const emails = entries.flatMap(({ email }) => email ?? []);
  const councils = await listCouncilsOfAddresses([...emails, ...emails.map(withoutTag)]);
  return db.transaction(async (tx) => {
    // One form that was sent twice at once is looked at in turn: the second finds what the first did.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('invitations'), ${member.id})`);
    const earlier = await listOpen(tx, member, emails, terms);
    const seen = new Set<string>();
    const fresh = new Map<string, { councilId?: number }>();

    const tell = async ({ typed, email }: Entry): Promise<Told> => {
      if (!email) return { typed, outcome: 'unreadable', text: 'Not an email address' };
      if (seen.has(email)) return { typed, outcome: 'refused', text: 'In your list more than once' };
      seen.add(email);
      const isTagged = email !== withoutTag(email) && councils.get(withoutTag(email))?.length;
      if (isTagged) return { typed, outcome: 'refused', text: leaveTagOut };
      const judged = judge(email, councils.get(email) ?? []);
      if ('refusal' in judged) return { typed, outcome: 'refused', text: judged.refusal };
      const open = earlier.get(email);
      if (open) {
        const text = `Already invited by you on ${formatDate(open.sentAt)}`;
        return { typed, outcome: 'earlier', text, invitationId: open.id };
      }
      if (!(await mayBeSent(email))) return { typed, outcome: 'refused', text: sentTooOften };
      fresh.set(email, judged);
      return { typed, outcome: 'invited', text: judged.text };
    };
    const told: Told[] = [];
    for (const entry of entries) told.push(await tell(entry));
    await limitInviting(member.id, ip, fresh.size);
    for (const mail of await insert(tx, member, fresh, terms)) await mailLater(tx, mail);
    return told;
  });
}

/** What this member has sent to these addresses on the same terms, and still works. */
async function listOpen(tx: Tx, member: Member, emails: string[], terms: Terms) {
  const asGuest =
    terms.kind === 'guest'
      ? and(
          sql`${invitations.workspaceIds} @> ${sql.param(terms.workspaceIds)}::int[]`,
          sql`${invitations.guestUntil} >= ${terms.guestUntil}`,
        )
      : undefined;
  const rows = await tx
    .select({ id: invitations.id, email: invitations.email, sentAt: invitations.sentAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.invitedBy, member.id),
        eq(invitations.kind, terms.kind),
        inArray(invitations.email, emails),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, clock.now()),
        asGuest,
      ),
    );
  return new Map(rows.map((row) => [row.email, row]));
}

async function insert(tx: Tx, member: Member, fresh: Map<string, { councilId?: number }>, terms: Terms) {
  if (fresh.size === 0) return [];
  const links = new Map([...fresh.keys()].map((email) => [email, newLink()]));
  const rows = await tx
    .insert(invitations)
    .values(
      [...fresh].map(([email, { councilId }]) => {
        const { token: _, ...link } = links.get(email) ?? newLink();
        return { ...terms, ...link, email, councilId, invitedBy: member.id, createdAt: link.sentAt };
      }),
    )
    .returning();
  return mailsFor(
    tx,
    member,
    rows.map((row) => ({ ...row, token: links.get(row.email)?.token ?? '' })),
  );
}
