import type { Told } from '../notices/tell-person.ts';

interface Decider {
  name: string;
  council: { name: string };
}

const nameOf = ({ name, council }: Decider) => `${name} at ${council.name}`;

export const postApproved = (by: Decider, workspace: string, { isFirst }: { isFirst: boolean }): Told => ({
  subject: `What you sent to ${workspace} has been posted`,
  paragraphs: [
    `${nameOf(by)} has approved what you sent to the workspace ${workspace} in Standard Practice.`,
    isFirst ? 'What you post there from now on appears at once.' : '',
  ],
});

/** It is undone within minutes: what was posted is hidden meanwhile. */
export const decisionWasUndone = (
  workspace: string,
  { id, wasApproved }: { id: number; wasApproved: boolean },
): Told => ({
  subject: `What you sent to ${workspace} waits again`,
  paragraphs: [
    `A coordinator had ${wasApproved ? 'approved' : 'declined'} what you sent to the workspace ${workspace} in Standard Practice, and has taken that back.`,
    wasApproved ? 'Nobody else can read it until a coordinator has decided again.' : '',
  ],
  href: `/account/waiting/${id}`,
});

export const postDeclined = (
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
