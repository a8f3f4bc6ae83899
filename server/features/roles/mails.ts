import { config } from '../../config.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';
import type { Role } from './policy.ts';
import { inWords, mayDo } from './words.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'role-given': true;
    'role-handed-over': true;
    'role-of-other-handed-over': true;
    'deputy-named': true;
    'role-taken': true;
    'role-of-other-taken': true;
    'standing-in-over': true;
    'deputy-over': true;
    suspended: true;
    'suspension-over': true;
  }
}

const howRolesAreUsed = [
  'Roles are used with a passkey. If you have none yet, you are asked to add one.',
  { link: 'Your roles', href: '/account/roles' },
];

interface Given {
  /** Who did it. */
  by: string;
  reason: string;
  /** As a sentence has it: "an assessor". */
  role: string;
}

export const roleGiven = (
  { by, reason }: Omit<Given, 'role'>,
  given: string[],
  roles: Role['role'][],
): Letter<'role-given'> => ({
  kind: 'role-given',
  subject: `You are now ${inWords(given)}`,
  paragraphs: [
    `${by} has made you ${inWords(given)}.`,
    `Reason: ${reason}`,
    ...new Set(roles.map((role) => mayDo[role])),
    ...howRolesAreUsed,
  ],
});

export const roleHandedOver = (
  { by, reason, role }: Given,
  kindOfRole: Role['role'],
): Letter<'role-handed-over'> => ({
  kind: 'role-handed-over',
  subject: `You are now ${role}`,
  paragraphs: [
    `${by} has handed over to you: you are now ${role}.`,
    `Reason: ${reason}`,
    mayDo[kindOfRole],
    ...howRolesAreUsed,
  ],
});

export const roleOfOtherHandedOver = (
  { by, reason, role }: Given,
  to: string,
): Letter<'role-of-other-handed-over'> => ({
  kind: 'role-of-other-handed-over',
  subject: `${to} is now ${role}`,
  paragraphs: [
    `${by} has handed over to ${to}, who is now ${role}.`,
    `Reason: ${reason}`,
    'You are told because the role was yours to give.',
  ],
});

export const deputyNamed = (
  { by, reason, role }: Given,
  kindOfRole: Role['role'],
  endsAt: Date,
): Letter<'deputy-named'> => ({
  kind: 'deputy-named',
  subject: `You are now ${role}`,
  paragraphs: [
    `${by} has named you ${role} until ${formatLastDay(endsAt)}.`,
    `Reason: ${reason}`,
    mayDo[kindOfRole],
    ...howRolesAreUsed,
  ],
});

export const roleTaken = ({ by, reason, role }: Given): Letter<'role-taken'> => ({
  kind: 'role-taken',
  subject: `You are no longer ${role}`,
  paragraphs: [
    `${by} has taken this role away from you: you are no longer ${role}.`,
    `Reason: ${reason}`,
    'What you posted stays as it is. If you think this is wrong, ask an administrator.',
  ],
});

export const roleOfOtherTaken = (
  { by, reason, role }: Given,
  holder: string,
  { isOwn }: { isOwn: boolean },
): Letter<'role-of-other-taken'> => ({
  kind: 'role-of-other-taken',
  subject: `${holder} is no longer ${role}`,
  paragraphs: [
    isOwn ? `${holder} has given up being ${role}.` : `${by} has taken this role away from ${holder}.`,
    `Reason: ${reason}`,
    'You are told because you gave them this role.',
  ],
});

/** To whoever stood in. `why` is a sentence. */
export const standingInOver = (role: string, why: string): Letter<'standing-in-over'> => ({
  kind: 'standing-in-over',
  subject: `You are no longer ${role}`,
  paragraphs: [why, 'You do not need to do anything. Thank you for what you did.'],
});

/** To whoever was stood in for. */
export const deputyOver = (deputy: string, role: string, lastDay: string): Letter<'deputy-over'> => ({
  kind: 'deputy-over',
  subject: `${deputy} no longer stands in for you`,
  paragraphs: [
    `${deputy} was ${role} until ${lastDay}. That day has passed.`,
    'You can name a deputy again at any time.',
  ],
});

