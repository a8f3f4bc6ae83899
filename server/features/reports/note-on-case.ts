import { and, eq } from 'drizzle-orm';
import { formKey } from '../../platform/forms.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { withCase } from './hold-case.ts';
import { recordAct } from './record-act.ts';
import { caseActs } from './tables.ts';

/** Adds a note for the other coordinators; sent twice, it is one. */
export const noteOnCase = (viewer: Viewer, id: number, { note, formId }: { note: string; formId: string }) =>
  withCase(viewer, id, {}, async (tx, { member }) => {
    const key = formKey(formId, member.id, note);
    const isIt = and(eq(caseActs.caseId, id), eq(caseActs.formKey, key));
    if ((await tx.$count(caseActs, isIt)) > 0) return;
    await recordAct(tx, id, { kind: 'note', actorId: member.id, words: note, formKey: key });
  });
