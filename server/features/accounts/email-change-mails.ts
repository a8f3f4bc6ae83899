import { config } from '../../config.ts';
import type { Tx } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { whomToAsk } from './words.ts';

interface Change {
  from: string;
  to: string;
  /** The council that they move to with it. */
  move: { name: string } | null;
}

export const linkOf = (token: string) => `${config.baseUrl}/account/email/confirmations/${token}`;

export const askOldAddress = (tx: Tx, change: Change, token: string) =>
  mailLater(tx, {
    to: change.from,
    subject: 'Confirm that your address changes',
    text: [
      `Somebody who is signed in as you asked to change your address on Standard Practice to ${change.to}.`,
      ...moveOf(change),
      'If it was you, say yes on this page. We ask the new address too.',
      linkOf(token),
      'The link works for 3 days.',
      'If it was not you, say no on that page. Then sign out everywhere on the page “Where you are signed in”, and ' +
        `${whomToAsk}.`,
    ].join('\n\n'),
  });

export const askNewAddress = (tx: Tx, change: Change, token: string) =>
  mailLater(tx, {
    to: change.to,
    subject: 'Confirm your new address',
    text: [
      'Somebody asked to use this address on Standard Practice, where the London councils’ peer group works on the Local Government Digital Service Standard.',
      ...moveOf(change),
      'If it was you, say yes on this page. We ask your old address too.',
      linkOf(token),
      'The link works for 3 days. If it was not you, you do not need to do anything.',
    ].join('\n\n'),
  });

export const sayItIsTaken = (tx: Tx, change: Change) =>
  mailLater(tx, {
    to: change.to,
    subject: 'This address has an account already',
    text: [
      'Somebody asked to use this address for another account on Standard Practice. It has an account already, so it cannot be used for a second one.',
      `If it was you and you have two accounts, use the one with this address, or ${whomToAsk}.`,
      'If it was not you, you do not need to do anything. Nothing has changed.',
    ].join('\n\n'),
  });

export async function sayItChanged(tx: Tx, change: Change): Promise<void> {
  const text = [
    `Your email address on Standard Practice is now ${change.to}. It was ${change.from}.`,
    ...(change.move ? [`You are now a member of ${change.move.name}.`] : []),
    'You have been signed out everywhere but where you confirmed it.',
    `If this was not you, ${whomToAsk} at once.`,
  ].join('\n\n');
  for (const to of [change.from, change.to]) {
    await mailLater(tx, { to, subject: 'Your email address has changed', text });
  }
}

export const moveOf = ({ move }: Pick<Change, 'move'>) =>
  move ? [`With the new address you move to ${move.name}. What you posted stays your old council’s.`] : [];
