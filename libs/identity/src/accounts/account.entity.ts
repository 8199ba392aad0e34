import type { Locale } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who can sign in. Its id is the person's id as a subject of rights. */
@Entity({ name: 'account' })
export class Account {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  /** Home organisation. */
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'email_hash', type: 'bytea' }) emailHash!: Buffer;
  @Column({ name: 'email_sealed', type: 'bytea' }) emailSealed!: Buffer;
  /** null: nobody has shown yet that this address is the person's. */
  @Column({ name: 'email_proven_at', type: 'timestamptz', nullable: true }) emailProvenAt!: Date | null;
  /** Since when it is this one. */
  @Column({ name: 'email_since', type: 'timestamptz' }) emailSince!: Date;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  /** argon2id in PHC string form, sealed; null: signs in by link only. */
  @Column({ name: 'password_sealed', type: 'bytea', nullable: true }) passwordSealed!: Buffer | null;
  @Column({ name: 'locale', type: 'text', default: 'fr' }) locale!: Locale;
  @Column({ name: 'time_zone', type: 'text', default: 'Europe/Paris' }) timeZone!: string;
  /** What the person says of themselves: `Profile`; null: nothing yet. */
  @Column({ name: 'profile_sealed', type: 'bytea', nullable: true }) profileSealed!: Buffer | null;
  @Column({ name: 'photo_id', type: 'uuid', nullable: true }) photoId!: string | null;
  @Column({ name: 'hides_presence', type: 'boolean', default: false }) hidesPresence!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz', nullable: true }) lastSeenAt!: Date | null;
  @Column({ name: 'link_requested_at', type: 'timestamptz', nullable: true }) linkRequestedAt!: Date | null;
  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true }) disabledAt!: Date | null;
  /** Gone for good: kept for what it wrote, without its address. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}
