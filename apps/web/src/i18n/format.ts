import { IntlMessageFormat, type FormatXMLElementFn } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import { catalogue, type MessageKey } from '../app/catalogue.js';
import { tagOf, type Locale } from './locale.js';

export type Values = Record<string, string | number | boolean | Date | null | undefined>;
export type RichValues = Record<string, Values[string] | ReactNode | FormatXMLElementFn<ReactNode>>;

const compiled = new Map<string, IntlMessageFormat>();

const messageOf = (locale: Locale, key: MessageKey): IntlMessageFormat => {
  const id = `${locale}:${key}`;
  const known = compiled.get(id);
  if (known) return known;
  const message = new IntlMessageFormat(catalogue[locale][key] ?? key, tagOf(locale));
  compiled.set(id, message);
  return message;
};

export const format = (locale: Locale, key: MessageKey, values?: Values): string =>
  String(messageOf(locale, key).format(values));

/** Like `format`, with React nodes for placeholders and `<tag>` functions. */
export const formatRich = (locale: Locale, key: MessageKey, values: RichValues): ReactNode => {
  const parts: unknown = messageOf(locale, key).format<ReactNode>(values as Record<string, ReactNode>);
  if (!Array.isArray(parts)) return parts as ReactNode;
  return parts.map((part: ReactNode, index) => createElement(Fragment, { key: index }, part));
};
