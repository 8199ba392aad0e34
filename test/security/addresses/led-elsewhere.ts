import type { EndpointUse } from '@maroquin/platform/egress';
import type { Caller } from './callers.js';
import type { Partner, SocketPartner } from './partner.js';

/** A place in which a partner's answer may name an address: each form is put there. */
export interface Naming {
  readonly where: string;
  readonly caller: string;
  readonly over: 'http' | 'socket';
  readonly name: (address: string, partners: Partners, index: number) => void;
}
export interface Partners {
  readonly http: Partner;
  readonly socket: SocketPartner;
}

const json = (partner: Partner, bodyFor: (path: string) => object): void => {
  partner.answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodyFor(request.url ?? '')));
  };
};

const ENDPOINTS = [
  ...['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint'],
  ...['registration_endpoint', 'introspection_endpoint', 'check_session_iframe'],
];
/** What an honest provider says of itself, but for what is changed. */
function metadata({ origin }: Partner, changed: Record<string, string>): object {
  const told = ENDPOINTS.slice(0, 5).map((name) => [name, `${origin}/${name}`]);
  return {
    issuer: origin,
    ...(Object.fromEntries(told) as object),
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    ...changed,
  };
}

const namedEndpoints = (caller: string): Naming[] =>
  ENDPOINTS.map((field) => ({
    ...{ where: `${field} of its discovery`, caller, over: 'http' },
    name: (address, { http }) => {
      const describe = metadata(http, { [field]: address });
      json(http, (path) => (path.includes('openid-configuration') ? describe : { keys: [] }));
    },
  }));

const STATUSES = [301, 302, 303, 307, 308, 300, 305];
const REASON = 'HTTP/1.1 ';
/** Written by hand: Node sends no header with a line end in it. */
function lead(partner: Partner, address: string, index: number, isLed: (path: string) => boolean): void {
  const { answer } = partner;
  partner.answer = (request, response) => {
    if (!isLed(request.url ?? '')) return answer(request, response);
    const status = String(STATUSES[index % STATUSES.length]);
    request.socket.end(`${REASON}${status} Moved\r\nLocation: ${address}\r\nContent-Length: 0\r\n\r\n`);
  };
}

const redirects = (caller: string, where: string, isLed: (path: string) => boolean = () => true): Naming => ({
  ...{ where, caller, over: 'http' },
  name: (address, { http }, index) => {
    json(http, () => metadata(http, {}));
    lead(http, address, index, isLed);
  },
});

/** An answer's headers that offer another place, without sending anybody there. */
const headers = (caller: string): Naming => ({
  ...{ where: 'Alt-Svc, Link, Refresh and Content-Location', caller, over: 'http' },
  name: (address, { http }) => {
    const line = address.replaceAll(/[^\x21-\x7e]/g, '');
    http.answer = (_request, response) => {
      response.writeHead(200, {
        ...{
          'alt-svc': `h2="${line.replace(/^\w+:\/\//, '').replace(/\/.*$/, '')}"`,
          'content-location': line,
        },
        ...{ link: `<${line}>; rel=preload, <${line}>; rel=canonical`, refresh: `0; url=${line}` },
      });
      response.end('{}');
    };
  },
});

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\u0000', '');

const S3_ERRORS = (address: string): string =>
  `<?xml version="1.0"?><!DOCTYPE Error [<!ENTITY x SYSTEM "${xml(address)}">]><Error><Code>PermanentRedirect</Code><Endpoint>${xml(address)}</Endpoint><Bucket>maroquin</Bucket><Message>&x;</Message></Error>`;

const inXml = (caller: string, where: string, textOf: (address: string) => string, status = 200): Naming => ({
  ...{ where, caller, over: 'http' },
  name: (address, { http }) => {
    http.answer = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(textOf(address));
    };
  },
});

/** An LDAPMessage whose result is a referral (RFC 4511 §4.1.10), or a reference among the entries (§4.5.3). */
function referral(id: number, tag: number, address: string): Buffer {
  const tlv = (type: number, content: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(content.length);
    return Buffer.concat([Buffer.from([type, 0x82]), length, content]);
  };
  const uri = tlv(0x04, Buffer.from(address));
  const result = Buffer.concat([Buffer.from([0x0a, 1, 10, 0x04, 0, 0x04, 0]), tlv(0xa3, uri)]);
  return tlv(0x30, Buffer.concat([Buffer.from([0x02, 1, id]), tlv(tag, tag === 0x73 ? uri : result)]));
}
const BIND_DONE = (id: number): Buffer => Buffer.from([0x30, 12, 2, 1, id, 0x61, 7, 10, 1, 0, 4, 0, 4, 0]);
const SEARCH_DONE = (id: number): Buffer => Buffer.from([0x30, 12, 2, 1, id, 0x65, 7, 10, 1, 0, 4, 0, 4, 0]);

