import type { Letter } from '../../platform/letters.ts';
import { whomToAsk } from './words.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'address-change-old': true;
    'address-change-new': true;
    'address-taken': true;
    'address-changed': true;
  }
}

export interface Change {
  from: string;
  to: string;
  /** The council that they move to with it. */
  move: { name: string } | null;
}

/** Where an address says yes or no to a change. */
export const answerTo = (token: string) => ({
  button: 'Say yes or no',
  href: `/account/email/confirmations/${token}`,
});

export const oldAddressAsked = (change: Change, token: string): Letter<'address-change-old'> => ({
  kind: 'address-change-old',
  subject: 'Confirm that your address changes',
  paragraphs: [
    `Somebody who is signed in as you asked to change your address on Standard Practice to ${change.to}.`,
    moveOf(change),
    'If it was you, say yes on this page. We ask the new address too.',
    answerTo(token),
    'The link works for 3 days.',
    'If it was not you, say no on that page. Then sign out everywhere on the page “Where you are signed in”, and ' +
      `${whomToAsk}.`,
  ],
});

export const newAddressAsked = (change: Change, token: string): Letter<'address-change-new'> => ({
  kind: 'address-change-new',
  subject: 'Confirm your new address',
  paragraphs: [
    'Somebody asked to use this address on Standard Practice, where the London councils’ peer group works on the Local Government Digital Service Standard.',
    moveOf(change),
    'If it was you, say yes on this page. We ask your old address too.',
    answerTo(token),
    'The link works for 3 days. If it was not you, you do not need to do anything.',
  ],
});

export const addressTaken = (): Letter<'address-taken'> => ({
  kind: 'address-taken',
  subject: 'This address has an account already',
  paragraphs: [
    'Somebody asked to use this address for another account on Standard Practice. It has an account already, so it cannot be used for a second one.',
    `If it was you and you have two accounts, use the one with this address, or ${whomToAsk}.`,
    'If it was not you, you do not need to do anything. Nothing has changed.',
  ],
});

export const addressChanged = (change: Change): Letter<'address-changed'> => ({
  kind: 'address-changed',
  subject: 'Your email address has changed',
  paragraphs: [
    `Your email address on Standard Practice is now ${change.to}. It was ${change.from}.`,
    change.move ? `You are now a member of ${change.move.name}.` : '',
    'You have been signed out everywhere but where you confirmed it.',
    `If this was not you, ${whomToAsk} at once.`,
  ],
});

export const moveOf = ({ move }: Pick<Change, 'move'>) =>
  move ? `With the new address you move to ${move.name}. What you posted stays your old council’s.` : '';
