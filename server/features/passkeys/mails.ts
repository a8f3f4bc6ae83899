import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'passkey-added': true;
    'passkey-removed': true;
    'passkeys-removed-by-others': true;
  }
}

const own = '/account/passkeys';

export const passkeyAdded = (name: string): Letter<'passkey-added'> => ({
  kind: 'passkey-added',
  subject: 'A passkey was added to your account',
  paragraphs: [
    `The passkey “${name}” can now sign in as you to Standard Practice.`,
    'If it was you who added it, you do not need to do anything.',
    'If it was not you, remove it and tell an administrator.',
    { link: 'Your passkeys', href: own },
  ],
});

export const passkeyRemoved = (name: string): Letter<'passkey-removed'> => ({
  kind: 'passkey-removed',
  subject: 'A passkey was removed from your account',
  paragraphs: [
    `The passkey “${name}” can no longer sign in as you to Standard Practice.`,
    'If it was you who removed it, you do not need to do anything. Your device may still offer the passkey: you can delete it there.',
    'If it was not you, look at your passkeys and tell an administrator.',
    { link: 'Your passkeys', href: own },
  ],
});

export const passkeysRemovedByOthers = (reason: string): Letter<'passkeys-removed-by-others'> => ({
  kind: 'passkeys-removed-by-others',
  subject: 'Your passkeys were removed',
  paragraphs: [
    'An administrator has removed all passkeys of yours from Standard Practice, and you are signed out everywhere.',
    `Their reason: ${reason}`,
    'You can still sign in by a link that is sent to this address, and then add a passkey.',
    { link: 'Sign in', href: '/sign-in' },
    'If you did not ask for this, tell a coordinator or your council lead.',
  ],
});

const under = 'Signing in and your account';

export const passkeyMails: Mails = {
  'passkey-added': {
    title: 'A passkey was added',
    under,
    when: 'A passkey is added to your account.',
    sample: () => passkeyAdded('Work laptop'),
  },
  'passkey-removed': {
    title: 'A passkey was removed',
    under,
    when: 'A passkey is removed from your account.',
    sample: () => passkeyRemoved('Old phone'),
  },
  'passkeys-removed-by-others': {
    title: 'Your passkeys were removed by an administrator',
    under,
    when: 'An administrator removes all your passkeys, for example when you have lost a device.',
    sample: () => passkeysRemovedByOthers('You told us that your laptop was stolen'),
  },
};
