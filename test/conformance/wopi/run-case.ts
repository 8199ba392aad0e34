import { createHash } from 'node:crypto';
import {
  encodeUtf7,
  newProofKey,
  type SigningKeys,
  ticksOf,
  type WopiCall,
} from '../../support/office/wopi-client.js';
import type { OfficeEditor } from '../../support/office/office-editor.js';
import { childOf, type Element, type TestCase } from './test-cases.js';
import { type HostAnswer, judge, kept } from './validators.js';

/** One file for one person, as the host names it to an editor. */
export interface Target {
  readonly src: string;
  readonly token: string;
  readonly until: number;
}

export interface Runner {
  readonly editor: OfficeEditor;
  readonly corpus: string;
  /** This host offers no deletion to editors: the person bins the file in the drive. Answers the status. */
  readonly bin: (fileId: string) => Promise<number>;
}

/** The public file names documents that are not published: any bytes do, the cases compare what comes back. */
const resource = (id: string): Buffer =>
  id.startsWith('ZeroByte') || id.includes('ZeroByteDocument')
    ? Buffer.alloc(0)
    : Buffer.concat(
        Array.from({ length: 200 }, (_, n) =>
          createHash('sha512')
            .update(`${id} ${String(n)}`)
            .digest(),
        ),
      );

/** Runs the requests of a case in order. null: it passed; else the first thing that was not as it must be. */
export async function runCase(
  runner: Runner,
  target: Target,
  { requests, cleanup }: TestCase,
): Promise<string | null> {
  const state = new Map<string, string>();
  let fault: string | null = null;
  for (const request of requests) {
    const why = await runRequest(runner, target, request, state);
    if (why === null) continue;
    fault = `${request.name}: ${why}`;
    break;
  }
  // As the validator does: whatever became of the case, and whatever they answer.
  for (const request of cleanup) await runRequest(runner, target, request, state);
  return fault;
}

async function runRequest(
  runner: Runner,
  target: Target,
  request: Element,
  state: Map<string, string>,
): Promise<string | null> {
  const override = request.attributes['OverrideUrl'];
  const url = override === undefined ? null : state.get(override.replace('$State:', ''));
  if (url === undefined) return `nothing was kept under ${override ?? ''}`;
  const at = url === null ? target : targetOf(url, target.until);
  const answer = await send(runner, at, request);
  if (answer === null) return `this runner does not know ${request.name}`;
  const validators = childOf(request, 'Validators')?.children ?? [];
  const why = judge(validators, { answer, state, resource, corpus: runner.corpus });
  for (const [name, value] of kept(request, answer)) state.set(name, value);
  return why;
}

function targetOf(url: string, until: number): Target {
  const { origin, pathname, searchParams } = new URL(url);
  return { src: `${origin}${pathname}`, token: searchParams.get('access_token') ?? '', until };
}

type Call = { readonly method: 'GET' | 'POST' } & WopiCall;

async function send(runner: Runner, target: Target, request: Element): Promise<HostAnswer | null> {
  if (request.name === 'DeleteFile') {
    const status = await runner.bin(target.src.split('/').at(-1) ?? '');
    return { status, headers: new Headers(), body: Buffer.alloc(0) };
  }
  const call = callOf(request);
  if (call === null) return null;
  const mutators = childOf(request, 'Mutators');
  const token = childOf(mutators, 'AccessToken') === undefined ? target.token : 'INVALID';
  const signed = { ...call, ...proofOf(runner.editor.signingKeys, childOf(mutators, 'ProofKey')) };
  const answer = await runner.editor.ask(call.method, { ...target, token }, signed);
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

/** `Behind`: the client still signs with the key before; what it calls its old key nobody knows any more. */
function proofOf(keys: SigningKeys, mutator: Element | undefined): Partial<WopiCall> {
  if (mutator === undefined) return {};
  const { KeyRelation, MutateCurrent, MutateOld, Timestamp } = mutator.attributes;
  if (Timestamp !== undefined) return { timestamp: ticksOf(new Date(Timestamp)) };
  if (KeyRelation === 'Behind') return { signWith: { current: keys.old, old: newProofKey() } };
  if (KeyRelation === 'Ahead') return { signWith: { current: newProofKey(), old: keys.current } };
  return {
    signWith: {
      current: MutateCurrent === 'true' ? newProofKey() : keys.current,
      old: MutateOld === 'true' ? newProofKey() : keys.old,
    },
  };
}

function callOf({ name, attributes }: Element): Call | null {
  const lock: Record<string, string> =
    attributes['Lock'] === undefined ? {} : { 'X-WOPI-Lock': attributes['Lock'] };
  const post = (override: string, headers: Record<string, string> = {}): Call => ({
    method: 'POST',
    headers: { 'X-WOPI-Override': override, ...lock, ...headers },
  });
  const body = resource(attributes['ResourceId'] ?? '');
  switch (name) {
    case 'CheckFileInfo':
      return { method: 'GET' };
    case 'GetFile':
      return { method: 'GET', path: '/contents', headers: lock };
    case 'Lock':
      return post('LOCK');
    case 'Unlock':
      return post('UNLOCK');
    case 'RefreshLock':
      return post('REFRESH_LOCK');
    case 'GetLock':
      return post('GET_LOCK');
    case 'UnlockAndRelock':
      return post('LOCK', {
        'X-WOPI-Lock': attributes['NewLock'] ?? '',
        'X-WOPI-OldLock': attributes['OldLock'] ?? '',
      });
    case 'PutFile':
      return { ...post('PUT'), path: '/contents', body };
    case 'PutRelativeFile':
      return { ...post('PUT_RELATIVE', relativeHeaders(attributes)), body };
    case 'RenameFile':
      return post('RENAME_FILE', { 'X-WOPI-RequestedName': encodeUtf7(attributes['Name'] ?? '') });
    default:
      return null;
  }
}

function relativeHeaders(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const name = encodeUtf7(attributes['Name'] ?? '');
  const mode = attributes['PutRelativeFileMode'];
  const overwrite = attributes['OverwriteRelative'];
  return {
    ...(mode !== 'ExactName' && { 'X-WOPI-SuggestedTarget': name }),
    ...(mode !== 'Suggested' && { 'X-WOPI-RelativeTarget': name }),
    ...(overwrite !== undefined && { 'X-WOPI-OverwriteRelativeTarget': overwrite }),
  };
}
