import { understandUserNeeds } from './content/01-understand-user-needs.ts';
import { haveAMultidisciplinaryTeam } from './content/02-have-a-multidisciplinary-team.ts';
import { useAgileMethods } from './content/03-use-agile-methods.ts';
import { iterateAndImproveRegularly } from './content/04-iterate-and-improve-regularly.ts';
import { evaluateToolsAndSystems } from './content/05-evaluate-tools-and-systems.ts';
import { people } from './content/people.ts';
import type { DemonstrationPerson, DemonstrationTopic } from './shape.ts';

export type { DemonstrationPerson, DemonstrationReply, DemonstrationTopic, Workspace } from './shape.ts';

export const demonstrationPeople: DemonstrationPerson[] = people.map((person) => ({
  ...person,
  demonstration: true,
}));

export const demonstrationTopics: DemonstrationTopic[] = [
  ...understandUserNeeds,
  ...haveAMultidisciplinaryTeam,
  ...useAgileMethods,
  ...iterateAndImproveRegularly,
  ...evaluateToolsAndSystems,
].map((topic) => ({ ...topic, demonstration: true }));