const asLdap = (address: string): string => address.replace(/^https?:/i, 'ldap:');
const directory = (where: string, answersTo: (data: Buffer, address: string) => Buffer | null): Naming => ({
  ...{ where, caller: 'the directory', over: 'socket' },
  name: (address, { socket }) => {
    socket.greet = () => undefined;
    socket.answer = (line, data) => {
      const answer = answersTo(data, asLdap(address));
      if (answer === null) line.destroy();
      else line.write(answer);
    };
  },
});
/** Of an LDAPMessage in its short form: the number of the message, and which request it is. */
const asked = (data: Buffer): { id: number; isBind: boolean } => {
  const at = data.indexOf(2) + 2;
  return { id: data[at] ?? 0, isBind: data[at + 1] === 0x60 };
};

/** Lines of text, to whatever comes. */
const says = (caller: string, where: string, first: string, then: (address: string) => string): Naming => ({
  ...{ where, caller, over: 'socket' },
  name: (address, { socket }) => {
    socket.greet = (line) => void (first !== '' && line.write(first));
    socket.answer = (line) => void line.write(then(address));
  },
});
const place = (address: string): string => address.replace(/^\w+:\/\//, '').replace(/\/.*$/s, '');

export const NAMINGS: readonly Naming[] = [
  ...namedEndpoints('signing in by OpenID'),
  ...namedEndpoints('the examination of a provider'),
  redirects('signing in by OpenID', 'the redirect of its discovery'),
  redirects('signing in by OpenID', 'the redirect of its tokens', (path) => path === '/token_endpoint'),
  redirects('signing in by OpenID', 'the redirect of its keys', (path) => path === '/jwks_uri'),
  redirects('the examination of a provider', 'the redirect of its keys', (path) => path === '/jwks_uri'),
  ...[
    ...['the examination of a provider', 'the description of the office editor', 'waking a browser'],
    ...['the provider of keys', 'a time stamp', 'the object store'],
  ].flatMap((caller) => [redirects(caller, 'a redirect'), headers(caller)]),
  inXml(
    'the description of the office editor',
    'urlsrc',
    (address) =>
      `<wopi-discovery><net-zone><app name="a" favIconUrl="${xml(address)}"><action name="edit" ext="ods" urlsrc="${xml(address)}"/></app></net-zone></wopi-discovery>`,
  ),
  inXml(
    'the description of the office editor',
    'an external entity',
    (address) => `<!DOCTYPE a SYSTEM "${xml(address)}"><wopi-discovery/>`,
  ),
  inXml('the object store', 'the Endpoint of an error', S3_ERRORS, 301),
  inXml('the object store', 'the Endpoint of a temporary error', S3_ERRORS, 307),
  inXml('the object store', 'the Endpoint of a wrong region', S3_ERRORS, 400),
  directory('a referral in place of the bind', (data, address) => referral(asked(data).id, 0x61, address)),
  directory('a referral in place of the search', (data, address) => {
    const { id, isBind } = asked(data);
    return isBind ? BIND_DONE(id) : referral(id, 0x65, address);
  }),
  directory('a reference among the entries', (data, address) => {
    const { id, isBind } = asked(data);
    return isBind ? BIND_DONE(id) : Buffer.concat([referral(id, 0x73, address), SEARCH_DONE(id)]);
  }),
  says(
    'mail',
    'a 551 that names another relay',
    '220 relais\r\n',
    (address) => `551 try <${place(address)}>\r\n`,
  ),
  says(
    'mail',
    'a 251 that names another relay',
    `220 relais\r\n`,
    (address) => `251 try <${place(address)}>\r\n`,
  ),
  says('hints of other nodes', 'MOVED', '', (address) => `-MOVED 1 ${place(address)}\r\n`),
  says('hints of other nodes', 'ASK', '', (address) => `-ASK 1 ${place(address)}\r\n`),
  says('the antivirus', 'what it found', '', (address) => `stream: ${address} FOUND\0`),
];

/** Uses whose partners say nothing in which an address could stand that we read. */
export const NAME_NOTHING: ReadonlyMap<EndpointUse, string> = new Map([
  ['logs', 'a collector answers nothing, and what comes is not read'],
  ['database', 'the protocol of PostgreSQL has no referral'],
]);

/** @throws {Error} for a name that nobody has */
export function callerOf({ caller }: Naming, callers: readonly Caller[]): Caller {
  const found = callers.find(({ name }) => name === caller);
  if (found === undefined) throw new Error(`no caller is called ${caller}`);
  return found;
}
