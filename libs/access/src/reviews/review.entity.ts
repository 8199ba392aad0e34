import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A campaign in which the rights of a space, or of the whole organisation, are looked at one by one. */
@Entity({ name: 'access_review' })
export class AccessReview {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'space_id', type: 'uuid', nullable: true }) spaceId!: string | null;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  @Column({ name: 'rule', type: 'text' }) rule!: 'keep' | 'withdraw';
  @Column({ name: 'opened_by', type: 'uuid' }) openedBy!: string;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ name: 'closed_by', type: 'uuid', nullable: true }) closedBy!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}
