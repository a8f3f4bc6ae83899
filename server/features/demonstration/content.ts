import { understandUserNeeds } from './content/01-understand-user-needs.ts';
import { haveAMultidisciplinaryTeam } from './content/02-have-a-multidisciplinary-team.ts';
import { useAgileMethods } from './content/03-use-agile-methods.ts';
import { iterateAndImproveRegularly } from './content/04-iterate-and-improve-regularly.ts';
import { evaluateToolsAndSystems } from './content/05-evaluate-tools-and-systems.ts';
import { evaluateWhatUserData } from './content/06-evaluate-what-user-data.ts';
import { useOpenStandards } from './content/07-use-open-standards.ts';
import { testTheEndToEndService } from './content/08-test-the-end-to-end-service.ts';
import { makeAPlanForBeingOffline } from './content/09-make-a-plan-for-being-offline.ts';
import { makeSureUsersSucceedFirstTime } from './content/10-make-sure-users-succeed-first-time.ts';
import { makeTheUserExperienceConsistent } from './content/11-make-the-user-experience-consistent.ts';
import { encourageEveryoneToUseTheDigitalService } from './content/12-encourage-everyone-to-use-the-digital-service.ts';
import { identifyPerformanceIndicators } from './content/13-identify-performance-indicators.ts';
import { doOngoingUserResearch } from './content/14-do-ongoing-user-research.ts';
import { testWithSeniorManager } from './content/15-test-with-senior-manager.ts';
import { services } from './content/council-services.ts';
import { group } from './content/group.ts';
import { people } from './content/people.ts';
import type { DemonstrationPerson, DemonstrationTopic } from './shape.ts';

export type {
  DemonstrationPerson,
  DemonstrationReply,
  DemonstrationService,
  DemonstrationTopic,
  Workspace,
} from './shape.ts';

export const demonstrationPeople: DemonstrationPerson[] = people.map((person) => ({
  ...person,
  demonstration: true,
}));

export const demonstrationServices = services;

export const demonstrationTopics: DemonstrationTopic[] = [
  ...understandUserNeeds,
  ...haveAMultidisciplinaryTeam,
  ...useAgileMethods,
  ...iterateAndImproveRegularly,
  ...evaluateToolsAndSystems,
  ...evaluateWhatUserData,
  ...useOpenStandards,
  ...testTheEndToEndService,
  ...makeAPlanForBeingOffline,
  ...makeSureUsersSucceedFirstTime,
  ...makeTheUserExperienceConsistent,
  ...encourageEveryoneToUseTheDigitalService,
  ...identifyPerformanceIndicators,
  ...doOngoingUserResearch,
  ...testWithSeniorManager,
  ...group,
].map((topic) => ({ ...topic, demonstration: true }));
