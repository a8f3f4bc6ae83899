import type { EventName } from './events.ts';
import type { Feature } from './feature.ts';
import type { JobTasks } from './jobs.ts';

type Reacting = Pick<Feature, 'name' | 'reactions'>;

const tasks = new Map<EventName, string[]>();

/** Has everything that happens from now on lead to what these features do about it, whoever runs the jobs. */
export function connectReactions(features: Reacting[]): void {
  for (const { name, reactions = {} } of features)
    for (const event of Object.keys(reactions) as EventName[]) {
      const known = tasks.get(event) ?? [];
      const task = taskOf(name, event);
      if (!known.includes(task)) tasks.set(event, [...known, task]);
    }
}

/** What is to be done about an event, by its names in graphile-worker. */
export const reactionsTo = (event: EventName): string[] => tasks.get(event) ?? [];

/** How it is done. */
export const reactionTasksOf = ({ name, reactions = {} }: Reacting): JobTasks =>
  Object.fromEntries(
    Object.entries(reactions).map(([event, react]) => [taskOf(name, event as EventName), react]),
  );

const taskOf = (feature: string, event: EventName) => `${feature}/after-${event}`;
