import type { AccessLevel } from '../wire/index.js';
import type { DocumentKind } from '../validation/index.js';

/** A document as the engine knows it. `epoch` rises when the document is restored or imported again. */
export interface DocumentRef {
  readonly id: string;
  readonly orgId: string;
  readonly kind: DocumentKind;
  readonly epoch: number;
  /** Sequence of the journal's entry with which this epoch begins; 0 for the first epoch, which begins empty. What is before it is history. */
  readonly epochFrom: number;
}

/**
 * One commit's worth of a document. `updates`: updates `first` to `last` in one encoded run (run-codec.ts).
 * `base`: an epoch begins, with this content (snapshot-codec.ts).
 */
export interface JournalRow {
  readonly first: number;
  readonly last: number;
  readonly kind: 'updates' | 'base';
  readonly run: Uint8Array;
}

/** Content up to and including `seq`, verified when it was made (snapshot-codec.ts). */
export interface Checkpoint {
  readonly seq: number;
  readonly snapshot: Uint8Array;
}

/** Where a document may be loaded from, so that its journal need not be read from the beginning of its epoch. */
export interface Checkpoints {
  /** The newest intact one of this epoch, or null. */
  latest(document: DocumentRef): Promise<Checkpoint | null>;
}

export interface JournalAppend {
  /** The sequence this node believes to be the last one. */
  readonly expectedSeq: number;
  readonly count: number;
  /** Who wrote the first update of the run; the run itself names the author of each. */
  readonly personId: string;
  readonly run: Uint8Array;
}

export type AppendResult =
  | { readonly status: 'committed'; readonly first: number; readonly last: number }
  /** Somebody else appended meanwhile: read the tail and try again. */
  | { readonly status: 'moved' };

/** The durable, totally ordered record of a document. The product's is a feed in PostgreSQL, which commits the appends of many rooms together. */
export interface Journal {
  /** Resolves after COMMIT and never before. Rejects when the outcome is a failure or unknown. */
  append(document: DocumentRef, item: JournalAppend): Promise<AppendResult>;
  /** Rows behind `afterSeq` in order, at most `limit`; fewer than `limit` means there are no more. */
  read(document: DocumentRef, afterSeq: number, limit: number): Promise<readonly JournalRow[]>;
  /** Rows committed by any node, in order. May repeat a row or start late: the room asks for what it misses. */
  subscribe(
    document: DocumentRef,
    afterSeq: number,
    listener: (rows: readonly JournalRow[]) => void,
  ): () => void;
}

/** The authenticated person of a connection, whatever the client says about itself. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** A CSS colour, for clients that know nothing else. */
  readonly colour: string;
  /** Number of the hue in the interface's own palette. */
  readonly hue: number;
  /** From outside: others see that beside the name. */
  readonly external?: boolean;
}

export interface Connection {
  readonly id: string;
  readonly person: Person;
  /** The client speaks the `maroquin.v1` extension. */
  readonly extended: boolean;
  /** Language of what is said in words, such as a refusal. */
  readonly locale: 'fr' | 'en';
  send(frame: Uint8Array): void;
  /** One message in two pieces, so that a large one need not be copied together. */
  sendInTwo?(head: Uint8Array, body: Uint8Array): void;
  close(code: number, reason: string): void;
  /** What is sent between these two may go out by one write. Always called in pairs, without waiting in between. */
  cork(): void;
  uncork(): void;
  /** Bytes handed to `send` that have not left this process yet. */
  bufferedAmount(): number;
}

/**
 * Reads a document as prose, which the engine does not. It keeps the documents it was asked about last, each as it was
 * told: with `content` from the beginning, with `since` from where the last request left it.
 */
export interface SuggestionCheck {
  /**
   * Whether the document with `update` is the document without it, the suggestions of this person aside.
   * @returns unknown: it does not have this document and needs its `content`
   */
  check(request: {
    readonly document: DocumentRef;
    readonly update: Uint8Array;
    readonly personId: string;
    readonly content?: readonly Uint8Array[];
    readonly since?: readonly Uint8Array[];
  }): Promise<{ readonly keepsText: boolean; readonly milliseconds: number } | 'unknown'>;
}

/** Rights, answered from memory: asked for every frame. */
export interface Access {
  /**
   * `unknown`: the node can no longer know, so it serves nobody until it can. Whoever learns of a change calls
   * `checkAccess` of the sessions it concerns.
   */
  current(connection: Connection, document: DocumentRef): AccessLevel | 'unknown';
}

export interface Clock {
  /** Share of the time since the last call in which the event loop was busy, 0 to 1. Absent: not known, taken as idle. */
  load?(): number;
  /** Milliseconds; only differences are used. */
  now(): number;
  /** Milliseconds since 1970, which may jump. Absent: dates that people's clients state are not compared with it. */
  date?(): number;
  after(milliseconds: number, work: () => void): () => void;
  /** Runs the work once the events already waiting have been served. */
  soon(work: () => void): void;
}

/** Events for operators and auditors. They carry ids and codes, never content. */
export interface Observer {
  /** `code` is sent to the client, `detail` is the rule that was broken. */
  refused(event: { orgId: string; documentId: string; personId: string; code: string; detail: string }): void;
  /** Once for each commit of this node. `bytes`: of its updates. */
  committed(event: { document: DocumentRef; seq: number; bytes: number; personIds: readonly string[] }): void;
  /** One update deleted more than half of what a document showed; `seq` is the last one before it. */
  largeDelete(event: { document: DocumentRef; seq: number; personId: string }): void;
  /** A room was closed in order, nobody being in it any more or the node ending, after this node had committed in it. */
  roomClosed?(event: { document: DocumentRef; seq: number }): void;
  roomDropped(event: { document: DocumentRef; reason: string; error?: unknown }): void;
}
