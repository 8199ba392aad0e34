import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody from outside, in one space, for whom a sponsor answers. When it ends is said by its seat. */
@Entity({ name: 'guest' })
export class GuestRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'space_id', type: 'uuid' }) spaceId!: string;
  @Column({ name: 'sponsor_id', type: 'uuid' }) sponsorId!: string;
  @Column({ name: 'invited_at', type: 'timestamptz' }) invitedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}
