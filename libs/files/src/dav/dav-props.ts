import { DAV, escapeXml } from './dav-xml.js';
import { type DavLock, tokenOfLock } from './dav-locks.js';
import { hrefOf } from './dav-paths.js';
import { type DavNode, isCollection } from './dav-tree.js';
import type { DeadProperty } from './dead-properties.js';

/** Which properties are asked for (RFC 4918 §9.1). */
export type Asked =
  | { readonly kind: 'all' }
  | { readonly kind: 'names' }
  | { readonly kind: 'some'; readonly props: readonly { readonly ns: string; readonly name: string }[] };

interface Facts {
  readonly node: DavNode;
  readonly locks: readonly DavLock[];
  readonly dead: readonly DeadProperty[];
  /** Of a collection, where it is asked for. */
  readonly storage?: DavStorage | undefined;
}

/** Bytes; null: no limit. */
export interface DavStorage {
  readonly used: number;
  readonly left: number | null;
}

const SUPPORTED_LOCKS = ['exclusive', 'shared']
  .map(
    (scope) =>
      `<D:lockentry><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>`,
  )
  .join('');

/** What the server itself says of a resource; undefined: it has no such property. Never set by clients. */
const LIVE: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  resourcetype: ({ node }) => (isCollection(node) ? '<D:collection/>' : ''),
  displayname: ({ node }) => escapeXml(node.names.at(-1) ?? 'Maroquin'),
  creationdate: ({ node }) => node.view?.createdAt,
  getlastmodified: ({ node }) => {
    const at = node.version?.createdAt ?? (node.view === null ? undefined : new Date(node.view.updatedAt));
    return at?.toUTCString();
  },
  // Absent where it is not known yet, which RFC 4918 allows: what is said here must be true.
  getcontentlength: ({ node }) => node.version?.size?.toString(),
  getcontenttype: ({ node }) => (node.version === null ? undefined : escapeXml(node.version.mediaType)),
  getetag: ({ node }) => (node.version === null ? undefined : escapeXml(node.version.etag)),
  supportedlock: ({ node }) =>
    node.view === null || node.view.kind === 'document' ? undefined : SUPPORTED_LOCKS,
  lockdiscovery: ({ locks }) => locks.map(activeLock).join(''),
  // RFC 4331 §3, §4. Where there is no limit, there is no property that names one.
  'quota-used-bytes': ({ storage }) => (storage === undefined ? undefined : String(storage.used)),
  'quota-available-bytes': ({ storage }) => {
    const left = storage?.left ?? null;
    return left === null ? undefined : String(left);
  },
};
const QUOTA_PROPS: ReadonlySet<string> = new Set(['quota-used-bytes', 'quota-available-bytes']);

/** They cost the making of the files that documents are read as. */
export const asksForSize = (asked: Asked): boolean =>
  asked.kind === 'all' ||
  (asked.kind === 'some' && asked.props.some(({ ns, name }) => ns === DAV && name === 'getcontentlength'));

/** They cost a count: allprop does not answer them (RFC 4331 §3). */
export const asksForStorage = (asked: Asked): boolean =>
  asked.kind === 'some' && asked.props.some(({ ns, name }) => ns === DAV && QUOTA_PROPS.has(name));

export const isLive = (ns: string, name: string): boolean => ns === DAV && Object.hasOwn(LIVE, name);

/** RFC 4918 §15.8. */
export const activeLock = (lock: DavLock): string =>
  `<D:activelock><D:locktype><D:write/></D:locktype><D:lockscope><D:${lock.exclusive ? 'exclusive' : 'shared'}/></D:lockscope>` +
  `<D:depth>${lock.deep ? 'infinity' : '0'}</D:depth>${lock.owner === '' ? '' : `<D:owner>${lock.owner}</D:owner>`}` +
  `<D:timeout>Second-${String(lock.timeoutSeconds)}</D:timeout><D:locktoken><D:href>${tokenOfLock(lock)}</D:href></D:locktoken>` +
  `<D:lockroot><D:href>${escapeXml(lock.href)}</D:href></D:lockroot></D:activelock>`;

const deadElement = ({ ns, name, lang, value }: DeadProperty): string => {
  const head = `${name} xmlns="${escapeXml(ns)}"${lang === null ? '' : ` xml:lang="${escapeXml(lang)}"`}`;
  return value === '' ? `<${head}/>` : `<${head}>${value}</${name}>`;
};
export const emptyElement = (ns: string, name: string): string =>
  ns === DAV ? `<D:${name}/>` : `<${name} xmlns="${escapeXml(ns)}"/>`;

const propstat = (props: string, status: string): string =>
  props === ''
    ? ''
    : `<D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 ${status}</D:status></D:propstat>`;

/** One `response` of a multistatus (RFC 4918 §14.24). */
export function responseOf(facts: Facts, asked: Asked): string {
  const href = `<D:href>${escapeXml(hrefOf(facts.node.names, isCollection(facts.node)))}</D:href>`;
  let [found, missing] = ['', ''];
  if (asked.kind === 'some')
    for (const { ns, name } of asked.props) {
      const element = elementOf(facts, ns, name);
      if (element === undefined) missing += emptyElement(ns, name);
      else found += element;
    }
  else {
    const isWhole = asked.kind === 'all';
    for (const name of Object.keys(LIVE))
      if (LIVE[name]?.(facts) !== undefined)
        found += isWhole ? (elementOf(facts, DAV, name) ?? '') : emptyElement(DAV, name);
    for (const dead of facts.dead) found += isWhole ? deadElement(dead) : emptyElement(dead.ns, dead.name);
  }
  // A response holds at least one propstat.
  const stats = propstat(found, '200 OK') + propstat(missing, '404 Not Found');
  return `<D:response>${href}${stats === '' ? '<D:propstat><D:prop/><D:status>HTTP/1.1 200 OK</D:status></D:propstat>' : stats}</D:response>`;
}

function elementOf(facts: Facts, ns: string, name: string): string | undefined {
  if (isLive(ns, name)) {
    const value = LIVE[name]?.(facts);
    if (value === undefined) return undefined;
    return value === '' ? `<D:${name}/>` : `<D:${name}>${value}</D:${name}>`;
  }
  const dead = facts.dead.find((property) => property.ns === ns && property.name === name);
  return dead === undefined ? undefined : deadElement(dead);
}
