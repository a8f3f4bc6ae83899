import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';
import * as change from './email-change-mails.ts';
import * as lost from './lost-address-mails.ts';
import { whomToAsk } from './words.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'sign-in-link': true;
    'new-sign-in': true;
  }
}

export const signInLink = (token: string, minutesValid: number): Letter<'sign-in-link'> => ({
  kind: 'sign-in-link',
  subject: 'Sign in to Standard Practice',
  paragraphs: [
    'Use this link to sign in to Standard Practice.',
    { button: 'Sign in', href: `/sign-in/links/${token}` },
    `It works once, for ${minutesValid} minutes.`,
    'If you did not ask for it, you do not need to do anything.',
  ],
});

export const newSignIn = (facts: { when: string; browser: string; place: string; how: string }) =>
  ({
    kind: 'new-sign-in',
    subject: 'New sign-in to Standard Practice',
    paragraphs: [
      'Somebody signed in to Standard Practice as you, in a browser that you have not used for it before.',
      {
        list: [
          `When: ${facts.when}`,
          `Browser: ${facts.browser}`,
          `Place: ${facts.place}`,
          `How: with ${facts.how}`,
        ],
      },
      'If this was you, you do not need to do anything.',
      `If it was not, sign out everywhere on this page, and then ${whomToAsk}.`,
      { link: 'Where you are signed in', href: '/account/sessions' },
    ],
  }) satisfies Letter<'new-sign-in'>;

const under = 'Signing in and your account';
const day = new Date('2027-03-12T17:00:00Z');
const ownChange = { from: 'amina.rahman@camden.gov.uk', to: 'amina.rahman@hackney.gov.uk' };
const sampleChange: change.Change = { ...ownChange, move: { name: 'Hackney' } };
const sampleLost: lost.LostAddress = {
  from: 'a.rahman@camden.gov.uk',
  to: 'amina.rahman@camden.gov.uk',
  name: 'Amina Rahman',
  council: { id: 1, name: 'Camden', slug: 'camden' },
  move: null,
  actor: { id: 2, name: 'Grace Okafor', leads: [1] },
  reason: 'Our addresses have changed, and the old ones are closed',
  waitsUntil: day,
};

export const accountMails: Mails = {
  'sign-in-link': {
    title: 'Link to sign in',
    under,
    when: 'You, or somebody who typed your address, asked for a link to sign in.',
    sample: () => signInLink('EXAMPLE', 15),
  },
  'new-sign-in': {
    title: 'New sign-in',
    under,
    when: 'Somebody signs in as you in a browser that you have not used before.',
    sample: () =>
      newSignIn({
        when: '12 March 2027 at 9:14am',
        browser: 'Firefox on Windows',
        place: 'United Kingdom',
        how: 'a link sent by email',
      }),
  },
  'address-change-old': {
    title: 'Confirm that your address changes',
    under,
    when: 'You ask to change your email address. This one goes to the old address.',
    sample: () => change.oldAddressAsked(sampleChange, 'EXAMPLE'),
  },
  'address-change-new': {
    title: 'Confirm your new address',
    under,
    when: 'You ask to change your email address. This one goes to the new address.',
    sample: () => change.newAddressAsked(sampleChange, 'EXAMPLE'),
  },
  'address-taken': {
    title: 'This address has an account already',
    under,
    when: 'Somebody asks to use your address for another account.',
    sample: () => change.addressTaken(),
  },
  'address-changed': {
    title: 'Your email address has changed',
    under,
    when: 'Your email address has changed. It goes to the old and the new address.',
    sample: () => change.addressChanged(sampleChange),
  },
  'lost-address-old': {
    title: 'Your address is about to change',
    under,
    when: 'Your council lead or an administrator changes your address, because you can no longer read mail at it. This one goes to the old address.',
    sample: () => lost.lostAddressWarned(sampleLost, 'EXAMPLE'),
  },
  'lost-address-new': {
    title: 'Confirm your new address, asked for by a colleague',
    under,
    when: 'Your council lead or an administrator changes your address. This one goes to the new address.',
    sample: () => lost.newAddressOfLostAsked(sampleLost, 'EXAMPLE'),
  },
  'lost-address-taken': {
    title: 'This address has an account already, and a colleague asked for it',
    under,
    when: 'Your council lead or an administrator asks to use your address for another account.',
    sample: () => lost.addressOfLostTaken(),
  },
  'lost-address-stays': {
    title: 'Your address stays as it is',
    under,
    when: 'A change of your address that a colleague had begun is stopped.',
    sample: () => lost.addressStays(),
  },
  'lost-address-begun': {
    title: 'Somebody is changing the address of somebody else',
    under: 'Roles and access',
    when: 'You are an administrator, and a colleague changes the address of somebody who can no longer read mail.',
    sample: () => lost.changeOfLostBegun(sampleLost, 7),
  },
  'lost-address-over': {
    title: 'What became of the change of an address',
    under: 'Roles and access',
    when: 'A change of somebody’s address that you began is over.',
    sample: () => lost.changeOfLostOver('Amina Rahman', 'Amina Rahman now signs in with their new address.'),
  },
};
