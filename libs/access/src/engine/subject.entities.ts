import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ProvenRow } from './proven-row.js';

export type SubjectKind = 'person' | 'team' | 'everyone' | 'link';
export type SeatKind = 'member' | 'admin' | 'guest';

/** Whoever can be given a right. The subject "everyone" of an organisation has the organisation's id. */
@Entity({ name: 'subject' })
export class Subject {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: SubjectKind;
}

/** A person's place in an organisation: its home, or a guest's. */
@Entity({ name: 'seat' })
export class Seat extends ProvenRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: SeatKind;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  /** null: without end. */
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt!: Date | null;
}

@Entity({ name: 'team' })
export class Team {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  @Column({ name: 'name_hash', type: 'bytea' }) nameHash!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
}

@Entity({ name: 'membership' })
export class Membership extends ProvenRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @PrimaryColumn({ name: 'member_id', type: 'uuid' }) memberId!: string;
  @Column({ name: 'added_at', type: 'timestamptz' }) addedAt!: Date;
}
