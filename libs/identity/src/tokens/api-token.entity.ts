import type { TokenScope } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lets a program act for a person, within some scopes. */
@Entity({ name: 'api_token' })
export class ApiToken {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  /** null: it was made by the command line. */
  @Column({ name: 'name_sealed', type: 'bytea', nullable: true }) nameSealed!: Buffer | null;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'scopes', type: 'text', array: true }) scopes!: TokenScope[];
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz', nullable: true }) lastSeenAt!: Date | null;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'proof', type: 'bytea', nullable: true }) proof!: Buffer | null;
}
