import { CloseCode, type AccessLevel } from '@maroquin/coediting';

/**
 * What the save line says (web.md §6).
 * saved: the last local change is committed; nothing else may show it. going, waiting: it is not, yet. cut: nothing
 * comes through, as the browser says or after 3 s. down: the server asked to try later. refused: the server did not take a change. readonly: this
 * person may not edit.
 */
export type SaveStateName = 'saved' | 'going' | 'waiting' | 'cut' | 'down' | 'refused' | 'readonly';

export interface Refusal {
  /** A code of the error table. */
  readonly code: string;
  /** The server's sentence, in the person's language. */
  readonly message: string;
}

export interface SaveState {
  readonly state: SaveStateName;
  /** Still within the first 400 ms of `going`: nothing needs to be shown yet, but not "saved" either. */
  readonly quiet: boolean;
  /** Local changes that are not committed. */
  readonly pending: number;
  /** While `down` or `cut`: seconds until the next attempt, rounded up. */
  readonly retryInSeconds?: number;
  readonly access: AccessLevel;
  /** When the last change was committed, in milliseconds since 1970. */
  readonly savedAt?: number;
  /** The document has been received since this page was opened. */
  readonly synced: boolean;
  readonly connected: boolean;
  /** The browser knows of no network: the person's own is gone, and not only the service. */
  readonly offline: boolean;
  /** The network lets no WebSocket through: all works, a little slower. */
  readonly slow: boolean;
  /** What is pending is also kept on this computer. False when the browser refused to store it. */
  readonly kept: boolean;
  readonly refused?: Refusal;
  /**
   * The server ended the connection for good (close code); trying again needs the person: sign in, ask for access.
   * 4409: the document was restored; this text is of the past, and what is pending of it must be set aside.
   */
  readonly ended?: number;
}

/** What is known, from which the state follows. Times are milliseconds of one clock. */
export interface SaveFacts {
  readonly pending: number;
  /** When the oldest pending change was made. */
  readonly pendingSince: number | null;
  readonly connected: boolean;
  /** When the connection was lost, or first asked for; null while connected. */
  readonly lostAt: number | null;
  /** Nothing arrives although something should, or the browser says that the network is gone. */
  readonly silent: boolean;
  readonly offline: boolean;
  /** The last connection was closed with "try later". */
  readonly down: boolean;
  readonly retryAt: number | null;
  readonly access: AccessLevel;
  readonly savedAt: number | null;
  readonly synced: boolean;
  readonly kept: boolean;
  readonly slow: boolean;
  readonly refused: Refusal | null;
  readonly ended: number | null;
}

const GOING_AFTER_MS = 400;
const WAITING_AFTER_MS = 2000;
const CUT_AFTER_MS = 3000;

export function deriveSaveState(facts: SaveFacts, now: number): SaveState {
  const state = nameOf(facts, now);
  const age = facts.pendingSince === null ? 0 : now - facts.pendingSince;
  const retry = facts.retryAt !== null && (state === 'down' || state === 'cut');
  return {
    state,
    quiet: state === 'going' && age < GOING_AFTER_MS,
    pending: facts.pending,
    access: facts.access,
    synced: facts.synced,
    connected: facts.connected,
    offline: facts.offline,
    kept: facts.kept,
    slow: facts.slow,
    ...(retry ? { retryInSeconds: Math.max(0, Math.ceil(((facts.retryAt ?? now) - now) / 1000)) } : {}),
    ...(facts.savedAt === null ? {} : { savedAt: facts.savedAt }),
    ...(facts.refused === null ? {} : { refused: facts.refused }),
    ...(facts.ended === null ? {} : { ended: facts.ended }),
  };
}

function nameOf(facts: SaveFacts, now: number): SaveStateName {
  if (facts.refused !== null) return 'refused';
  // The page is about to show the document as it was restored: no reason to speak of the network.
  if (facts.ended === CloseCode.epoch) return 'going';
  if (!facts.connected) {
    if (facts.down) return 'down';
    if (facts.silent || facts.ended !== null || (facts.lostAt !== null && now - facts.lostAt >= CUT_AFTER_MS))
      return 'cut';
  }
  if (facts.pending > 0) {
    const age = now - (facts.pendingSince ?? now);
    return age >= WAITING_AFTER_MS ? 'waiting' : 'going';
  }
  if (!facts.synced) return 'going';
  return facts.access === 'write' || facts.access === 'suggest' ? 'saved' : 'readonly';
}

/** How long the derived state stays as it is if nothing happens, in milliseconds; null: for ever. */
export function nextChangeIn(facts: SaveFacts, now: number): number | null {
  const moments = [
    ...(facts.pendingSince === null
      ? []
      : [facts.pendingSince + GOING_AFTER_MS, facts.pendingSince + WAITING_AFTER_MS]),
    ...(facts.lostAt === null ? [] : [facts.lostAt + CUT_AFTER_MS]),
  ];
  const waits = moments.map((moment) => moment - now).filter((wait) => wait > 0);
  // A countdown changes once a second, and only while there is one to show.
  if (facts.retryAt !== null && facts.retryAt > now) waits.push((facts.retryAt - now) % 1000 || 1000);
  return waits.length === 0 ? null : Math.ceil(Math.min(...waits));
}
