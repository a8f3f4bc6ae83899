import { addressOfAct } from '../moderation/told.ts';
import type { Told } from '../notices/tell-person.ts';
import type { AppealDecision } from './tables.ts';

/** Those who decide hear of an appeal. */
export const appealWasMade = ({ id, workspace }: { id: number; workspace: { name: string } }): Told => ({
  subject: `Somebody appeals against what a coordinator did in ${workspace.name}`,
  paragraphs: [
    'Decide about it, if you were not the one who acted.',
    { link: 'The appeal', href: addressOfAppeal(id) },
  ],
  href: addressOfAppeal(id),
});

interface Decided {
  actId: number;
  decision: AppealDecision;
  reason: string;
  workspace: { name: string };
  /** Whether what was done is as it was before. */
  isMadeGood: boolean;
}

/** Whoever appealed hears what came of it, and why. */
export const appealWasDecided = ({ actId, decision, reason, workspace, isMadeGood }: Decided): Told => ({
  subject: `Your appeal in ${workspace.name} was ${decision}`,
  paragraphs: [
    decision === 'upheld'
      ? `You were right. ${isMadeGood ? 'What a coordinator did is made good.' : 'What a coordinator did cannot be made good by itself: whoever decided sees to it. Ask the coordinators of the workspace if nothing happens.'}`
      : 'What a coordinator did stands. This decision is the last one.',
    `The reason: ${reason}`,
    { link: 'What was done', href: addressOfAct(actId) },
  ],
  href: addressOfAct(actId),
});

/** So does the coordinator whose act it was about. */
export const appealAgainstYours = ({
  id,
  decision,
  reason,
  workspace,
}: Omit<Decided, 'actId' | 'isMadeGood'> & { id: number }): Told => ({
  subject: `An appeal against what you did in ${workspace.name} was ${decision}`,
  paragraphs: [`The reason: ${reason}`, { link: 'The appeal', href: addressOfAppeal(id) }],
  href: addressOfAppeal(id),
});

export const addressOfAppeal = (id: number) => `/moderation/appeals/${id}`;
