import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SignInMethod = 'link' | 'password' | 'passkey' | 'oidc' | 'ldap';

/** What is known of how somebody proved who they are, beyond the method. */
export interface SignInProof {
  /** Authentication context class, where a provider names one (OpenID Connect Core §2). */
  readonly acr?: string | null;
  /** Authentication methods (RFC 8176): `pwd`, `otp`, `hwk`, `mfa`… */
  readonly amr?: readonly string[];
}

/** A browser that is signed in. The token itself is only in its cookie. */
@Entity({ name: 'session' })
export class Session {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'method', type: 'text' }) method!: SignInMethod;
  @Column({ name: 'acr', type: 'text', nullable: true }) acr!: string | null;
  @Column({ name: 'amr', type: 'text', array: true, default: '{}' }) amr!: string[];
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'proof', type: 'bytea', nullable: true }) proof!: Buffer | null;
}
