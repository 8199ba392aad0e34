/** A spreadsheet takes what begins like this for a formula (CWE-1236); an apostrophe before it makes it text. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/u;

const field = (value: string): string => {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
};

/** One record of RFC 4180: every field in quotes, CRLF at its end. Pure. */
export const csvRecord = (fields: readonly string[]): string => `${fields.map(field).join(',')}\r\n`;

/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
