import { notFound } from '../../platform/errors.ts';
import type { Announcement, Feature } from '../../platform/feature.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { findCaseFor, stateOfQueue } from './case-queries.ts';

/** The room of the page of all queues: there is one, and each is told of what happens where they coordinate. */
export const allQueues = 'queues:1';

export const rooms: Feature['rooms'] = {
  queue: async (viewer, workspaceId) => {
    memberWith(viewer, coordinates(workspaceId));
    return { seq: await stateOfQueue([workspaceId]) };
  },
  queues: async (viewer, id) => {
    const member = memberWith(viewer, (powers) => powers.isCoordinator);
    if (id !== 1) throw notFound();
    const of = member.coordinates;
    const audiences = of === 'all' ? ['all'] : of.map((workspaceId) => `in ${workspaceId}`);
    return { seq: await stateOfQueue(of), audiences };
  },
  case: async (viewer, id) => ({ seq: (await findCaseFor(viewer, id)).found.actCount }),
};

/** What a queue shows is not the same for all who see it, so each page asks for its own. */
const change = async () => ({ patches: [], afresh: true });

/** The pages of the queues that a workspace is in. */
export const inQueues = (workspaceId: number): Announcement[] => [
  { room: `queue:${workspaceId}`, change },
  { room: allQueues, to: ['all', `in ${workspaceId}`], change },
];

export const announcements: Feature['announcements'] = {
  'case-changed': ({ workspaceId, caseId }) => [...inQueues(workspaceId), { room: `case:${caseId}`, change }],
  'waiting-posts-changed': ({ workspaceId }) => inQueues(workspaceId),
};
