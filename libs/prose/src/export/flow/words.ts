import type { Locale } from '@maroquin/contracts';
import type { CalloutKind } from '../../nodes/callout.node.js';

/** What files say of their own, in the language of the document. */
export const CALLOUT_WORDS: Readonly<Record<Locale, Readonly<Record<CalloutKind, string>>>> = {
  fr: { info: 'Information', warning: 'Attention' },
  en: { info: 'Information', warning: 'Warning' },
};
/** By which a table of contents that we wrote is known when the file comes back. */
export const CONTENTS_TAG = 'maroquin-contents';
export const CONTENTS_WORDS: Readonly<Record<Locale, string>> = {
  fr: 'Table des matières',
  en: 'Table of contents',
};
