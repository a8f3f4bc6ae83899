import { parseArgs } from 'node:util';
import { runBench } from './run.ts';
import { full, quick } from './sizes.ts';
import { describe } from './table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    import: { type: 'string' },
  },
});

const figures = await runBench(values.quick ? quick : full, {
  importFile: values.import,
  say: (what) => console.error(`${what} …`),
});
console.log(`\n${describe(figures)}`);
if (values.json) console.log(JSON.stringify(figures));
