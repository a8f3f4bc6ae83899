import { stripTypeScriptTypes } from 'node:module';

/** Jest's transform: tests run the very code that production runs, with the types left out. */
export default {
  process: (source: string) => ({ code: stripTypeScriptTypes(source) }),
};
