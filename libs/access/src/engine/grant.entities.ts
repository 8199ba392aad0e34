import type { ExtraAct, Role } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ProvenRow } from './proven-row.js';

/** What people set. */
@Entity({ name: 'access_grant' })
export class AccessGrant extends ProvenRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'resource_id', type: 'uuid' }) resourceId!: string;
  @PrimaryColumn({ name: 'subject_id', type: 'uuid' }) subjectId!: string;
  /** Of a custom role: its base. */
  @Column({ name: 'role', type: 'text' }) role!: Role;
  @Column({ name: 'custom_role_id', type: 'uuid', nullable: true }) customRoleId!: string | null;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'granted_by', type: 'uuid', nullable: true }) grantedBy!: string | null;
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt!: Date;
}

/** A resource with grants of its own; its id is the resource's. */
@Entity({ name: 'permission_scope' })
export class PermissionScope extends ProvenRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'parent_scope_id', type: 'uuid', nullable: true }) parentScopeId!: string | null;
  /** False: restricted, it holds its own grants only. */
  @Column({ name: 'inherits', type: 'boolean', default: true }) inherits!: boolean;
  /** Restricted, or inherits from a scope that is: nobody else learns of what stands there. */
  @Column({ name: 'confined', type: 'boolean', default: false }) confined!: boolean;
}

/** Own and inherited grants of a scope, flattened, each with where it comes from. */
@Entity({ name: 'scope_grant' })
export class ScopeGrant extends ProvenRow {
  @PrimaryColumn({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @PrimaryColumn({ name: 'scope_id', type: 'uuid' }) scopeId!: string;
  @PrimaryColumn({ name: 'subject_id', type: 'uuid' }) subjectId!: string;
  @PrimaryColumn({ name: 'from_resource_id', type: 'uuid' }) fromResourceId!: string;
  @Column({ name: 'role', type: 'text' }) role!: Role;
  /** What a custom role adds; null: nothing. */
  @Column({ name: 'acts', type: 'text', array: true, nullable: true }) acts!: ExtraAct[] | null;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
}
