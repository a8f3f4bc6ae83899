import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';
import { whomToAsk } from '../accounts/words.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    dormant: true;
    'colleague-dormant': true;
    'marked-as-left': true;
    'you-left': true;
    'let-back': true;
  }
}

/** Something that somebody looks after: a link where it has a page. */
export type OwnedLine = string | { link: string; href: string };

export const lineOf = ({ id, title }: { id: number; title: string }): OwnedLine => ({
  link: title,
  href: `/topics/${id}`,
});

export const dormant = (): Letter<'dormant'> => ({
  kind: 'dormant',
  subject: 'You have been signed out of Standard Practice',
  paragraphs: [
    'We asked you to confirm that this is still your address, and have not heard from you for 14 days. So we have signed you out.',
    'If it is, you can come back at any time. To do so, ask for a sign-in link.',
    { button: 'Ask for a sign-in link', href: '/sign-in' },
  ],
});

export const colleagueDormant = (
  name: string,
  council: { name: string; slug: string } | undefined,
  { reason, owned }: { reason: string; owned: OwnedLine[] },
): Letter<'colleague-dormant'> => ({
  kind: 'colleague-dormant',
  subject: `${name} has not confirmed their address`,
  paragraphs: [
    `${name}${council ? ` of ${council.name}` : ''} cannot use Standard Practice until they confirm their email address.`,
    `Reason: ${reason}.`,
    ...(owned.length > 0
      ? ['They look after:', { list: owned }]
      : ['They look after nothing that somebody else has to take on.']),
    owned.length > 0 && council
      ? { button: 'Hand it on to a colleague', href: `/councils/${council.slug}/handing-on` }
      : '',
  ],
});

export const markedAsLeft = (by: string, council: string, reason: string): Letter<'marked-as-left'> => ({
  kind: 'marked-as-left',
  subject: 'You have been marked as having left',
  paragraphs: [
    `${by} has marked you as having left ${council}, and so as having left Standard Practice. You can no longer sign in.`,
    `Reason: ${reason}`,
    'What you posted stays, with your name.',
    `If this is wrong, or you would like your name to be taken off what you posted, ${whomToAsk}.`,
  ],
});

export const youLeft = ({ withoutName }: { withoutName: boolean }): Letter<'you-left'> => ({
  kind: 'you-left',
  subject: 'You have left Standard Practice',
  paragraphs: [
    'You have left, and are signed out everywhere.',
    withoutName
      ? 'Your name, and all that we kept about you, is gone. What you posted stays, as by a former member.'
      : 'What you posted stays, with your name.',
    withoutName ? '' : `To have your name taken off it, or to come back, ${whomToAsk}.`,
  ],
});

export const letBackIn = (by: string, reason: string): Letter<'let-back'> => ({
  kind: 'let-back',
  subject: 'You can sign in to Standard Practice again',
  paragraphs: [
    `${by} has let you back in. Sign in by a link to this address, as you did the first time.`,
    `Reason: ${reason}`,
    'Roles that you held have ended. Whoever gave them to you can do so again.',
    { button: 'Ask for a sign-in link', href: '/sign-in' },
  ],
});

const under = 'Signing in and your account';
const owned = [{ link: 'Letters that people understand', href: '/topics/7' }, 'the service Missed bins'];

export const leavingMails: Mails = {
  dormant: {
    title: 'You have been signed out',
    under,
    when: 'You were asked to confirm your address and did not within 14 days.',
    sample: dormant,
  },
  'marked-as-left': {
    title: 'You have been marked as having left',
    under,
    when: 'Your council lead marks you as having left.',
    sample: () => markedAsLeft('Grace Okafor', 'Camden', 'Your contract has ended'),
  },
  'you-left': {
    title: 'You have left',
    under,
    when: 'You leave Standard Practice.',
    sample: () => youLeft({ withoutName: false }),
  },
  'let-back': {
    title: 'You can sign in again',
    under,
    when: 'You had left, and an administrator lets you back in.',
    sample: () => letBackIn('Grace Okafor', 'You have come back to Camden'),
  },
  'colleague-dormant': {
    title: 'A colleague has not confirmed their address',
    under: 'Roles and access',
    when: 'You are a council lead or an administrator, and somebody you look after can no longer be reached.',
    sample: () =>
      colleagueDormant(
        'Tom Bright',
        { name: 'Camden', slug: 'camden' },
        { reason: 'Mail to the address came back', owned },
      ),
  },
};
