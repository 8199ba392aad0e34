import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { DomainError } from '../errors/index.js';
import { deriveKey, fold, keyedHash } from './derive-key.js';
import { openBytes, sealBytes, type SealContext } from './sealed-format.js';
import { SigningKey } from './signing-key.js';

const STATE_VERSION = 1;

type SecretKind =
  | 'session'
  | 'link'
  | 'token'
  | 'credential'
  | 'recovery code'
  | 'external-link'
  | 'visit'
  | 'administration session'
  | 'administration link'
  | 'administration credential';

/** Keys that work before the organisation is known: sign-in by address. */
export class InstanceKeys {
  private readonly hashing: Buffer;
  private readonly cursors: Buffer;
  private readonly tickets: Buffer;
  private readonly states: Buffer;
  private readonly auditing: Buffer;
  private readonly rights: Buffer;
  private readonly checks: Buffer;
  /** Ed25519: signs the ends of the audit's chains. */
  readonly auditKey: KeyObject;
  readonly auditPublicKey: KeyObject;
  private readonly proofs: Buffer;
  private readonly signatures: Buffer;

  constructor(key: Buffer) {
    this.proofs = deriveKey(key, 'proof signatures');
    this.signatures = deriveKey(key, 'document signatures');
    this.hashing = deriveKey(key, 'hashes');
    this.auditing = deriveKey(key, 'audit');
    this.rights = deriveKey(key, 'rights');
    this.checks = deriveKey(key, 'checks of keys');
    this.auditKey = ed25519(deriveKey(key, 'audit signatures'));
    this.auditPublicKey = createPublicKey(this.auditKey);
    this.cursors = deriveKey(key, 'cursors');
    this.tickets = deriveKey(key, 'tickets');
    this.states = deriveKey(key, 'states');
  }

  /** Signs what this instance proves of itself (Ed25519): verified with the public half alone, anywhere. */
  get proofKey(): SigningKey {
    return new SigningKey(this.proofs);
  }

  /** Signs what an organisation has approved (Ed25519). The same as long as the instance's key is. */
  documentKey(orgId: string): SigningKey {
    return new SigningKey(deriveKey(this.signatures, orgId));
  }

  emailHash(email: string): Buffer {
    return keyedHash(this.hashing, 'email', [fold(email.trim())]);
  }

  /** Somebody's administration account has the same address as its other one, and nothing that tells so. */
  administratorHash(email: string): Buffer {
    return keyedHash(this.hashing, 'administrator', [fold(email.trim())]);
  }

  /**
   * What the database holds of a session's, link's or token's secret. Keyed, and one for each kind: who can write to
   * the database cannot put there a secret of its own making, nor turn one kind into another.
   */
  secretHash(kind: SecretKind, secret: string): Buffer {
    return keyedHash(this.hashing, `secret of a ${kind}`, [secret]);
  }

  /** Authenticates what stands in clear in a row that is found before its organisation is known. */
  proofOf(kind: 'session' | 'token', ...parts: readonly (string | Uint8Array)[]): Buffer {
    return keyedHash(this.hashing, `proof of a ${kind}`, parts);
  }

  /** Shows that a row of the audit was written by this service. */
  auditProof(content: Uint8Array): Buffer {
    return keyedHash(this.auditing, 'entry', [content]);
  }

  /** Shows that a row that gives a right was written by this service. */
  rightsProof(content: Uint8Array): Buffer {
    return keyedHash(this.rights, 'row', [content]);
  }

  /** Shows that these bytes are the organisation's key. */
  organisationKeyCheck(orgId: string, generation: number, key: Uint8Array): Buffer {
    return keyedHash(this.checks, 'organisation key', [orgId, String(generation), key]);
  }

  /** Shows that the rows of a table that were there before the upgrade got their proofs. */
  formerRightsProof(relation: string): Buffer {
    return keyedHash(this.rights, 'former rows', [relation]);
  }

