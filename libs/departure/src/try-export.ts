import { Inject, Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { SYSTEM } from '@maroquin/platform/admission';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { ExportSource } from './format/export-source.js';
import { signManifest } from './format/manifest.js';
import { verifySource } from './format/verify-export.js';
import { OrganisationContents } from './organisation-contents.js';
import { LeftOut } from './sections/left-out.js';
import type { Part } from './writing/entry.js';
import { metered, type Totals } from './writing/metered.js';
import { Spool } from './writing/spool.js';

/** What was made and verified of organisations, to see that it can be. */
export interface TriedExport {
  readonly organisations: number;
  readonly entries: number;
  readonly bytes: number;
  /** Of the last list, SHA-256. */
  readonly list: string;
  readonly milliseconds: number;
  /** What could not be taken along, but for what lies in the bin. */
  readonly unreadable: number;
  /** What verification found; nothing, when all is well. */
  readonly faults: readonly string[];
}

/** Of each organisation: the lists of people and rights, and as much of its tree as fits. */
const MAX_ENTRIES = 60;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ORGANISATIONS = 5;

/** A small export, made as a whole one is and verified, in the memory of this process: nothing of it is kept, or leaves. */
@Injectable()
export class TryExport {
  constructor(
    private readonly database: Database,
    private readonly contents: OrganisationContents,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(): Promise<TriedExport> {
    const began = performance.now();
    const orgs = await this.database.call<{ id: string }>(
      'select id from all_organisations() as id order by id',
    );
    const tried = { organisations: 0, entries: 0, bytes: 0, list: '', unreadable: 0, faults: [] as string[] };
    for (const { id } of orgs.slice(0, MAX_ORGANISATIONS)) {
      const one = await this.one(id).catch(unlessClosed);
      if (one === null) continue;
      const { totals, unreadable, faults } = one;
      tried.organisations += 1;
      tried.entries += totals.entries;
      tried.bytes += totals.bytes;
      tried.list = totals.list;
      tried.unreadable += unreadable;
      tried.faults.push(...faults);
    }
    return { ...tried, milliseconds: Math.round(performance.now() - began) };
  }

  private async one(orgId: string): Promise<{ totals: Totals; unreadable: number; faults: string[] }> {
    const at = this.clock.now();
    const left = new LeftOut();
    const resources = await Spool.create();
    const files = new Map<string, Buffer>();
    let totals: Totals = { entries: 0, bytes: 0, list: '' };
    try {
      const keys = await this.keys.forOrg(orgId);
      const organisation = { id: orgId, name: await this.contents.nameOf(orgId) };
      const parts = this.contents.parts({ orgId, at, left, resources, keys, requester: SYSTEM });
      const conclude = (known: Totals): string => {
        totals = known;
        return signManifest(
          { organisation, madeAt: at.toISOString(), askedBy: orgId, approvedBy: null, ...known },
          this.keys.instance.documentKey(orgId),
        );
      };
      const size = (): number => [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
      for await (const { path, content } of metered(few(parts, size), at, {
        conclude,
        onEntry: () => undefined,
      }))
        if (content !== undefined) files.set(path, await buffer(await content.open()));
    } finally {
      await resources.close();
    }
    const { faults } = await verifySource(inMemory(files), null);
    return {
      totals,
      unreadable: left.lines.filter(({ why }) => why !== 'binned').length,
      faults: faults.map(({ kind, path = '' }) => `${kind} ${path}`.trim()),
    };
  }
}

/** Nothing of a closed organisation opens, and nothing of one whose keys were destroyed: it has nothing to take along. */
function unlessClosed(error: unknown): null {
  if (error instanceof DomainError && error.code.startsWith('key.')) return null;
  throw error;
}

/** The first ones: their maker learns that no more are wanted. */
async function* few(parts: AsyncIterable<Part>, size: () => number): AsyncGenerator<Part> {
  let count = 0;
  for await (const part of parts) {
    yield part;
    count += 1;
    if (count >= MAX_ENTRIES || size() >= MAX_BYTES) return;
  }
}

const inMemory = (files: ReadonlyMap<string, Buffer>): ExportSource => ({
  paths: () => Readable.from(files.keys()) as AsyncIterable<string>,
  open: (path) => {
    const bytes = files.get(path);
    return Promise.resolve(bytes === undefined ? null : Readable.from([bytes]));
  },
  close: () => Promise.resolve(),
});
