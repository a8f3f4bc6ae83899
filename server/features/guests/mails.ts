import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'guest-access-ending': true;
    'guest-of-yours-ending': true;
    'guest-access-ended': true;
    'guest-last-day-changed': true;
  }
}

interface Decider {
  name: string;
  council: { name: string };
}

const nameOf = ({ name, council }: Decider) => `${name} at ${council.name}`;

export const guestAccessEnding = (workspace: string, lastDay: string): Letter<'guest-access-ending'> => ({
  kind: 'guest-access-ending',
  subject: `Your last day as a guest of ${workspace} is ${lastDay}`,
  paragraphs: [
    `You can take part in the workspace ${workspace} in Standard Practice until the end of ${lastDay}.`,
    'If you need longer, ask the coordinator who invited you.',
  ],
});

export const guestOfYoursEnding = (
  guest: string,
  workspace: { name: string; slug: string },
  lastDay: string,
): Letter<'guest-of-yours-ending'> => ({
  kind: 'guest-of-yours-ending',
  subject: `${guest} is a guest of ${workspace.name} until ${lastDay}`,
  paragraphs: [
    `You invited ${guest} as a guest of ${workspace.name}. Their access ends after ${lastDay}.`,
    'If they need longer, give them another last day.',
    { button: `Guests of ${workspace.name}`, href: `/workspaces/${workspace.slug}/guests` },
  ],
});

export const guestAccessEnded = (
  by: Decider,
  workspace: string,
  reason: string,
): Letter<'guest-access-ended'> => ({
  kind: 'guest-access-ended',
  subject: `You are no longer a guest of ${workspace}`,
  paragraphs: [
    `${nameOf(by)} has ended your access to the workspace ${workspace} in Standard Practice.`,
    `The reason that was given: ${reason}`,
    'What you posted there stays. If you think that this is wrong, ask the coordinator who invited you.',
  ],
});

export const guestLastDayChanged = (
  by: Decider,
  workspace: string,
  { lastDay, before, reason }: { lastDay: string; before: string; reason: string },
): Letter<'guest-last-day-changed'> => ({
  kind: 'guest-last-day-changed',
  subject: `You are a guest of ${workspace} until ${lastDay}`,
  paragraphs: [
    `${nameOf(by)} has changed your last day in the workspace ${workspace} in Standard Practice.`,
    `You can take part until the end of ${lastDay}. Before, it was ${before}.`,
    `The reason that was given: ${reason}`,
  ],
});

const under = 'Joining and being a guest';
const by = { name: 'Grace Okafor', council: { name: 'Camden' } };
const workspace = { name: 'Understand user needs', slug: 'understand-user-needs' };

export const guestMails: Mails = {
  'guest-access-ending': {
    title: 'Your last day as a guest is near',
    under,
    when: 'You are a guest, and your last day is a week away.',
    sample: () => guestAccessEnding(workspace.name, '31 March 2027'),
  },
  'guest-of-yours-ending': {
    title: 'The last day of a guest you invited is near',
    under,
    when: 'The last day of a guest whom you invited is a week away.',
    sample: () => guestOfYoursEnding('Tom Bright', workspace, '31 March 2027'),
  },
  'guest-access-ended': {
    title: 'You are no longer a guest',
    under,
    when: 'You are a guest, and a coordinator ends your access.',
    sample: () => guestAccessEnded(by, workspace.name, 'The project is over'),
  },
  'guest-last-day-changed': {
    title: 'You have another last day as a guest',
    under,
    when: 'You are a guest, and a coordinator changes your last day.',
    sample: () =>
      guestLastDayChanged(by, workspace.name, {
        lastDay: '30 June 2027',
        before: '31 March 2027',
        reason: 'The project takes longer',
      }),
  },
};
