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
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}
