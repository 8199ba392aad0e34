import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair of a person's device or password manager (WebAuthn L3). The private key never leaves it. */
@Entity({ name: 'passkey' })
export class Passkey {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'credential_hash', type: 'bytea' }) credentialHash!: Buffer;
  @Column({ name: 'record_sealed', type: 'bytea' }) recordSealed!: Buffer;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  /** A bigint: a string in JavaScript. */
  @Column({ name: 'counter', type: 'bigint' }) counter!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
  /** Rises with each new name. */
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}

/** A person's code generator (RFC 6238): at most one. */
@Entity({ name: 'totp' })
export class Totp {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'secret_sealed', type: 'bytea' }) secretSealed!: Buffer;
  /** A bigint: a string in JavaScript. */
  @Column({ name: 'last_step', type: 'bigint', default: 0 }) lastStep!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
}

/** Stands in once for a lost code generator. The code itself is only with the person. */
@Entity({ name: 'recovery_code' })
export class RecoveryCode {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'code_hash', type: 'bytea' }) codeHash!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
}
