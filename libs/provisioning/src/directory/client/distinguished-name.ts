const HEX_PAIRS = /(?:\\[0-9a-f]{2})+/gi;

/**
 * A name that two spellings of the same entry share (RFC 4514): servers write escapes, spaces and letters each their
 * own way. For comparing only; what is sent to the directory is what it gave.
 */
export function comparableName(dn: string): string {
  return partsOf(dn, ',')
    .map((rdn) => partsOf(rdn, '+').map(comparablePair).sort().join('+'))
    .join(',');
}

function comparablePair(pair: string): string {
  const at = pair.indexOf('=');
  const type = pair.slice(0, Math.max(at, 0)).trim().toLowerCase();
  return `${type}=${JSON.stringify(valueOf(pair.slice(at + 1)))}`;
}

function valueOf(written: string): string {
  // A space that is escaped at the end stays.
  const text = written.trimStart().replace(/(?<!\\) +$/, '');
  const octets = text.replaceAll(HEX_PAIRS, (pairs) =>
    Buffer.from(pairs.replaceAll('\\', ''), 'hex').toString('utf8'),
  );
  return octets.replaceAll(/\\(.)/gs, '$1').normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** At each separator that is not escaped. */
function partsOf(text: string, separator: ',' | '+'): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') {
      part += text.slice(at, at + 2);
      at += 1;
    } else if (sign === separator) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part];
}
