import { SaxesParser } from 'saxes';
import { type ProofKeys, proofKey } from './wopi-proof.js';

const MAX_ELEMENTS = 20_000;
const MAX_DEPTH = 10;
/** Parameters that an editor would like to have, `<ui=UI_LLCC&>`: those that it needs are added here. */
const PLACEHOLDER = /<[^<>]*>/gu;

export type OfficeAction = 'edit' | 'view';

/** What an editor opens, by extension, and how to know its requests. */
export interface Discovery {
  /** "edit ods" → where a form that opens such a file is sent, up to its `?` or `&`. */
  readonly actions: ReadonlyMap<string, string>;
  /** null: this editor signs nothing. */
  readonly proofKeys: ProofKeys | null;
}

/**
 * Reads the description of an editor ([MS-WOPI] §3.1.5.1.1.2). Only addresses of the editor's own origin are taken: the
 * description leads nobody elsewhere. null: it is none.
 */
export function readDiscovery(xml: string, origin: string): Discovery | null {
  const actions = new Map<string, string>();
  let proofKeys: ProofKeys | null = null;
  let [count, depth] = [0, 0];
  let isDiscovery = false;
  const parser = new SaxesParser();
  const refuse = (): never => {
    throw new Error('no description of an editor');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    depth += 1;
    if (count > MAX_ELEMENTS || depth > MAX_DEPTH) refuse();
    if (name === 'wopi-discovery') isDiscovery = true;
    if (name === 'action') addAction(actions, attributes, origin);
    if (name === 'proof-key') proofKeys = keysOf(attributes) ?? refuse();
  });
  parser.on('closetag', () => (depth -= 1));
  try {
    parser.write(xml).close();
  } catch {
    return null;
  }
  return isDiscovery ? { actions, proofKeys } : null;
}

type Attributes = Readonly<Record<string, string>>;

function addAction(actions: Map<string, string>, attributes: Attributes, origin: string): void {
  const { name = '', ext = '', urlsrc = '' } = attributes;
  const address = urlsrc.replace(PLACEHOLDER, '');
  if (!['edit', 'view'].includes(name) || ext === '' || !URL.canParse(address)) return;
  const url = new URL(address);
  if (url.origin !== origin || url.username !== '' || url.password !== '') return;
  const key = `${name} ${ext.toLowerCase()}`;
  if (!actions.has(key)) actions.set(key, withRoomForMore(address));
}

const withRoomForMore = (address: string): string => {
  if (/[?&]$/u.test(address)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}`;
};

/** A key that cannot be read must not mean that nothing is signed. */
function keysOf({ modulus = '', exponent = '', oldmodulus, oldexponent }: Attributes): ProofKeys | null {
  const current = proofKey(modulus, exponent);
  const old = proofKey(oldmodulus ?? modulus, oldexponent ?? exponent);
  return current === null || old === null ? null : { current, old };
}
