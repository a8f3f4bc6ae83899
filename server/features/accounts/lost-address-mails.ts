import { formatDateTime } from '../../platform/dates.ts';
import type { Letter } from '../../platform/letters.ts';
import { answerTo, moveOf } from './email-change-mails.ts';
import { whomToAsk } from './words.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'lost-address-old': true;
    'lost-address-new': true;
    'lost-address-taken': true;
    'lost-address-begun': true;
    'lost-address-over': true;
    'lost-address-stays': true;
  }
}

export interface LostAddress {
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
export const lostAddressWarned = (
  { to, council, move, actor, reason, waitsUntil }: LostAddress,
  token: string,
): Letter<'lost-address-old'> => ({
  kind: 'lost-address-old',
  subject: 'Your address is about to change',
  paragraphs: [
    `${whoBegan(actor, council)}, says that you can no longer read mail at this address, and is changing it to ${to}.`,
    `Reason: ${reason}`,
    moveOf({ move }),
    `If this is wrong, stop it on this page before ${formatDateTime(waitsUntil)}.`,
    { ...answerTo(token), button: 'See or stop the change' },
    'If it is right, you do not need to do anything with this mail. Say yes by the link that we sent to the new address.',
  ],
});

export const newAddressOfLostAsked = (
  { council, move, actor, waitsUntil }: LostAddress,
  token: string,
): Letter<'lost-address-new'> => ({
  kind: 'lost-address-new',
  subject: 'Confirm your new address',
  paragraphs: [
    `${whoBegan(actor, council)}, asked for this address to take the place of one that you can no longer read mail at.`,
    moveOf({ move }),
    'If this is you, say yes on this page.',
    answerTo(token),
    `The link works for 3 weeks. Your address changes on ${formatDateTime(waitsUntil)} at the earliest, and we write to you then.`,
    'Do not sign in with this address before: you would get a second account, and this one could not have the address.',
    'If this is not you, say no on that page.',
  ],
});

export const addressOfLostTaken = (): Letter<'lost-address-taken'> => ({
  kind: 'lost-address-taken',
  subject: 'This address has an account already',
  paragraphs: [
    'Somebody who looks after your council asked to use this address for another account on Standard Practice. It has an account already, so it cannot be used for a second one.',
    'If it was for you, and you want the older account back, sign in with this address, leave the group with your name taken off, and ask for it again.',
    { link: 'Leave the group', href: '/account/leaving' },
    'If it was not for you, you do not need to do anything. Nothing has changed.',
  ],
});

/** A second pair of eyes: an account goes to another mailbox on one colleague's word. */
export const changeOfLostBegun = (
  { name, council, move, actor, reason, waitsUntil }: LostAddress,
  personId: number,
): Letter<'lost-address-begun'> => ({
  kind: 'lost-address-begun',
  subject: `${actor.name} is changing the address of ${name}`,
  paragraphs: [
    `${actor.name} says that ${name} of ${council.name} can no longer read mail at their old address.`,
    `Reason: ${reason}`,
    move ? `They move to ${move.name} with it.` : '',
    `It changes on ${formatDateTime(waitsUntil)} at the earliest. You do not need to do anything if this looks right.`,
    { link: 'See or stop the change', href: `/councils/${council.slug}/people/${personId}/address` },
  ],
});

/** To whoever began it. */
export const changeOfLostOver = (name: string, what: string): Letter<'lost-address-over'> => ({
  kind: 'lost-address-over',
  subject: `About the address of ${name}`,
  paragraphs: [what],
});

/** To the person, at the address that stays. */
export const addressStays = (): Letter<'lost-address-stays'> => ({
  kind: 'lost-address-stays',
  subject: 'Your address stays as it is',
  paragraphs: [
    'The change of your address that a colleague had begun for you was stopped.',
    `If you can no longer read mail here and get this in another way, ${whomToAsk}.`,
  ],
});
