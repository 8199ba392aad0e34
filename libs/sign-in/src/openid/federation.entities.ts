import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose account somebody of a provider opens. The key is (issuer, subject), as a keyed hash. */
@Entity({ name: 'federated_identity' })
export class FederatedIdentity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'provider', type: 'text' }) provider!: string;
  @Column({ name: 'subject_hash', type: 'bytea' }) subjectHash!: Buffer;
  @Column({ name: 'claims_sealed', type: 'bytea' }) claimsSealed!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_used_at', type: 'timestamptz' }) lastUsedAt!: Date;
  @Column({ name: 'approved_by', type: 'uuid', nullable: true }) approvedBy!: string | null;
  /** When the directory closed the account; it opens what it closed itself, and nothing else. */
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}

/** Somebody of a provider whose address is already that of an account: waits for an administrator. */
@Entity({ name: 'identity_merge' })
export class IdentityMergeRequest {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'provider', type: 'text' }) provider!: string;
  @Column({ name: 'subject_hash', type: 'bytea' }) subjectHash!: Buffer;
  @Column({ name: 'claims_sealed', type: 'bytea' }) claimsSealed!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_asked_at', type: 'timestamptz' }) lastAskedAt!: Date;
  @Column({ name: 'refused_at', type: 'timestamptz', nullable: true }) refusedAt!: Date | null;
  @Column({ name: 'refused_by', type: 'uuid', nullable: true }) refusedBy!: string | null;
}

/** What a provider calls a session. */
@Entity({ name: 'federated_session' })
export class FederatedSession {
  @PrimaryColumn({ name: 'session_id', type: 'uuid' }) sessionId!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'provider', type: 'text' }) provider!: string;
  @Column({ name: 'subject_hash', type: 'bytea' }) subjectHash!: Buffer;
  @Column({ name: 'sid_hash', type: 'bytea', nullable: true }) sidHash!: Buffer | null;
  @Column({ name: 'id_token_sealed', type: 'bytea' }) idTokenSealed!: Buffer;
}
