import type { Random } from './random.ts';
import { gaps, sentences } from './words.ts';

/** A line with its {gaps} filled, beginning with a capital letter. */
export function fillGaps(line: string, { pick }: Random): string {
  const filled = line.replace(/\{(\w+)\}/g, (_, gap: string) => pick(gaps[gap] ?? []));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

const sentence = (random: Random) => fillGaps(random.pick(sentences), random);
const several = (count: number, make: () => string) => Array.from({ length: count }, make);

/** Markdown as people write it here: mostly paragraphs, now and then a list, a quotation, a link or code. */
export function writeBody(random: Random, paragraphs = random.between(1, 3)): string {
  const parts = several(paragraphs, () => several(random.between(2, 4), () => sentence(random)).join(' '));
  if (random.chance(0.25)) parts.push(several(3, () => `- ${sentence(random)}`).join('\n'));
  if (random.chance(0.15)) parts.unshift(`> ${sentence(random)}`);
  if (random.chance(0.15))
    parts.push('There is more in [our notes](https://example.org/notes), **please add yours**.');
  if (random.chance(0.05)) parts.push('```\nselect count(*) from requests where answered_at is null;\n```');
  return parts.join('\n\n');
}
