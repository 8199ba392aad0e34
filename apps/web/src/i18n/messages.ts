import type { Locale } from './locale.js';

/**
 * Every message of the client. The composition (`app/catalogue.ts`) declares the keys by merging into this interface,
 * so that a wrong key does not compile although this floor knows no feature.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Messages {}

export type MessageKey = keyof Messages;
export type Catalogue = Readonly<Record<Locale, Messages>>;
