import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { MessageKey } from '../app/catalogue.js';
import { format, formatRich, type RichValues, type Values } from './format.js';
import { initialLocale, rememberLocale, tagOf, type Locale } from './locale.js';

export interface Translate {
  (key: MessageKey, values?: Values): string;
  /** With React nodes as values: `t.rich('x', { b: (text) => <b>{text}</b> })`. */
  rich(key: MessageKey, values: RichValues): ReactNode;
  readonly locale: Locale;
}

const LocaleContext = createContext<{ locale: Locale; setLocale: (locale: Locale) => void } | null>(null);

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setState] = useState(initialLocale);
  const setLocale = useCallback((next: Locale) => {
    rememberLocale(next);
    setState(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const value = useMemo(() => ({ locale, setLocale }), [locale, setLocale]);
  return (
    <LocaleContext value={value}>
      <I18nProvider locale={tagOf(locale)}>{children}</I18nProvider>
    </LocaleContext>
  );
}

/** The language now, and how to change it on this computer (`useSaveLocale` in identity also tells the server). */
export function useLocaleSwitch() {
  const value = use(LocaleContext);
  if (!value) throw new Error('LocaleProvider is missing');
  return value;
}

export function useT(): Translate {
  const { locale } = useLocaleSwitch();
  return useMemo(
    () =>
      Object.assign((key: MessageKey, values?: Values) => format(locale, key, values), {
        rich: (key: MessageKey, values: RichValues) => formatRich(locale, key, values),
        locale,
      }),
    [locale],
  );
}
