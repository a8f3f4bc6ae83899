import type { Feature } from './feature.ts';
import type { AboutMail } from './letters.ts';

const kinds = new Map<string, AboutMail>();

/** Lets it be asked for what is known of each kind of mail; by all features, since whoever asks is one of them. */
export function registerMails(features: Pick<Feature, 'mails'>[]): void {
  for (const { mails = {} } of features)
    for (const [kind, about] of Object.entries(mails)) kinds.set(kind, about);
}

export const listMailKinds = () => [...kinds].map(([kind, about]) => ({ kind, ...about }));

/** Nothing where no mail is of that kind. */
export const findMailKind = (kind: string): AboutMail | undefined => kinds.get(kind);
