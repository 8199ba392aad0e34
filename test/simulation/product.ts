import type { DocumentKind } from '@maroquin/coediting';

export interface Run {
  readonly first: number;
  readonly payload: Uint8Array;
}

/** What a checkpoint is made of (libs/documents: checkpoints/worker/work.ts). */
export interface Request {
  readonly kind: DocumentKind;
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  readonly without: readonly number[];
  readonly until: number;
  readonly salvage: { readonly rest: 'place' | 'drop'; readonly clientId: number } | null;
}

export interface Made {
  readonly status: 'made';
  readonly snapshot: Uint8Array;
  readonly clients: readonly number[];
}

export interface Failed {
  readonly status: 'failed';
  readonly fault: string;
  readonly seq: number | null;
}

export interface Offender {
  readonly seq: number;
  readonly reason: string;
}

interface Maker {
  make(request: Request): Promise<Made | Failed>;
}

/** Parts of the product that have no front door: built from its code beside the simulation (bundle.ts). */
export interface Product {
  /** Makes a checkpoint and verifies it. */
  makeCheckpoint(work: Request & { readonly progress: Int32Array }): Promise<Made | Failed>;
  findOffender(maker: Maker, request: Request, failure: Failed, lastSeq: number): Promise<Offender | null>;
  /** Content of everything but what harms it; offenders found on the way are added to `bad`. */
  salvageContent(
    maker: Maker,
    intact: Pick<Request, 'kind' | 'start' | 'runs'> & { readonly head: number },
    bad: Map<number, Offender>,
    clientId: number,
  ): Promise<Made>;
}
