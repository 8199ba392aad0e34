import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { format, formatRich, type RichValues, type Values } from './format.js';
import { initialLocale, rememberLocale, tagOf, type Locale } from './locale.js';
import type { Catalogue, MessageKey } from './messages.js';

export interface Translate {
  (key: MessageKey, values?: Values): string;
  /** With React nodes as values: `t.rich('x', { b: (text) => <b>{text}</b> })`. */
  rich(key: MessageKey, values: RichValues): ReactNode;
  readonly locale: Locale;
}

interface LocaleValue {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly catalogue: Catalogue;
  /** IANA name; undefined: that of this computer. */
  readonly timeZone: string | undefined;
}
const LocaleContext = createContext<LocaleValue | null>(null);

interface LocaleProviderProps {
  catalogue: Catalogue;
  timeZone?: string;
  children: ReactNode;
}
export function LocaleProvider({ catalogue, timeZone, children }: LocaleProviderProps) {
  const [locale, setState] = useState(initialLocale);
  const setLocale = useCallback((next: Locale) => {
    rememberLocale(next);
    setState(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const value = useMemo(
    () => ({ locale, setLocale, catalogue, timeZone }),
    [locale, setLocale, catalogue, timeZone],
  );
  return (
    <LocaleContext value={value}>
      <I18nProvider locale={tagOf(locale)}>{children}</I18nProvider>
    </LocaleContext>
  );
}

function useLocaleValue(): LocaleValue {
  const value = use(LocaleContext);
  if (!value) throw new Error('LocaleProvider is missing');
  return value;
}

/** The language now, and how to change it on this computer (`useSaveLocale` in identity also saves it on the server). */
export function useLocaleSwitch(): Pick<LocaleValue, 'locale' | 'setLocale'> {
  return useLocaleValue();
}

export const useTimeZone = (): string | undefined => useLocaleValue().timeZone;

export function useT(): Translate {
  const { locale, catalogue } = useLocaleValue();
  return useMemo(() => {
    // A key that a newer page knows and this one does not is shown as it is.
    const messageOf = (key: MessageKey): string => catalogue[locale][key] ?? key;
    return Object.assign((key: MessageKey, values?: Values) => format(locale, messageOf(key), values), {
      rich: (key: MessageKey, values: RichValues) => formatRich(locale, messageOf(key), values),
      locale,
    });
  }, [locale, catalogue]);
}
