/** What this worker remembers from one start to the next. */
export interface WorkerState {
  /** Who wants what they open to be kept on this device: another person who sits here did not ask for it. */
  readonly keepsFor: string | null;
  readonly locale: 'fr' | 'en';
  /** Notifications that were shown: what the person dismissed is not shown again. */
  readonly shown: readonly string[];
}

const STATE = 'maroquin-state';
const PLACE = '/state';
const NOTHING: WorkerState = { keepsFor: null, locale: 'fr', shown: [] };
let known: WorkerState | null = null;

export async function readState(): Promise<WorkerState> {
  if (known !== null) return known;
  const kept = await (await caches.open(STATE)).match(PLACE);
  known = kept === undefined ? NOTHING : { ...NOTHING, ...((await kept.json()) as Partial<WorkerState>) };
  return known;
}

export async function writeState(change: Partial<WorkerState>): Promise<void> {
  known = { ...(await readState()), ...change };
  await (await caches.open(STATE)).put(PLACE, new Response(JSON.stringify(known)));
}