  /**
   * The secret of a link that is mailed, worked out from the link's id: the job that writes the mail needs no secret kept
   * for it, and writes the same one when it runs again. 256 bits, base64url.
   */
  mailedSecret(kind: SecretKind, id: string): string {
    return keyedHash(this.hashing, `mailed secret of a ${kind}`, [id]).toString('base64url');
  }

  /**
   * The private key by which push services know this instance: the same on every node, and kept nowhere. 255 bits, so that
   * it is below the order of the curve P-256.
   */
  pushSecret(): Buffer {
    const secret = keyedHash(this.hashing, 'private key for push services', []);
    secret[0] = (secret[0] ?? 0) & 0x7f;
    return secret;
  }

  /** Stands for somebody at an identity provider (issuer, sub), for a session there (issuer, sid), or a directory's group. */
  federatedHash(
    kind: 'subject' | 'session' | 'group' | 'administrator',
    issuer: string,
    value: string,
  ): Buffer {
    return keyedHash(this.hashing, `federated ${kind}`, [issuer, value]);
  }

  /** Stands for something that may be used once. */
  onceHash(kind: string, ...parts: readonly string[]): Buffer {
    return keyedHash(this.hashing, `once ${kind}`, parts);
  }

  /** What a browser keeps for us while it is elsewhere: sealed, so that it can neither be read nor made up. base64url. */
  sealState(purpose: string, value: unknown): string {
    const context: SealContext = { table: 'state', column: 'value', row: purpose };
    return sealBytes(
      this.states,
      Buffer.from([STATE_VERSION]),
      '',
      context,
      Buffer.from(JSON.stringify(value)),
    ).toString('base64url');
  }

  /** null: not made here for this purpose. */
  openState(purpose: string, sealed: string): unknown {
    try {
      const context: SealContext = { table: 'state', column: 'value', row: purpose };
      return JSON.parse(
        openBytes(this.states, 1, '', context, Buffer.from(sealed, 'base64url')).toString('utf8'),
      );
    } catch {
      return null;
    }
  }

  /** What this instance is called where several share one bus. */
  get busName(): string {
    return keyedHash(this.hashing, 'name on a bus', ['hints']).toString('base64url').slice(0, 16);
  }

  /** Opaque paging cursors: sealed, so that they tell and allow nothing. base64url. */
  sealCursor(audience: string, value: unknown): string {
    return sealOpaque(this.cursors, { table: 'cursor', column: 'value', row: audience }, value);
  }

  /** @throws {DomainError} request.cursor-unknown for a cursor that was not made here for this audience. */
  openCursor(audience: string, cursor: string): unknown {
    try {
      return openOpaque(this.cursors, { table: 'cursor', column: 'value', row: audience }, cursor);
    } catch (error) {
      throw new DomainError('request.cursor-unknown', { cause: error });
    }
  }

  /**
   * What a browser keeps for this instance and brings back (a step of a sign-in, a browser that is known): sealed for
   * one use, so that it tells nothing and passes for nothing else. How long it holds stands inside. base64url.
   */
  sealTicket(use: string, value: unknown): string {
    return sealOpaque(this.tickets, { table: 'ticket', column: 'value', row: use }, value);
  }

  /** null for a ticket that was not made here for this use. */
  openTicket(use: string, ticket: string): unknown {
    try {
      return openOpaque(this.tickets, { table: 'ticket', column: 'value', row: use }, ticket);
    } catch {
      return null;
    }
  }
}

/** The PKCS #8 frame of an Ed25519 private key (RFC 8410 §7). */
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');
const ed25519 = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ED25519_FRAME, seed]), format: 'der', type: 'pkcs8' });

const sealOpaque = (key: Buffer, context: SealContext, value: unknown): string =>
  sealBytes(key, Buffer.from([STATE_VERSION]), '', context, Buffer.from(JSON.stringify(value))).toString(
    'base64url',
  );

const openOpaque = (key: Buffer, context: SealContext, sealed: string): unknown =>
  JSON.parse(openBytes(key, 1, '', context, Buffer.from(sealed, 'base64url')).toString('utf8'));
