/**
 * Tables of what happened and what held: rows are added to them, and never changed or taken away. The role that the product
 * runs as may do no more, nor say which number a row gets (app-role.ts), and a trigger, `refuse_change`, keeps others from it by mistake.
 */
export const appendOnly = ['access_log', 'moderation_log', 'rule_set_versions', 'rule_texts'];
