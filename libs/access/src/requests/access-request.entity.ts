import type { Role } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who would like to see something; once for each person and resource. */
@Entity({ name: 'access_request' })
export class AccessRequestRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'resource_id', type: 'uuid' }) resourceId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'requested_at', type: 'timestamptz' }) requestedAt!: Date;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'role', type: 'text', nullable: true }) role!: Role | null;
}
