import { localeSchema, type Locale } from '@maroquin/contracts';

export type { Locale };
export const locales: readonly Locale[] = localeSchema.options;
/** The language tags handed to Intl and React Aria. */
export const tagOf = (locale: Locale): string => (locale === 'fr' ? 'fr-FR' : 'en-GB');

const KEY = 'maroquin.locale';

/** Before sign-in the choice lives on this computer; French unless the browser prefers English. */
export const initialLocale = (): Locale => {
  const stored = localeSchema.safeParse(localStorage.getItem(KEY));
  if (stored.success) return stored.data;
  return navigator.languages.find((tag) => /^(fr|en)\b/u.test(tag))?.startsWith('en') ? 'en' : 'fr';
};

export const rememberLocale = (locale: Locale): void => {
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
};
