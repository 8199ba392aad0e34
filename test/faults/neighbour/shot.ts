/** A body made for each request: pieces of text, and between each two of them something that no other request has. */
export interface FreshBody {
  readonly pieces: readonly string[];
  /** One fewer than pieces. */
  readonly fresh: readonly ('number' | 'uuid')[];
}

/** Gives something new each time. */
export interface Make {
  readonly number: () => number;
  readonly uuid: () => string;
}

/** One request, ready to be sent by another process. */
export interface Shot {
  readonly method: string;
  /** From the server's root, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FreshBody | { readonly bytes: Uint8Array } | null;
}

/** Names that the tests make, client ids and addresses: what may not be there twice. */
const UNIQUE =
  /(?<=Confidentiel )\d+|(?<="clientId":")[0-9a-f]{8}-[0-9a-f-]{27}|(?<="x\.)[0-9a-f]{8}-[0-9a-f-]{27}(?=@)/g;

/** What was unique in this text is made again for each request. */
export function freshBody(text: string): FreshBody {
  const pieces: string[] = [];
  const fresh: ('number' | 'uuid')[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(UNIQUE)) {
    pieces.push(text.slice(from, index));
    fresh.push(/^\d+$/.test(found) ? 'number' : 'uuid');
    from = index + found.length;
  }
  return { pieces: [...pieces, text.slice(from)], fresh };
}

export function bodyBytes(body: Shot['body'], make: Make): Uint8Array | null {
  if (body === null) return null;
  if ('bytes' in body) return body.bytes;
  const text = body.pieces.map((piece, index) => {
    const kind = body.fresh[index];
    if (kind === undefined) return piece;
    return piece + (kind === 'number' ? String(make.number()) : make.uuid());
  });
  return Buffer.from(text.join(''));
}
