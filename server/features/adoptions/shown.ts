import { monthInWords, stages, workedWords } from './forms.ts';
import type { Adoption } from './queries.ts';

/** A record as pages show it. */
export const shownAdoption = <A extends Omit<Adoption, 'council'>>(adoption: A) => ({
  ...adoption,
  stageLabel: stages[adoption.stage],
  sinceInWords: monthInWords(adoption.since),
  workedWords: adoption.worked ? workedWords[adoption.worked] : '',
});
