import type { IncomingHttpHeaders } from 'node:http';
import { actorOf } from '../caller/current-actor.js';

const MAX_RANGES = 20;

/** The language that a request asks for (RFC 9110 §12.5.4); French when it does not say. */
export function preferredLocale(acceptLanguage: string | undefined): 'fr' | 'en' {
  let best: { locale: 'fr' | 'en'; weight: number } = { locale: 'fr', weight: 0 };
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',', MAX_RANGES)) {
    const match = /^\s*(fr|en)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(range);
    const locale = match?.[1]?.toLowerCase();
    const weight = Number(match?.[2] ?? 1);
    if ((locale === 'fr' || locale === 'en') && weight > best.weight) best = { locale, weight };
  }
  return best.locale;
}

/** The person's own language, else the browser's. */
export const localeOf = (request: { readonly headers: IncomingHttpHeaders }): 'fr' | 'en' =>
  actorOf(request)?.locale ?? preferredLocale(request.headers['accept-language']);
