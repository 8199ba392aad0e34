import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import type { ExportFormat, Marking } from '@maroquin/contracts';
import { signedFile } from '@maroquin/platform/signatures';
import { Admission, type Requester } from '@maroquin/platform/admission';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { type Circuit, CircuitRows } from '../circuits/circuit-rows.js';
import { type CircuitState, statementOf } from '../circuits/circuit-state.js';
import { ExportContents } from '../export/export-contents.js';
import { authorNames } from '../export/export-names.js';
import { withMarking } from '../export/with-marking.js';

export interface WholeDocument {
  readonly orgId: string;
  readonly id: string;
  readonly title: string;
  /** Name of its author; empty: not known. */
  readonly author: string;
  readonly marking: Marking;
  readonly language: 'fr' | 'en' | null;
  readonly numberedTitles: boolean;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface WholeCircuit {
  readonly id: string;
  readonly state: CircuitState;
  /** The signed version, as `maroquin verify` reads it; null: it is none, or its text is kept no longer. */
  readonly signed: string | null;
}

const CIRCUITS_AT_ONCE = 20;

/** Documents whatever their marking, for whoever takes the whole organisation along. Access rule: the caller may do that. */
@Injectable()
export class WholeDocuments {
  constructor(
    private readonly contents: ExportContents,
    private readonly people: PeopleNames,
    private readonly admission: Admission,
    private readonly circuits: CircuitRows,
    private readonly keys: Keys,
  ) {}

  /**
   * @param titlesOf names of resources, by id, for links between documents
   * @throws {DomainError} request.not-found, export.too-large, server.unavailable, and what damaged content is told by
   */
  async write(
    requester: Requester,
    document: WholeDocument,
    format: ExportFormat,
    titlesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<Uint8Array> {
    const { orgId, id, title, author, createdAt, modifiedAt, numberedTitles } = document;
    const language = document.language ?? 'fr';
    return this.admission.run('worker', requester, async () => {
      const read = withMarking(await this.contents.read(orgId, id), document.marking, format);
      const threads = await this.contents.threads(orgId, id, format);
      const names = await authorNames(this.people, orgId, read.sources.authors, language);
      const titles = await titlesOf(read.sources.links);
      const about = { title, author, language, createdAt, modifiedAt, numberedTitles };
      const file = await this.contents.write(requester, { orgId, id }, read, {
        ...{ format, about, names, threads, titles },
      });
      return file.bytes;
    });
  }

  /** The newest first. @throws {DomainError} sealed.damaged */
  async *circuitsOf(orgId: string, documentId: string): AsyncGenerator<WholeCircuit> {
    let after: string | null = null;
    for (;;) {
      const page = await this.circuits.page({ orgId, documentId }, after, CIRCUITS_AT_ONCE);
      for (const circuit of page)
        yield { id: circuit.id, state: circuit.state, signed: await this.signed(circuit) };
      after = page.at(-1)?.id ?? null;
      if (after === null) return;
    }
  }

  private async signed(circuit: Circuit): Promise<string | null> {
    const { signature } = circuit.state;
    const statement = statementOf(circuit, circuit.state);
    if (statement === null || signature === null) return null;
    try {
      const content = await this.circuits.content(circuit, circuit.id);
      const { publicKey } = this.keys.instance.documentKey(circuit.orgId);
      return signedFile(statement, content, { signature, publicKey });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'request.not-found') return null;
      throw error;
    }
  }
}
