import type { Told } from '../notices/tell-person.ts';
import { type ActName, actOf, didWords, isActName, type Target } from './acts.ts';

interface Moderated {
  id: number;
  name: ActName;
  target: Target;
  reason: string;
  note: string;
  rule?: { title: string };
}

/** Whoever wrote it hears what was done and why, and what they can do; the post itself they may not see any more. */
export const postWasModerated = ({ id, name, target, reason, note, rule }: Moderated): Told => ({
  subject: `A coordinator ${actOf(name).told} your ${nounOf(target)} in ${target.topic.workspace.name}`,
  paragraphs: [
    `The reason: ${reason}`,
    rule ? `The rule: ${rule.title}` : '',
    note,
    actOf(name).mend ?? '',
    { link: 'What was done, and what you can do', href: addressOfAct(id) },
  ],
  href: addressOfAct(id),
});

export const actWasUndone = ({ id, act, target }: { id: number; act: string; target: Target }): Told => ({
  subject: `What a coordinator did to your ${nounOf(target)} in ${target.topic.workspace.name} was undone`,
  paragraphs: [
    `${isActName(act) ? `A coordinator had ${actOf(act).told} it` : didWords(act)}. It is as it was before.`,
    { link: 'What was done', href: addressOfAct(id) },
  ],
  href: addressOfAct(id),
});

export const addressOfAct = (id: number) => `/moderation/acts/${id}`;
export const nounOf = ({ topic, reply }: Target): string => (reply ? 'reply' : topic.kind);
