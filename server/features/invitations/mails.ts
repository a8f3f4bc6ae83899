import { and, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { formatDate } from '../../platform/dates.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';
import type { Mail } from '../../platform/mail-server.ts';
import type { Member } from '../../platform/viewer.ts';
import { endOfDay } from '../guests/last-day.ts';
import { people } from '../people/tables.ts';
import { listNamesOf } from '../workspaces/queries.ts';
import type { invitations } from './tables.ts';

type Inviter = Pick<Member, 'name' | 'council'>;

declare module '../../platform/letters.ts' {
  interface MailKinds {
    invitation: true;
    'guest-invitation': true;
    'invitation-to-member': true;
  }
}

/** An invitation with the token that its link has: nothing else knows it. */
export type Sent = typeof invitations.$inferSelect & { token: string };
type Invited = Pick<Sent, 'token' | 'expiresAt' | 'guestUntil'>;

/**
 * The mails that carry these invitations, all on the same terms. Who is in already is told so: whoever invites them
 * is not.
 */
export async function mailsFor(tx: Tx, inviter: Inviter, sent: Sent[]): Promise<Mail[]> {
  const known = await listMembersAt(tx, sent);
  const workspaces = await listNamesOf(tx, sent[0]?.workspaceIds ?? []);
  return sent.map((invitation) => {
    const to = invitation.email;
    if (known.has(to)) return { to, ...alreadyInMail(inviter) };
    if (invitation.kind === 'colleague') return { to, ...colleagueMail(inviter, invitation) };
    return { to, ...guestMail(inviter, invitation, workspaces) };
  });
}

/** Which of these are people of the group already. A guest can be invited again, to see more and for longer. */
async function listMembersAt(tx: Tx, sent: Sent[]): Promise<Set<string>> {
  const emails = sent.map(({ email }) => email);
  const isIn = and(inArray(people.email, emails), isNull(people.leftAt), isNotNull(people.councilId));
  const rows = await tx.select({ email: people.email }).from(people).where(isIn);
  return new Set(rows.map(({ email }) => email));
}

const colleagueMail = (inviter: Inviter, invitation: Invited): Letter<'invitation'> => ({
  kind: 'invitation',
  subject: `${inviter.name} invites you to Standard Practice`,
  paragraphs: [
    `${nameOf(inviter)} invites you to join Standard Practice.`,
    whatItIs,
    { button: 'Join', href: linkIn(invitation) },
    worksUntil(invitation),
    nothingToDo,
  ],
});

const guestMail = (
  inviter: Inviter,
  invitation: Invited,
  workspaces: string[],
): Letter<'guest-invitation'> => ({
  kind: 'guest-invitation',
  subject: `${inviter.name} invites you to Standard Practice as a guest`,
  paragraphs: [
    `${nameOf(inviter)} invites you to Standard Practice as a guest, until ${lastDayOf(invitation)}.`,
    whatItIs,
    'You can read and take part in:',
    { list: workspaces },
    { button: 'Accept the invitation', href: linkIn(invitation) },
    worksUntil(invitation),
    nothingToDo,
  ],
});

const alreadyInMail = (inviter: Inviter): Letter<'invitation-to-member'> => ({
  kind: 'invitation-to-member',
  subject: `${inviter.name} invites you to Standard Practice`,
  paragraphs: [
    `${nameOf(inviter)} has invited you to Standard Practice. You have joined already.`,
    'Sign in with this address to go there.',
    { button: 'Sign in', href: '/sign-in' },
  ],
});

const whatItIs =
  'Standard Practice is where London councils work on the Local Government Digital Service Standard together.';
const nothingToDo = 'If you do not want to join, you do not need to do anything.';

const nameOf = ({ name, council }: Inviter) => `${name} at ${council.name}`;
const linkIn = ({ token }: Invited) => `/sign-in/invitations/${token}`;
const worksUntil = ({ expiresAt }: Invited) =>
  `The link works once, until ${formatDate(expiresAt)}. If you are sent another, only the newest works.`;
const lastDayOf = ({ guestUntil }: Invited) => (guestUntil ? formatLastDay(endOfDay(guestUntil)) : '');

const under = 'Joining and being a guest';
const grace = { name: 'Grace Okafor', council: { name: 'Camden' } } as Inviter;
const example = { token: 'EXAMPLE', expiresAt: new Date('2027-03-19T12:00:00Z'), guestUntil: '2027-06-30' };

export const invitationMails: Mails = {
  invitation: {
    title: 'Invitation to join',
    under,
    when: 'A colleague invites you.',
    sample: () => colleagueMail(grace, example),
  },
  'guest-invitation': {
    title: 'Invitation as a guest',
    under,
    when: 'A coordinator invites you to workspaces as a guest.',
    sample: () => guestMail(grace, example, ['Understand user needs', 'Use open standards']),
  },
  'invitation-to-member': {
    title: 'Invitation that you do not need',
    under,
    when: 'Somebody invites you who does not know that you have joined already.',
    sample: () => alreadyInMail(grace),
  },
};
