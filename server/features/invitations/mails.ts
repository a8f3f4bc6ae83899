import { and, inArray, isNotNull, isNull } from 'drizzle-orm';
import { config } from '../../config.ts';
import type { Tx } from '../../platform/database.ts';
import { formatDate } from '../../platform/dates.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Mail } from '../../platform/mail.ts';
import type { Member } from '../../platform/viewer.ts';
import { endOfDay } from '../guests/last-day.ts';
import { people } from '../people/tables.ts';
import { listNamesOf } from '../workspaces/queries.ts';
import type { invitations } from './tables.ts';

type Inviter = Pick<Member, 'name' | 'council'>;

/** An invitation with the token that its link has: nothing else knows it. */
export type Sent = typeof invitations.$inferSelect & { token: string };

/**
 * The mails that carry these invitations, all on the same terms. Who is in already is told so: whoever invites them
 * is not.
 */
export async function mailsFor(tx: Tx, inviter: Inviter, sent: Sent[]): Promise<Mail[]> {
  const known = await listMembersAt(tx, sent);
  const workspaces = await listNamesOf(tx, sent[0]?.workspaceIds ?? []);
  return sent.map((invitation) => {
    if (known.has(invitation.email)) return alreadyInMail(inviter, invitation);
    if (invitation.kind === 'colleague') return colleagueMail(inviter, invitation);
    return guestMail(inviter, invitation, workspaces);
  });
}

/** Which of these are people of the group already. A guest can be invited again, to see more and for longer. */
async function listMembersAt(tx: Tx, sent: Sent[]): Promise<Set<string>> {
  const emails = sent.map(({ email }) => email);
  const isIn = and(inArray(people.email, emails), isNull(people.leftAt), isNotNull(people.councilId));
  const rows = await tx.select({ email: people.email }).from(people).where(isIn);
  return new Set(rows.map(({ email }) => email));
}

const colleagueMail = (inviter: Inviter, invitation: Sent): Mail => ({
  to: invitation.email,
  subject: `${inviter.name} invites you to Standard Practice`,
  text: [
    `${nameOf(inviter)} invites you to join Standard Practice.`,
    whatItIs,
    'Use this link to join:',
    linkIn(invitation),
    worksUntil(invitation),
    nothingToDo,
  ].join('\n\n'),
});

const guestMail = (inviter: Inviter, invitation: Sent, workspaces: string[]): Mail => ({
  to: invitation.email,
  subject: `${inviter.name} invites you to Standard Practice as a guest`,
  text: [
    `${nameOf(inviter)} invites you to Standard Practice as a guest, until ${lastDayOf(invitation)}.`,
    whatItIs,
    `You can read and take part in:\n${workspaces.map((name) => `- ${name}`).join('\n')}`,
    'Use this link to accept:',
    linkIn(invitation),
    worksUntil(invitation),
    nothingToDo,
  ].join('\n\n'),
});

const alreadyInMail = (inviter: Inviter, { email }: Sent): Mail => ({
  to: email,
  subject: `${inviter.name} invites you to Standard Practice`,
  text: [
    `${nameOf(inviter)} has invited you to Standard Practice. You have joined already.`,
    'Sign in with this address to go there:',
    `${config.baseUrl}/sign-in`,
  ].join('\n\n'),
});

const whatItIs =
  'Standard Practice is where London councils work on the Local Government Digital Service Standard together.';
const nothingToDo = 'If you do not want to join, you do not need to do anything.';

const nameOf = ({ name, council }: Inviter) => `${name} at ${council.name}`;
const linkIn = ({ token }: Sent) => `${config.baseUrl}/sign-in/invitations/${token}`;
const worksUntil = ({ expiresAt }: Sent) =>
  `The link works once, until ${formatDate(expiresAt)}. If you are sent another, only the newest works.`;
const lastDayOf = ({ guestUntil }: Sent) => (guestUntil ? formatLastDay(endOfDay(guestUntil)) : '');
