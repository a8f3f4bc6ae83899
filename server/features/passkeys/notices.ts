import { config } from '../../config.ts';
import type { Tx } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';

const whereTheyAre = `${config.baseUrl}/account/passkeys`;

interface Owner {
  email: string;
}

export const tellOfAdding = (tx: Tx, { email }: Owner, name: string) =>
  mailLater(tx, {
    to: email,
    subject: 'A passkey was added to your account',
    text: [
      `The passkey “${name}” can now sign in as you to Standard Practice.`,
      `If it was not you who added it, remove it and tell an administrator: ${whereTheyAre}`,
      'If it was you, you do not need to do anything.',
    ].join('\n\n'),
  });

export const tellOfRemoval = (tx: Tx, { email }: Owner, name: string) =>
  mailLater(tx, {
    to: email,
    subject: 'A passkey was removed from your account',
    text: [
      `The passkey “${name}” can no longer sign in as you to Standard Practice.`,
      `If it was not you who removed it, look at your passkeys and tell an administrator: ${whereTheyAre}`,
      'If it was you, you do not need to do anything. Your device may still offer the passkey: you can delete it there.',
    ].join('\n\n'),
  });

export const tellOfRemovalByOthers = (tx: Tx, { email }: Owner, reason: string) =>
  mailLater(tx, {
    to: email,
    subject: 'Your passkeys were removed',
    text: [
      'An administrator has removed all passkeys of yours from Standard Practice, and you are signed out everywhere.',
      `Their reason: ${reason}`,
      `You can still sign in by a link that is sent to this address, and then add a passkey: ${config.baseUrl}/sign-in`,
      'If you did not ask for this, tell a coordinator or your council lead.',
    ].join('\n\n'),
  });
