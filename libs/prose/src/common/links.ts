const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
/** Browsers accept about this much; longer addresses are data, not links. */
const MAX_HREF_LENGTH = 2048;

/**
 * The address as it may be rendered in an `href`, or null when it may not be: only absolute http, https and mailto.
 * Control characters and spaces are refused rather than stripped, because browsers strip them (`java\tscript:`).
 */
export function safeHref(value: unknown): string | null {
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_HREF_LENGTH) return null;
  // eslint-disable-next-line no-control-regex -- these characters are exactly what must not pass
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/.test(value)) return null;
  const protocol = /^([a-z]+:)(?:\/\/[^/]|[^/])/i.exec(value)?.[1]?.toLowerCase();
  if (protocol === undefined || !SAFE_PROTOCOLS.has(protocol)) return null;
  if (protocol !== 'mailto:' && !/^https?:\/\/[^/]/i.test(value)) return null;
  return value;
}
