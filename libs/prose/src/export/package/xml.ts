// XML 1.0 §2.2: what a document may not hold, even as a reference. Half a surrogate pair is none of Unicode's characters.
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex -- these characters are exactly what must not pass
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** In the value of an attribute a line break would become a space (XML 1.0 §3.3.3). */
const escapeValue = (text: string): string =>
  escapeXml(text).replace(/[\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);

type Value = string | number | boolean | null | undefined;

/** An element; attributes without a value are left out. `children` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children = '',
): string {
  let open = name;
  for (const [key, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) open += ` ${key}="${escapeValue(String(value))}"`;
  return children === '' ? `<${open}/>` : `<${open}>${children}</${name}>`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
