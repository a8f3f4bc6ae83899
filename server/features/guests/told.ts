import type { Told } from '../notices/tell-person.ts';

interface Decider {
  name: string;
  council: { name: string };
}

const nameOf = ({ name, council }: Decider) => `${name} at ${council.name}`;

export const guestPostApproved = (by: Decider, workspace: string): Told => ({
  subject: `What you sent to ${workspace} has been posted`,
  paragraphs: [
    `${nameOf(by)} has approved what you sent to the workspace ${workspace} in Standard Practice.`,
    'What you post there from now on appears at once.',
  ],
});

export const guestPostDeclined = (
  by: Decider,
  workspace: string,
  { id, reason }: { id: number; reason: string },
): Told => ({
  subject: `What you sent to ${workspace} was not posted`,
  paragraphs: [
    `${nameOf(by)} has declined what you sent to the workspace ${workspace} in Standard Practice.`,
    `The reason that was given: ${reason}`,
    'Your text is kept, so that you can change it and send it again.',
  ],
  href: `/account/waiting/${id}`,
});
