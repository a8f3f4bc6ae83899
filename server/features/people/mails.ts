import { formatDate } from '../../platform/dates.ts';
import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'address-proof': true;
  }
}

interface Asked {
  /** None for a guest. */
  council: string | null;
}

interface Asking {
  token: string;
  until: Date;
  /** Whether we asked by ourselves; otherwise they asked for the link. */
  wasAsked: boolean;
  isReminder: boolean;
}

export const addressProofAsked = (
  person: Asked,
  { token, until, wasAsked, isReminder }: Asking,
): Letter<'address-proof'> => ({
  kind: 'address-proof',
  subject: isReminder ? `Last reminder: ${question(person)}` : question(person),
  paragraphs: [
    'Every six months we ask everybody in Standard Practice to show that they still hold their address, so that access ends when a job does.',
    `If you ${person.council ? `are still at ${person.council}` : 'still hold this address'}, open this page and choose “${stillHere(person)}”.`,
    { button: 'Confirm your address', href: `/address-proofs/${token}` },
    ...(wasAsked
      ? [
          `Do this before ${formatDate(until)}. After that you are signed out of Standard Practice, and what you look after there is listed for your colleagues to hand on. To come back later, sign in by a link to this address.`,
          'If it is no longer your address, you do not need to do anything.',
        ]
      : ['The link works for a day.']),
  ],
});

const question = ({ council }: Asked) =>
  council ? `Are you still at ${council}?` : 'Do you still hold this address?';

/** What the button says. */
export const stillHere = ({ council }: Asked) =>
  council ? `I am still at ${council}` : 'I still hold this address';

export const peopleMails: Mails = {
  'address-proof': {
    title: 'Is this still your address?',
    under: 'Signing in and your account',
    when: 'You have not shown for six months that you still hold your address, or ask for a link to show it.',
    sample: () =>
      addressProofAsked(
        { council: 'Camden' },
        { token: 'EXAMPLE', until: new Date('2027-03-26T12:00:00Z'), wasAsked: true, isReminder: false },
      ),
  },
};
