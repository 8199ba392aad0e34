import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'organisation' })
export class Organisation {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'time_zone', type: 'text', default: 'Europe/Paris' }) timeZone!: string;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  /** null until its first administrator has named it. */
  @Column({ name: 'set_up_at', type: 'timestamptz', nullable: true }) setUpAt!: Date | null;
  /** After how many days a new external link ends; null: it does not end by itself. */
  @Column({ name: 'link_days', type: 'integer', nullable: true, default: 30 }) linkDays!: number | null;
  /** Of nobody there is shown who is there and who types. */
  @Column({ name: 'hides_presence', type: 'boolean', default: false }) hidesPresence!: boolean;
  /** What holds for its people unless they choose for themselves: `quietOfOrganisation`. */
  @Column({ name: 'habits', type: 'jsonb', nullable: true }) habits!: unknown;
  /** How much each person, and each space, may keep that has no quota of its own, bytes; null: no limit. */
  @Column({ name: 'person_quota', type: 'bigint', nullable: true }) personQuota!: string | null;
  @Column({ name: 'space_quota', type: 'bigint', nullable: true }) spaceQuota!: string | null;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}
