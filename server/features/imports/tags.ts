import { tagsAtMost, tidyTag } from '../topics/forms.ts';

const shortest = 2;
const longest = 40;

/** At most six labels as tags; a label that does not fit as one is left out. */
export function tagsOf(labels: string[]): string[] {
  const tidy = labels.map((label) => tidyTag(withoutLinks(label).toLowerCase()));
  const fitting = tidy.filter((tag) => tag.length >= shortest && tag.length <= longest);
  return [...new Set(fitting)].slice(0, tagsAtMost);
}

/** "[HMRC](https://…)" is HMRC. */
const withoutLinks = (label: string) => label.slice(0, 500).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
