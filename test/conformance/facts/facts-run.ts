import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importedId, type OfficeServer, refusalOf } from '../office-server.js';
import { type DocumentFacts, documentFacts } from './document-facts.js';
import { type ExpectedFacts, judgeFacts } from './expected-facts.js';

/** The ways on which a document is asked for what its file said. */
const WAYS = ['imported', 'odt', 'docx'] as const;
type Way = (typeof WAYS)[number];

export interface FactsTally {
  readonly kept: number;
  readonly total: number;
  /** Of `total`, with one decimal; 0 where nothing was compared. */
  readonly percent: number;
}

export interface FactsResult extends Readonly<Record<Way, FactsTally>> {
  /** "file: way: fact" of each that is not the file's. */
  readonly lost: readonly string[];
}

/** Asks imported documents for the facts of their files, and once more after their way out and back in. */
export class FactsRun {
  private readonly counts: Record<Way, { kept: number; total: number }> = {
    imported: { kept: 0, total: 0 },
    odt: { kept: 0, total: 0 },
    docx: { kept: 0, total: 0 },
  };
  private readonly lost: string[] = [];

  constructor(
    private readonly server: OfficeServer,
    private readonly limitMs: number,
  ) {}

  /** @param id null: it could not be imported, so that all its facts are lost */
  async ask(file: string, id: string | null, expected: ExpectedFacts): Promise<void> {
    for (const way of WAYS)
      try {
        if (id === null) throw new Error('was not imported');
        const asked = way === 'imported' ? id : await this.outAndBack(id, way);
        this.judge(file, way, expected, await this.factsOf(asked));
      } catch (error) {
        const { kept, lost } = judgeFacts(expected, NOTHING);
        this.counts[way].total += kept.length + lost.length;
        this.lost.push(`${file}: ${way}: ${error instanceof Error ? error.message : 'failed'}`);
      }
  }

  result(): FactsResult {
    const tally = (way: Way): FactsTally => {
      const { kept, total } = this.counts[way];
      return { kept, total, percent: total === 0 ? 0 : Math.floor((1000 * kept) / total) / 10 };
    };
    return { imported: tally('imported'), odt: tally('odt'), docx: tally('docx'), lost: this.lost };
  }

  private judge(file: string, way: Way, expected: ExpectedFacts, found: DocumentFacts): void {
    const { kept, lost } = judgeFacts(expected, found);
    this.counts[way].kept += kept.length;
    this.counts[way].total += kept.length + lost.length;
    this.lost.push(...lost.map((fact) => `${file}: ${way}: ${fact}`));
  }

  private async factsOf(id: string): Promise<DocumentFacts> {
    return documentFacts(JSON.parse(new TextDecoder().decode(await this.server.export(id, 'json'))));
  }

  private async outAndBack(id: string, format: 'odt' | 'docx'): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'maroquin-facts-'));
    try {
      const path = join(folder, `Document.${format}`);
      await writeFile(path, await this.server.export(id, format));
      const response = await this.server.import(path, this.limitMs);
      const body: unknown = await response.json();
      if (response.status !== 201) throw new Error(`its way back ${refusalOf(response.status, body)}`);
      return importedId(body);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

const NOTHING: DocumentFacts = {
  ...{ headings: [], tables: [], images: 0, notes: [], comments: [], formulas: [] },
  ...{
    insertions: new Map(),
    deletions: new Map(),
    links: new Set(),
    listItems: 0,
    hasNumberedTitles: false,
  },
};
