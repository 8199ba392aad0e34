import { IntlMessageFormat, type FormatXMLElementFn } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import { tagOf, type Locale } from './locale.js';

export type Values = Record<string, string | number | boolean | Date | null | undefined>;
export type RichValues = Record<string, Values[string] | ReactNode | FormatXMLElementFn<ReactNode>>;

const compiled = new Map<string, IntlMessageFormat>();

const compile = (locale: Locale, message: string): IntlMessageFormat => {
  const id = `${locale}:${message}`;
  const known = compiled.get(id);
  if (known) return known;
  const made = new IntlMessageFormat(message, tagOf(locale));
  compiled.set(id, made);
  return made;
};

/** @param message in ICU MessageFormat */
export const format = (locale: Locale, message: string, values?: Values): string =>
  String(compile(locale, message).format(values));

/** Like `format`, with React nodes for placeholders and `<tag>` functions. */
export const formatRich = (locale: Locale, message: string, values: RichValues): ReactNode => {
  const parts: unknown = compile(locale, message).format<ReactNode>(values as Record<string, ReactNode>);
  if (!Array.isArray(parts)) return parts as ReactNode;
  return parts.map((part: ReactNode, index) => createElement(Fragment, { key: index }, part));
};
