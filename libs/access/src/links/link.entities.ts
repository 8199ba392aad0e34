import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Opens one resource to whoever holds it. What it may, and until when, is the grant of its subject. */
@Entity({ name: 'external_link' })
export class ExternalLinkRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'resource_id', type: 'uuid' }) resourceId!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  /** null: made before secrets were kept. */
  @Column({ name: 'token_sealed', type: 'bytea', nullable: true }) tokenSealed!: Buffer | null;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  @Column({ name: 'password_sealed', type: 'bytea', nullable: true }) passwordSealed!: Buffer | null;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'max_uses', type: 'integer', nullable: true }) maxUses!: number | null;
  @Column({ name: 'uses', type: 'integer', default: 0 }) uses!: number;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'proof', type: 'bytea', nullable: true }) proof!: Buffer | null;
  /** Rises with each change by a person. */
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}

/** A browser that came in by a link. The secret itself is only in its cookie. */
@Entity({ name: 'link_visit' })
export class LinkVisit {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'link_id', type: 'uuid' }) linkId!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'name_sealed', type: 'bytea', nullable: true }) nameSealed!: Buffer | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
