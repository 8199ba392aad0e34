export { useT, useLocaleSwitch, LocaleProvider, type Translate } from './provider.js';
export { useDates, formatSize, type Dates } from './dates.js';
export { dayPattern, readDay, readTime, TIME_PATTERN, writeDay } from './typed-times.js';
export { typed, typingRules } from './french-typing.js';
export { locales, tagOf, type Locale } from './locale.js';
export type { Catalogue, MessageKey, Messages } from './messages.js';
