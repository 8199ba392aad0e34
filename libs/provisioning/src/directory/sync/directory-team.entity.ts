import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A team that is kept as a group of the directory is. */
@Entity({ name: 'directory_team' })
export class DirectoryTeam {
  @PrimaryColumn({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  /** Keyed hash of the directory and the group's stable identifier. */
  @Column({ name: 'group_hash', type: 'bytea' }) groupHash!: Buffer;
  /** Its group is, by way of others, in itself: only a whole synchronisation knows who is in it. */
  @Column({ name: 'in_ring', type: 'boolean', default: false }) inRing!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
