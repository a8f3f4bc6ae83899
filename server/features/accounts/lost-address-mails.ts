import { and, eq, ne } from 'drizzle-orm';
import { config } from '../../config.ts';
import type { Tx } from '../../platform/database.ts';
import { formatDateTime } from '../../platform/dates.ts';
import { mailLater } from '../../platform/mail.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { tellIn } from '../roles/notices.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { linkOf, moveOf } from './email-change-mails.ts';
import { whomToAsk } from './words.ts';

interface LostAddress {
  from: string;
  to: string;
  /** Whose it is. */
  name: string;
  council: { id: number; name: string; slug: string };
  /** The council that they move to with it. */
  move: { name: string } | null;
  actor: { id: number; name: string; leads: number[] };
  reason: string;
  waitsUntil: Date;
}

const whoBegan = ({ name, leads }: LostAddress['actor'], council: LostAddress['council']) =>
  leads.includes(council.id)
    ? `${name}, who leads ${council.name} on Standard Practice`
    : `${name}, an administrator of Standard Practice`;

/** Tells whoever still reads the old address, with a link that stops it. */
export const warnLostAddress = (
  tx: Tx,
  { from, to, council, move, actor, reason, waitsUntil }: LostAddress,
  token: string,
) =>
  mailLater(tx, {
    to: from,
    subject: 'Your address is about to change',
    text: [
      `${whoBegan(actor, council)}, says that you can no longer read mail at this address, and is changing it to ${to}.`,
      `Reason: ${reason}`,
      ...moveOf({ move }),
      `If this is wrong, stop it on this page before ${formatDateTime(waitsUntil)}:`,
      linkOf(token),
      'If it is right, you do not need to do anything with this mail. Say yes by the link that we sent to the new address.',
    ].join('\n\n'),
  });

export const askNewAddressOfLost = (
  tx: Tx,
  { to, council, move, actor, waitsUntil }: LostAddress,
  token: string,
) =>
  mailLater(tx, {
    to,
    subject: 'Confirm your new address',
    text: [
      `${whoBegan(actor, council)}, asked for this address to take the place of one that you can no longer read mail at.`,
      ...moveOf({ move }),
      'If this is you, say yes on this page:',
      linkOf(token),
      `The link works for 3 weeks. Your address changes on ${formatDateTime(waitsUntil)} at the earliest, and we write to you then.`,
      'Do not sign in with this address before: you would get a second account, and this one could not have the address.',
      'If this is not you, say no on that page.',
    ].join('\n\n'),
  });

export const sayItIsTakenToLost = (tx: Tx, { to }: LostAddress) =>
  mailLater(tx, {
    to,
    subject: 'This address has an account already',
    text: [
      'Somebody who looks after your council asked to use this address for another account on Standard Practice. It has an account already, so it cannot be used for a second one.',
      'If it was for you, and you want the older account back, sign in with this address, leave the group with your name taken off, and ask for it again:',
      `${config.baseUrl}/account/leaving`,
      'If it was not for you, you do not need to do anything. Nothing has changed.',
    ].join('\n\n'),
  });

/** A second pair of eyes: an account goes to another mailbox on one colleague's word. */
export async function tellAdministrators(tx: Tx, change: LostAddress, personId: number): Promise<void> {
  const { name, council, move, actor, reason, waitsUntil } = change;
  const administrators = await tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(roleGrants, eq(roleGrants.personId, people.id))
    .where(and(eq(roleGrants.role, 'administrator'), isCurrent(), isHere(), ne(people.id, actor.id)));
  for (const { id } of administrators) {
    await tellIn(tx)(id, `${actor.name} is changing the address of ${name}`, [
      `${actor.name} says that ${name} of ${council.name} can no longer read mail at their old address.`,
      `Reason: ${reason}`,
      move ? `They move to ${move.name} with it.` : '',
      `It changes on ${formatDateTime(waitsUntil)} at the earliest. You do not need to do anything if this looks right. To see or stop it:`,
      `${config.baseUrl}/councils/${council.slug}/people/${personId}/address`,
    ]);
  }
}

/** Tells whoever began it that it is over. */
export const tellItEnded = (tx: Tx, begunBy: number, name: string, what: string) =>
  tellIn(tx)(begunBy, `About the address of ${name}`, [what], { isOfOthers: true });

/** Tells the person at the address that stays. */
export const tellItStays = (tx: Tx, personId: number) =>
  tellIn(tx)(personId, 'Your address stays as it is', [
    'The change of your address that a colleague had begun for you was stopped.',
    `If you can no longer read mail here and get this in another way, ${whomToAsk}.`,
  ]);
