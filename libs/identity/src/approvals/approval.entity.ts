import type { Approval, KeyAct } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Of administrators, and of those who keep keys; the end of the organisation, of both. */
export type ApprovedAct = Approval['act'] | KeyAct | 'organisation-end';

/** One person asks to do what nobody may do alone; another one agrees, or does not. */
@Entity({ name: 'approval' })
export class ApprovalRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'act', type: 'text' }) act!: ApprovedAct;
  @Column({ name: 'target_id', type: 'uuid' }) targetId!: string;
  /** To whom something is handed over; who asks to be recognised. */
  @Column({ name: 'to_id', type: 'uuid', nullable: true }) toId!: string | null;
  @Column({ name: 'asked_by', type: 'uuid' }) askedBy!: string;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'refused', type: 'boolean', default: false }) refused!: boolean;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
}