export const suspended = (
  until: string,
  reason: string,
  { wasAdministrator }: { wasAdministrator: boolean },
): Letter<'suspended'> => ({
  kind: 'suspended',
  subject: 'You are suspended from Standard Practice',
  paragraphs: [
    `You cannot sign in to Standard Practice ${until}.`,
    `Reason: ${reason}`,
    wasAdministrator ? 'You are no longer an administrator.' : '',
    'What you posted stays as it is.',
    `If you think this is wrong, you can appeal: ${howToAppeal}. Where there is another administrator than the one who suspended you, they decide.`,
  ],
});

const howToAppeal = config.CONTACT_EMAIL
  ? `write to ${config.CONTACT_EMAIL}, and say why`
  : 'ask any coordinator or administrator you know';

/** Without a reason its day has come; with one it was lifted. */
export const suspensionOver = (reason?: string): Letter<'suspension-over'> => ({
  kind: 'suspension-over',
  subject: reason ? 'Your suspension has been lifted' : 'Your suspension has ended',
  paragraphs: [
    'You can sign in to Standard Practice again.',
    reason ? `Reason: ${reason}` : '',
    { button: 'Sign in', href: '/sign-in' },
  ],
});

const under = 'Roles and access';
const example = { by: 'Grace Okafor', reason: 'You know this requirement best' };
const coordinator = 'coordinator of Understand user needs';

export const roleMails: Mails = {
  'role-given': {
    title: 'You have a role',
    under,
    when: 'Somebody gives you a role, such as coordinator of a workspace.',
    sample: () => roleGiven(example, [coordinator], ['coordinator']),
  },
  'role-handed-over': {
    title: 'A role was handed over to you',
    under,
    when: 'Somebody hands their role over to you.',
    sample: () => roleHandedOver({ ...example, role: coordinator }, 'coordinator'),
  },
  'role-of-other-handed-over': {
    title: 'A role that you gave was handed over',
    under,
    when: 'Somebody hands over a role that you had given them.',
    sample: () => roleOfOtherHandedOver({ ...example, role: coordinator }, 'Amina Rahman'),
  },
  'deputy-named': {
    title: 'You are a deputy',
    under,
    when: 'Somebody names you as their deputy.',
    sample: () =>
      deputyNamed(
        { ...example, role: `deputy ${coordinator}` },
        'coordinator',
        new Date('2027-04-01T00:00:00+01:00'),
      ),
  },
  'role-taken': {
    title: 'You no longer have a role',
    under,
    when: 'Somebody takes a role away from you.',
    sample: () => roleTaken({ ...example, reason: 'You have another job now', role: coordinator }),
  },
  'role-of-other-taken': {
    title: 'A role that you gave has ended',
    under,
    when: 'Somebody whom you gave a role no longer has it.',
    sample: () =>
      roleOfOtherTaken({ ...example, reason: 'Less time', role: coordinator }, 'Amina Rahman', {
        isOwn: true,
      }),
  },
  'standing-in-over': {
    title: 'You are no longer a deputy',
    under,
    when: 'Your time as a deputy, or the role that you stood in for, is over.',
    sample: () =>
      standingInOver(
        `deputy ${coordinator}`,
        `You were deputy ${coordinator} until 31 March 2027. That day has passed.`,
      ),
  },
  'deputy-over': {
    title: 'Your deputy no longer stands in for you',
    under,
    when: 'The last day of your deputy has passed.',
    sample: () => deputyOver('Amina Rahman', `deputy ${coordinator}`, '31 March 2027'),
  },
  suspended: {
    title: 'You are suspended',
    under,
    when: 'An administrator suspends you.',
    sample: () =>
      suspended('until 31 March 2027', 'You posted somebody’s password twice', { wasAdministrator: false }),
  },
  'suspension-over': {
    title: 'Your suspension is over',
    under,
    when: 'Your suspension has ended, or has been lifted.',
    sample: () => suspensionOver('A mistake: the account was not yours'),
  },
};
