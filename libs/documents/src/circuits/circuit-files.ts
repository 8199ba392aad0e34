import { Injectable } from '@nestjs/common';
import { ResourceViews } from '@maroquin/access';
import { exportEnding, exportMediaTypes, type SignedFormat } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { digestOf, signedFile } from '@maroquin/platform/signatures';
import { DocumentExports } from '../export/document-exports.service.js';
import { CircuitActs } from './circuit-acts.js';
import { type Circuit, CircuitRows } from './circuit-rows.js';
import { recordOf } from './circuit-record.js';
import { statementOf } from './circuit-state.js';
import { CircuitViews } from './circuit-views.js';

interface SignedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The version that a circuit is about: to be read while it runs, and as a signed file once it is approved. */
@Injectable()
export class CircuitFiles {
  constructor(
    private readonly circuits: CircuitViews,
    private readonly rows: CircuitRows,
    private readonly views: ResourceViews,
    private readonly exports: DocumentExports,
    private readonly acts: CircuitActs,
    private readonly keys: Keys,
  ) {}

  /** JSON of the version. @throws {DomainError} request.not-found, sealed.damaged */
  async content(actor: Actor, documentId: string, id: string): Promise<string> {
    return this.read(await this.circuits.findReadable(actor, documentId, id));
  }

  /**
   * A version that everybody approved: with its signature, or as a text for readers.
   * @throws {DomainError} request.not-found, marking.forbids-export, sealed.damaged, and as exports do
   */
  async signed(actor: Actor, documentId: string, id: string, format: SignedFormat): Promise<SignedFile> {
    const circuit = await this.circuits.findReadable(actor, documentId, id);
    const { title, signature } = circuit.state;
    const statement = statementOf(circuit, circuit.state);
    if (statement === null || signature === null) throw new DomainError('request.not-found');
    if (format !== 'signed') {
      const content = await this.read(circuit);
      const version = { title, content, after: recordOf(circuit.state) };
      const { bytes } = await this.exports.exportVersion(actor, documentId, version, format);
      return { name: `${title}.${exportEnding(format)}`, mediaType: exportMediaTypes[format], bytes };
    }
    const { marking } = await this.views.viewOf(actor, documentId);
    if (marking === 'restricted') throw new DomainError('marking.forbids-export');
    const { publicKey } = this.keys.instance.documentKey(circuit.orgId);
    const text = signedFile(statement, await this.read(circuit), { signature, publicKey });
    await this.acts.downloaded(actor, circuit);
    return { name: `${title}.signe.json`, mediaType: 'application/json', bytes: Buffer.from(text, 'utf8') };
  }

  /** The text must still be the one that was asked about. */
  private async read(circuit: Circuit): Promise<string> {
    const content = await this.rows.content(circuit, circuit.id);
    if (digestOf(content) !== circuit.state.sha256) throw new DomainError('sealed.damaged');
    return content;
  }
}
